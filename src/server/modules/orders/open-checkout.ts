import { clock } from '@/server/platform/clock';
import type { Platform } from '@/server/platform/platform';
import type { Limit } from '@/server/platform/rate-limit';
import type { StartedCheckout } from '@/shared/contracts/orders';
import { AppError } from '@/shared/errors';
import { askStripe } from './ask-stripe';
import { fulfilOrder } from './fulfil-order';
import { isFree } from './is-free';
import { openSession } from './open-session';
import { findOrder, type OrderRecord } from './order-rows.queries';
import { placeOrder, type OrderToPlace, type PlacedOrder } from './place-order';

const REASON = 'orders are written by the service alone';
/** Nothing to pay must not mean no limit: these skip Stripe, and with it Stripe's own brakes. */
const FREE_UNLOCKS: Limit = { name: 'free-unlock', points: 60, windowSeconds: 3600, whenDown: 'closed' };

export type CheckoutParts = Pick<Platform, 'db' | 'stripe' | 'env' | 'limiter'>;
export type Checkout = Omit<OrderToPlace, 'now'>;

/**
 * Places an order and says where to pay it. The order is committed before Stripe hears of it, and an older one that it replaces is closed at
 * Stripe first, so that never both are paid. What costs nothing is fulfilled in the same transaction. Throws what `placeOrder` throws,
 * RATE_LIMITED, and UNAVAILABLE when Stripe does not answer: the order then stays pending and the same click may be made again.
 */
export async function openCheckout(parts: CheckoutParts, checkout: Checkout): Promise<StartedCheckout> {
  if (checkout.expected.totalMinor === 0) await parts.limiter.consume(FREE_UNLOCKS, checkout.buyer.userId);
  const first = await place(parts, checkout);
  const placed = first.isCurrent ? first : await replace(parts, { checkout, orderId: first.order.id });
  for (const rivalId of placed.rivals) await askStripe(parts, { orderId: rivalId, close: 'canceled' });
  if (placed.rivals.length === 0) return redirect(parts, placed.order);
  // One of them may have been paid at that very moment.
  const again = await place(parts, checkout).catch(async (error: unknown) => {
    await askStripe(parts, { orderId: placed.order.id, close: 'canceled' });
    throw error;
  });
  return redirect(parts, again.order);
}

async function replace(parts: CheckoutParts, { checkout, orderId }: { checkout: Checkout; orderId: string }): Promise<PlacedOrder> {
  await askStripe(parts, { orderId, close: 'expired' });
  const first = await parts.db.asService(REASON, (tx) => findOrder(tx, orderId));
  // A cart paid at that very moment: its page says so, and what is in the cart still is not ordered a second time.
  if (first?.cartId && (first.status === 'paid' || first.status === 'awaiting_payment')) return { order: first, isCurrent: true, rivals: [] };
  const second = await place(parts, checkout);
  if (!second.isCurrent) throw new AppError('CONFLICT', 'An earlier order for this is still being closed. Please try again in a moment.', { reason: 'closing' });
  return second;
}

/** The order of this click: new, or the one that is open. In one transaction; a free one is paid in it as well. */
function place({ db, env }: CheckoutParts, checkout: Checkout): Promise<PlacedOrder> {
  const now = clock.now();
  return db.asService(REASON, async (tx) => {
    const placed = await placeOrder(tx, { ...checkout, now });
    const { order } = placed;
    if (!placed.isCurrent || order.status !== 'pending' || !isFree(order)) return placed;
    await fulfilOrder(tx, { order, payment: null, at: now, publicUrl: env.PUBLIC_URL, withReceipt: true });
    return { ...placed, order: { ...order, status: 'paid' } };
  });
}

async function redirect(parts: CheckoutParts, order: OrderRecord): Promise<StartedCheckout> {
  const orderId = order.id;
  // Paid, or with the bank: its own page says so.
  if (order.status !== 'pending') return { orderId, redirectUrl: `/checkout/success?order=${orderId}` };
  if (order.checkoutUrl) return { orderId, redirectUrl: order.checkoutUrl };
  const session = await openSession(parts, order);
  if (session === 'too_late') {
    await askStripe(parts, { orderId, close: 'expired' });
    throw new AppError('CONFLICT', 'This order is too old to be paid. Please start again.', { reason: 'too_late' });
  }
  return { orderId, redirectUrl: session.url ?? `/checkout/success?order=${orderId}` };
}
