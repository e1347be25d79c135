import { holdCoupon } from '@/server/modules/carts/hold-coupon';
import type { Quote, Selection } from '@/server/modules/carts/quote';
import { quoteSelections } from '@/server/modules/carts/quote-selections';
import { readIn, type ServiceTx } from '@/server/platform/db';
import { enqueue } from '@/server/platform/queue';
import { AppError } from '@/shared/errors';
import { MINUTE_MS } from '@/shared/time';
import { assertOrderable, type Expected } from './assert-orderable';
import { byKind, HELD_ONCE } from './kinds/kind-of';
import { toFingerprint, toNewOrder, toSellerOrders, type Placement } from './new-order';
import { findOrder, type OrderRecord } from './order-rows.queries';
import { findObstacles, findOpenOrderId, insertOrder } from './place-order.queries';

export interface OrderToPlace extends Placement {
  selections: readonly Selection[];
  currency: string;
  couponCode: string | null;
  expected: Expected;
}

export interface PlacedOrder {
  order: OrderRecord;
  /** False: it is an older order of the same key that says something else, or whose time is over. It must be closed before another can be placed. */
  isCurrent: boolean;
  /** Other open orders of the buyer for something that is held once; they must be closed before this one can be paid. */
  rivals: string[];
}

/**
 * Writes a pending order with the prices and the snapshot of this moment and sets aside stock and coupon for it, all in the caller's transaction;
 * or finds the order of the same key that is open. Nothing of money, fee or seller comes from the input; the sum it names is only compared.
 * Ten statements at most, however many lines. Throws NOT_FOUND, FORBIDDEN, UNPROCESSABLE or CONFLICT (price changed, sold out, owned, coupon gone, …), and then nothing is written.
 */
export async function placeOrder(tx: ServiceTx, wanted: OrderToPlace): Promise<PlacedOrder> {
  const { buyer, selections, currency, country, couponCode, openKey, now } = wanted;
  const openId = await findOpenOrderId(tx, openKey);
  const quote = await quoteSelections(readIn(tx), { ...buyer, selections, currency, country, couponCode, now, ...(openId && { heldByOrderId: openId }) });
  assertOrderable(quote, wanted.expected);
  if (openId) return toPlaced(tx, { orderId: openId, wanted, quote });
  const order = toNewOrder(quote, wanted);
  const written = await insertOrder(tx, { order, parts: toSellerOrders(order, quote), openKey });
  if (!written) {
    const rivalId = await findOpenOrderId(tx, openKey);
    if (!rivalId) throw new AppError('CONFLICT', 'Your order was just closed. Please try again.', { reason: 'closed' });
    return toPlaced(tx, { orderId: rivalId, wanted, quote });
  }
  Object.assign(order, written);
  const rivals = await assertNotHeld(tx, order);
  if (quote.coupon) await holdCoupon(tx, { couponId: quote.coupon.couponId, orderId: order.id, userId: buyer.userId, amountMinor: quote.coupon.discountMinor, now });
  await enqueue(tx, { task: 'expire-order', payload: { orderId: order.id }, key: `expire:${order.id}`, runAt: new Date(order.expiresAt.getTime() + MINUTE_MS) });
  // Last, because the stock's locks are kept until the end of the transaction.
  for (const { kind, things } of byKind(order.items, (item) => item)) await kind.onPlaced(tx, { order, items: things, at: now });
  return { order, isCurrent: true, rivals };
}

/** The order that is open already, and whether it is what is wanted now. */
async function toPlaced(tx: ServiceTx, { orderId, wanted, quote }: { orderId: string; wanted: OrderToPlace; quote: Quote }): Promise<PlacedOrder> {
  const order = await findOrder(tx, orderId, { lock: true });
  if (!order) throw new Error(`order ${orderId} is gone`);
  const isCurrent = order.status !== 'pending' || (order.fingerprint === toFingerprint(quote, wanted) && order.expiresAt > wanted.now);
  return { order, isCurrent, rivals: [] };
}

/** Refuses what the holder has already, or is paying by bank just now; names the open orders that this one takes the place of. */
async function assertNotHeld(tx: ServiceTx, order: OrderRecord): Promise<string[]> {
  if (!order.items.some(({ kind }) => HELD_ONCE.includes(kind))) return [];
  const { owned, rivals } = await findObstacles(tx, { order, kinds: HELD_ONCE, now: order.createdAt });
  const [title] = owned;
  if (title !== undefined) throw new AppError('CONFLICT', `You own this already: ${title}.`, { reason: 'owned' });
  if (rivals.some(({ status }) => status === 'awaiting_payment')) throw new AppError('CONFLICT', 'An earlier order for the same is being paid by your bank. Please look at your orders.', { reason: 'under_way' });
  return rivals.map(({ id }) => id);
}
