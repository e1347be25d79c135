import { createHash } from 'node:crypto';
import type { Quote, QuotedItem } from '@/server/modules/carts/quote';
import { newId } from '@/shared/ids';
import { HOUR_MS } from '@/shared/time';
import type { OrderItemRecord, OrderRecord } from './order-rows.queries';

export interface OrderBuyer {
  userId: string;
  organizationId: string | null;
}

export interface Placement {
  buyer: OrderBuyer;
  /** Two orders of one key are never open at once: a second click or tab finds the first's. */
  openKey: string;
  cartId: string | null;
  country: string | null;
  now: Date;
}

/** How long a buyer has. Stripe wants 30 minutes of it when its page is made, the other half is for making it after an outage. */
const ORDER_LIFE_MS = HOUR_MS;

/** Who buys what: equal for a second click, another tab, or a colleague buying for the same organization. Pure. */
export function toOpenKey({ userId, organizationId }: OrderBuyer, variantId: string): string {
  return `${organizationId ?? userId}:${variantId}`;
}

/** What was chosen and what it costs, down to each item: equal exactly when a buyer would not notice the difference. Pure. */
export function toFingerprint(quote: Quote, { buyer, country }: Pick<Placement, 'buyer' | 'country'>): string {
  const items = quote.items.map((item) => [item.variantId, item.quantity, item.priceId, item.trialDays, item.discountMinor, item.shippingMinor, item.totalMinor].join(':')).sort();
  return createHash('sha256').update(JSON.stringify([items, quote.currency, quote.totalMinor, quote.coupon?.couponId ?? null, country, buyer.organizationId])).digest('hex').slice(0, 32);
}

function toItem(quoted: QuotedItem, at: number): OrderItemRecord {
  const { bundle, sellerId, productId, variantId, priceId, productSlug, productType, title, variantTitle, sellerName, kind, license, version, sku, options, condition } = quoted;
  const { quantity, interval, trialDays, recurringMinor, unitPriceMinor, discountMinor, subsidyMinor, shippingMinor, totalMinor, feeBps, feeMinor, downloadLimit, stockLevelId } = quoted;
  return {
    id: newId('orderItem', at),
    sellerId, productId, variantId, priceId, productSlug, productType, title, variantTitle, sellerName, kind, license, version, sku, options, condition,
    bundleProductId: bundle?.productId ?? null,
    bundleTitle: bundle?.title ?? null,
    quantity, interval, trialDays, recurringMinor, unitPriceMinor, discountMinor, subsidyMinor, shippingMinor, totalMinor, feeBps, feeMinor, downloadLimit, stockLevelId,
    taxMinor: 0,
    creditMinor: 0,
    refundedMinor: 0,
    disputedMinor: 0,
    lostMinor: 0,
    shippedQuantity: 0,
    canceledQuantity: 0,
    restockedQuantity: 0,
  };
}

/** The snapshot of a quote as a pending order. Its number and the buyer's address are the database's to give. Pure but for the ids. */
export function toNewOrder(quote: Quote, placement: Placement): OrderRecord {
  const { buyer, cartId, country, now } = placement;
  const isShipped = quote.sellers.some(({ shipping }) => shipping !== null);
  return {
    id: newId('order', now.getTime()),
    number: 0,
    status: 'pending',
    buyerUserId: buyer.userId,
    buyerEmail: '',
    organizationId: buyer.organizationId,
    currency: quote.currency,
    subtotalMinor: quote.subtotalMinor,
    discountMinor: quote.discountMinor,
    shippingMinor: quote.shippingMinor,
    taxMinor: 0,
    creditMinor: 0,
    totalMinor: quote.totalMinor,
    refundedMinor: 0,
    disputedMinor: 0,
    couponId: quote.coupon?.couponId ?? null,
    cartId,
    fingerprint: toFingerprint(quote, placement),
    country: isShipped ? country : null,
    checkoutAttempt: 1,
    sessionId: null,
    paymentIntentId: null,
    checkoutUrl: null,
    subscriptionId: null,
    invoiceId: null,
    expiresAt: new Date(Math.floor((now.getTime() + ORDER_LIFE_MS) / 1000) * 1000),
    createdAt: now,
    // Ids that rise from item to item: read again in their order, the order asks Stripe for the same session under the same key.
    items: quote.items.map((item, index) => toItem(item, now.getTime() + index)),
  };
}

/** The part of a new order that one seller fulfils. */
export interface NewSellerOrder {
  id: string;
  sellerId: string;
  totalMinor: number;
  feeMinor: number;
  shippingMinor: number;
  /** Null: nothing to ship. */
  shippingName: string | null;
  parcels: number;
}

/** One part per seller of the order. Pure but for the ids. */
export function toSellerOrders(order: OrderRecord, quote: Quote): NewSellerOrder[] {
  return quote.sellers.map(({ sellerId, shipping }) => {
    const own = order.items.filter((item) => item.sellerId === sellerId);
    const sum = (amount: (item: OrderItemRecord) => number) => own.reduce((total, item) => total + amount(item), 0);
    return {
      id: newId('sellerOrder', order.createdAt.getTime()),
      sellerId,
      totalMinor: sum((item) => item.totalMinor),
      feeMinor: sum((item) => item.feeMinor),
      shippingMinor: sum((item) => item.shippingMinor),
      shippingName: shipping?.name ?? null,
      parcels: shipping?.parcels ?? 0,
    };
  });
}
