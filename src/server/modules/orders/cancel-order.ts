import type { Viewer } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import type { OrderView } from '@/shared/contracts/orders';
import { AppError } from '@/shared/errors';
import { askStripe } from './ask-stripe';
import { getOrder } from './get-order';
import { mayGiveUp } from './order-detail.queries';

/**
 * Gives up an order the viewer has not paid. Its session is closed at Stripe first; if it was paid at that very moment the order is paid,
 * and CONFLICT says so. An order canceled before stays canceled. Throws NOT_FOUND for other people's orders, and FORBIDDEN
 * to members of an organization who neither placed it nor buy for it.
 */
export async function cancelOrder(parts: Pick<Platform, 'db' | 'stripe' | 'env'>, { viewer, orderId }: { viewer: Viewer; orderId: string }): Promise<OrderView> {
  const order = await getOrder(parts.db, { viewer, orderId });
  if (!(await mayGiveUp(parts.db.readAs(viewer), orderId))) throw new AppError('FORBIDDEN', 'Only who ordered, or an owner or admin of the organization, can cancel it.');
  if (order.status === 'canceled') return order;
  if (order.status !== 'pending') throw new AppError('CONFLICT', 'Only an order that waits for its payment can be canceled.', { reason: order.status });
  await askStripe(parts, { orderId, close: 'canceled' });
  const after = await getOrder(parts.db, { viewer, orderId });
  if (after.status !== 'canceled') throw new AppError('CONFLICT', 'This order was paid a moment ago, so it stays.', { reason: after.status });
  return after;
}
