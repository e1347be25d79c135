import type { InvoiceFact } from '@/server/modules/payments/to-invoice-fact';
import type { SubscriptionRecord } from '@/server/modules/subscriptions/sync-subscription';
import { newId } from '@/shared/ids';
import { feeOf } from '@/shared/money';
import type { NewSellerOrder } from './new-order';
import type { OrderItemRecord, OrderRecord } from './order-rows.queries';
import type { RenewedItem } from './renewals.queries';

export interface RenewalFacts {
  subscription: Pick<SubscriptionRecord, 'id' | 'buyerUserId' | 'holderOrganizationId'>;
  fact: Pick<InvoiceFact, 'invoiceId' | 'amountMinor' | 'creditMinor' | 'taxMinor' | 'currency'>;
  now: Date;
}

const NOTHING_YET = { taxMinor: 0, creditMinor: 0, refundedMinor: 0, disputedMinor: 0 };

/** The item, for what was billed of it. */
function toItem(renewed: RenewedItem, amountMinor: number, at: number): OrderItemRecord {
  const { sellerId, productId, variantId, priceId, productSlug, productType, title, variantTitle, sellerName, kind, license, sku, options, feeBps, interval, recurringMinor } = renewed;
  return {
    id: newId('orderItem', at),
    sellerId, productId, variantId, priceId, productSlug, productType, title, variantTitle, sellerName, kind, license, sku, options, feeBps, interval, recurringMinor,
    version: null, condition: null, bundleProductId: null, bundleTitle: null, quantity: 1, trialDays: 0, unitPriceMinor: amountMinor, discountMinor: 0, subsidyMinor: 0, shippingMinor: 0,
    totalMinor: amountMinor, feeMinor: feeOf(amountMinor, feeBps), ...NOTHING_YET, lostMinor: 0, shippedQuantity: 0, canceledQuantity: 0, restockedQuantity: 0, downloadLimit: null, stockLevelId: null,
  };
}

/**
 * The order of a paid invoice: one item of what is subscribed to, for what was billed without the tax on top, whatever the list says: a change of
 * plan costs what is left of a period. What a credit paid of it is taken off when the order is paid. Its number is the database's to give. Pure but for the ids.
 */
export function toRenewalOrder(renewed: RenewedItem, { subscription, fact, now }: RenewalFacts): OrderRecord {
  const amountMinor = fact.amountMinor + fact.creditMinor - fact.taxMinor;
  const sums = { subtotalMinor: amountMinor, discountMinor: 0, shippingMinor: 0, totalMinor: amountMinor };
  return {
    id: newId('order', now.getTime()),
    number: 0,
    status: 'pending',
    buyerUserId: subscription.buyerUserId,
    buyerEmail: renewed.buyerEmail,
    organizationId: subscription.holderOrganizationId,
    currency: fact.currency,
    ...sums,
    ...NOTHING_YET,
    couponId: null,
    cartId: null,
    fingerprint: '',
    country: null,
    checkoutAttempt: 1,
    sessionId: null,
    paymentIntentId: null,
    checkoutUrl: null,
    subscriptionId: subscription.id,
    invoiceId: fact.invoiceId,
    expiresAt: now,
    createdAt: now,
    items: [toItem(renewed, amountMinor, now.getTime())],
  };
}

/** The seller's part of such an order: nothing is shipped. Pure but for the id. */
export function toRenewalPart({ createdAt, items, totalMinor }: OrderRecord): NewSellerOrder {
  const [item] = items;
  if (!item) throw new Error('a renewal has one item');
  return { id: newId('sellerOrder', createdAt.getTime()), sellerId: item.sellerId, totalMinor, feeMinor: item.feeMinor, shippingMinor: 0, shippingName: null, parcels: 0 };
}
