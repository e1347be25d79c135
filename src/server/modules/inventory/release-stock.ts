import type { ServiceTx } from '@/server/platform/db';
import { enqueueNotices } from './enqueue-notices';
import { releaseHeld } from './reservations.queries';

/** An order is closed unpaid: what it held is available again, in the caller's transaction. Once, however often and by however many it is called. */
export async function releaseStock(tx: ServiceTx, orderId: string): Promise<void> {
  await enqueueNotices(tx, { back: await releaseHeld(tx, orderId) });
}
