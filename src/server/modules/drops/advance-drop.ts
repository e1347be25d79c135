import type { ServiceTx } from '@/server/platform/db';
import { HOUR_MS } from '@/shared/time';
import { lockDrop, releaseDrop, type LockedDrop } from './drops.queries';
import { listNext, listOffered, listUnits, markLapsed, raiseWon } from './entries.queries';
import { offerReleased } from './offer-released';
import { planRound } from './plan-round';

/** Gives free units to those next in line; returns who got some. */
async function offerFree(tx: ServiceTx, { drop, free, claimUntil }: { drop: LockedDrop; free: ReadonlyMap<string, number>; claimUntil: Date }): Promise<string[]> {
  const raised: { id: string; wonQuantity: number }[] = [];
  for (const [variantId, units] of free) {
    let left = units;
    for (const { id, quantity, wonQuantity } of left > 0 ? await listNext(tx, { dropId: drop.id, variantId, limit: left }) : []) {
      const given = Math.min(left, quantity - wonQuantity);
      if (given > 0) raised.push({ id, wonQuantity: wonQuantity + given });
      left -= given;
    }
  }
  if (raised.length > 0) await raiseWon(tx, { raised, claimUntil });
  return raised.map(({ id }) => id);
}

/**
 * Brings a drawn drop on: what was not claimed in time goes to the next in line, who get the whole time to claim; when nobody is left to wait
 * for, the drop is over and what remains is for everybody. May run at any time and by two at once.
 */
export async function advanceDrop(tx: ServiceTx, { dropId, now }: { dropId: string; now: Date }): Promise<void> {
  const drop = await lockDrop(tx, { dropId, mode: 'alone' });
  if (!drop?.drawnAt || drop.endedAt) return;
  const { lapsed, free, isWaiting } = planRound(await listOffered(tx, dropId), { units: await listUnits(tx, dropId), now });
  if (lapsed.length > 0) await markLapsed(tx, { ids: lapsed, now });
  const claimUntil = new Date(now.getTime() + drop.claimHours * HOUR_MS);
  const entryIds = await offerFree(tx, { drop, free, claimUntil });
  if (!isWaiting && entryIds.length === 0) await offerReleased(tx, await releaseDrop(tx, { dropId, as: 'ended', now }));
}
