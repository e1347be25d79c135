import { releaseCoupon } from '@/server/modules/carts/release-coupon';
import type { ServiceTx } from '@/server/platform/db';
import { byKind } from './kinds/kind-of';
import { findOrder } from './order-rows.queries';
import { closeUnpaid } from './order-states.queries';

export interface Closing {
  orderId: string;
  status: 'failed' | 'expired' | 'canceled';
  at: Date;
}

/**
 * Ends an order that was not paid and frees what it held: stock and coupon, in the caller's transaction. False, and nothing done, when it was
 * paid or closed before. Its session must be closed at Stripe first, or it could still be paid.
 */
export async function closeOrder(tx: ServiceTx, closing: Closing): Promise<boolean> {
  const { orderId, at } = closing;
  if (!(await closeUnpaid(tx, closing))) return false;
  const order = await findOrder(tx, orderId);
  if (!order) throw new Error(`order ${orderId} is gone`);
  // The coupon before the stock, as when an order is placed: two orders never wait for each other crosswise.
  if (order.couponId) await releaseCoupon(tx, orderId);
  for (const { kind, things } of byKind(order.items, (item) => item)) await kind.onClosed(tx, { order, items: things, at });
  return true;
}
