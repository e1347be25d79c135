import type { ServiceTx } from '@/server/platform/db';
import { sumWanted, type DropPurchase } from './assert-drop-allows';
import { listKept, lockEntries, shareDrops } from './claims.queries';
import { refuseKept } from './refuse-kept';

/**
 * Units were let go before their money came, and may be kept for others by now: the variants of `items` a late payer cannot have any more,
 * though there are units. Who won them and still has the time has them again; their claim counts once the units are sold. In the caller's
 * transaction, which holds the stock's locks; no round of a draw passes before it ends.
 */
export async function keepFromLate(tx: ServiceTx, { userId, items, now }: DropPurchase & { userId: string }): Promise<ReadonlySet<string>> {
  const wanted = sumWanted(items);
  const variantIds = [...wanted.keys()];
  if (!(await shareDrops(tx, variantIds))) return new Set();
  await lockEntries(tx, { userId, variantIds });
  const kept = await listKept(tx, { userId, variantIds });
  return new Set(kept.filter((one) => refuseKept(one, { wanted: wanted.get(one.variantId) ?? 0, now }) !== null).map(({ variantId }) => variantId));
}
