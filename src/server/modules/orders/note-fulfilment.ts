import type { ServiceTx } from '@/server/platform/db';
import { refreshFulfilment } from './fulfilment.queries';
import { findOrder } from './order-rows.queries';

/** Parcels of an order have changed: brings each seller's part to what they say, in the caller's transaction. Repeating it changes nothing. */
export async function noteFulfilment(tx: ServiceTx, { orderId, at }: { orderId: string; at: Date }): Promise<void> {
  // Behind the order's lock: a parcel that is written at the same moment would else be overwritten by what was counted before it.
  await findOrder(tx, orderId, { lock: true });
  await refreshFulfilment(tx, { orderId, at });
}
