import type { SessionToCreate } from '@/server/modules/payments/create-checkout-session';
import type { OrderItemRecord, OrderRecord } from './order-rows.queries';

function toShippingLines({ items }: OrderRecord): SessionToCreate['shipping'] {
  const sellers = new Map<string, { label: string; amountMinor: number }>();
  for (const { sellerId, sellerName, shippingMinor } of items) {
    const line = sellers.get(sellerId) ?? { label: `Shipping, ${sellerName}`, amountMinor: 0 };
    sellers.set(sellerId, { ...line, amountMinor: line.amountMinor + shippingMinor });
  }
  return [...sellers.values()].filter(({ amountMinor }) => amountMinor > 0);
}

const titleOf = ({ title, variantTitle }: OrderItemRecord) => (variantTitle ? `${title}, ${variantTitle}` : title);

/**
 * An order as Stripe's page shows it: its items at list price, what each seller asks for shipping, and everything taken off as one sum. `customerId`
 * is who Stripe knows the buyer as, which something recurring needs. Pure.
 */
export function toSession(order: OrderRecord, { publicUrl, customerId }: { publicUrl: string; customerId: string | null }): SessionToCreate {
  return {
    orderId: order.id,
    checkoutAttempt: order.checkoutAttempt,
    buyerEmail: order.buyerEmail,
    customerId,
    trialDays: Math.max(...order.items.map(({ trialDays }) => trialDays)),
    createdAt: order.createdAt,
    expiresAt: order.expiresAt,
    currency: order.currency,
    items: order.items.map((item) => ({
      priceId: item.priceId,
      productId: item.productId,
      title: titleOf(item),
      license: item.license,
      amountMinor: item.recurringMinor ?? item.unitPriceMinor,
      currency: order.currency,
      interval: item.interval,
      quantity: item.quantity,
    })),
    shipping: toShippingLines(order),
    discountMinor: order.discountMinor,
    shipTo: order.country,
    successUrl: `${publicUrl}/checkout/success?order=${order.id}`,
    cancelUrl: order.cartId ? `${publicUrl}/cart` : `${publicUrl}/marketplace/${order.items[0]?.productSlug ?? ''}`,
  };
}
