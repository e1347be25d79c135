import type { ServiceTx } from '@/server/platform/db';
import { AppError } from '@/shared/errors';
import { findOrder, type OrderRecord } from './order-rows.queries';

export type PaidOrder = OrderRecord;

/** A paid order, locked until the caller's transaction ends: everything that happens to an order happens one after the other. Throws NOT_FOUND for any other. */
export async function lockPaidOrder(tx: ServiceTx, { orderId }: { orderId: string }): Promise<PaidOrder> {
  const order = await findOrder(tx, orderId, { lock: true });
  const isPaid = order !== undefined && ['paid', 'partially_refunded', 'refunded'].includes(order.status);
  if (!isPaid) throw new AppError('NOT_FOUND', 'There is no such order.');
  return order;
}
