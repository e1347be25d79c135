import type { ServiceTx } from '@/server/platform/db';
import { refreshFulfilment } from './fulfilment.queries';

/** Parcels of an order have changed: brings each seller's part to what they say, in the caller's transaction. Repeating it changes nothing. */
export async function noteFulfilment(tx: ServiceTx, { orderId, at }: { orderId: string; at: Date }): Promise<void> {
  await refreshFulfilment(tx, { orderId, at });
}
