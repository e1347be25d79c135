import type { ServiceTx } from '@/server/platform/db';
import { assertKeptAllow, sumWanted, type DropPurchase } from './assert-drop-allows';
import { insertClaims, listKept, lockEntries, shareDrops } from './claims.queries';

/**
 * Takes what a winner orders off what they won, in the transaction that places the order. Call it once per order, after `reserveStock` (the
 * stock's locks then keep out a drop that is being made) and with every item: things of no drop are passed over, at the price of one
 * statement. A claim whose order is closed unpaid is free again by itself, since `releaseStock` releases its units, and may be made again
 * within its time. Throws CONFLICT `drop`, like `assertDropAllows`, and the transaction must not commit.
 */
export async function claimDrop(tx: ServiceTx, { userId, orderId, items, now }: DropPurchase & { userId: string; orderId: string }): Promise<void> {
  if (items.length === 0) return;
  const wanted = sumWanted(items);
  const variantIds = [...wanted.keys()];
  if (!(await shareDrops(tx, variantIds))) return;
  await lockEntries(tx, { userId, variantIds });
  // After the locks, so that no other order of this person's and no round of the draw is missed.
  const kept = await listKept(tx, { userId, variantIds });
  assertKeptAllow(kept, { wanted, now });
  const claims = kept.flatMap(({ entryId, variantId }) => (entryId ? [{ entryId, variantId, quantity: wanted.get(variantId) ?? 0 }] : []));
  if (claims.length > 0) await insertClaims(tx, { orderId, claims, now });
}
