import { clock } from '@/server/platform/clock';
import type { ServiceTx } from '@/server/platform/db';
import { AppError } from '@/shared/errors';
import { addShipped, refreshFulfilment, type Units } from './fulfilment.queries';
import { findOrder, type OrderItemRecord, type OrderRecord } from './order-rows.queries';

export interface ToShip {
  orderId: string;
  sellerId: string;
  units: readonly Units[];
}

/**
 * Counts units of a paid order as shipped by their seller, in the caller's transaction, which then writes the parcel. Throws NOT_FOUND for an
 * order or item that is not the seller's, CONFLICT for units that are shipped already, canceled, or of an order that is not paid or given back.
 */
export async function takeToShip(tx: ServiceTx, { orderId, sellerId, units }: ToShip): Promise<{ order: OrderRecord; items: { item: OrderItemRecord; quantity: number }[] }> {
  const order = await findOrder(tx, orderId, { lock: true });
  const isPaid = order !== undefined && ['paid', 'partially_refunded', 'refunded'].includes(order.status);
  const items = units.flatMap(({ itemId, quantity }) => {
    const item = order?.items.find((one) => one.id === itemId && one.sellerId === sellerId && one.kind === 'physical');
    return item ? [{ item, quantity }] : [];
  });
  if (!order || !isPaid || items.length < units.length) throw new AppError('NOT_FOUND', 'There is no such item for you to ship.');
  if (order.status === 'refunded') throw new AppError('CONFLICT', 'This order was given back in full; nothing of it is to be shipped.', { reason: 'refunded' });
  if (!(await addShipped(tx, units))) throw new AppError('CONFLICT', 'Some of this is shipped or canceled already. Please look at the order again.', { reason: 'shipped' });
  await refreshFulfilment(tx, { orderId, at: clock.now() });
  return { order, items };
}
