import { clock } from '@/server/platform/clock';
import type { Platform } from '@/server/platform/platform';
import { askStripe } from './ask-stripe';
import { findOrder } from './order-rows.queries';

/** Closes an order whose time is over, unless Stripe says it was paid. An order that has more time, or is closed, is left alone. */
export async function expireOrder(parts: Pick<Platform, 'db' | 'stripe' | 'env'>, { orderId }: { orderId: string }): Promise<void> {
  const order = await parts.db.asService('orders are written by the service alone', (tx) => findOrder(tx, orderId));
  if (order?.status !== 'pending' || order.expiresAt > clock.now()) return;
  await askStripe(parts, { orderId, close: 'expired' });
}
