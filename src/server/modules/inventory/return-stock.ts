import type { ServiceTx } from '@/server/platform/db';
import { enqueueNotices } from './enqueue-notices';
import { putBack } from './levels.queries';

export interface StockToReturn {
  orderId: string;
  /** `sourceId` names why these units come back, such as the refund's item: one cause moves stock once per reason. Variants without counted stock are passed over. */
  items: readonly { variantId: string; quantity: number; sourceId: string }[];
  reason: 'canceled' | 'returned';
  /** Null: nobody in person. */
  actorUserId: string | null;
  now: Date;
}

/** Units of a paid order come back to the shelf they were sold from, in the caller's transaction; a cause that moved stock before moves none. */
export async function returnStock(tx: ServiceTx, { orderId, items, reason, actorUserId, now }: StockToReturn): Promise<void> {
  if (items.length === 0) return;
  await enqueueNotices(tx, { back: await putBack(tx, { orderId, items, reason, actorUserId, now }) });
}
