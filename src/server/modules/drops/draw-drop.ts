import type { ServiceTx } from '@/server/platform/db';
import { HOUR_MS, MINUTE_MS } from '@/shared/time';
import { giveUnits, hashEntries, rankEntries } from './draw';
import { lockDrop, markDrawn } from './drops.queries';
import { listEntries, listUnits, writeRanks } from './entries.queries';

/** How long the list stands published before the seed is revealed. */
const PUBLISHED_MS = 5 * MINUTE_MS;

/**
 * Draws a closed drop: reveals the seed, writes everyone's place, and offers the units in that order; `tellWinners` writes to those who have some. Before its time,
 * and a second time, it changes nothing. Throws, and draws nothing, when the entries are not those that were published.
 */
export async function drawDrop(tx: ServiceTx, { dropId, now }: { dropId: string; now: Date }): Promise<void> {
  const drop = await lockDrop(tx, { dropId, mode: 'alone' });
  if (!drop?.closedAt || drop.drawnAt || drop.canceledAt || drop.closedAt.getTime() + PUBLISHED_MS > now.getTime()) return;
  const entries = await listEntries(tx, dropId);
  const root = hashEntries(dropId, entries);
  if (root !== drop.entriesRoot) throw new Error(`the entries of ${dropId} are not those that were published`);
  const ranked = rankEntries(entries, { seed: drop.seed, root });
  const given = giveUnits(ranked, await listUnits(tx, dropId));
  const claimUntil = new Date(now.getTime() + drop.claimHours * HOUR_MS);
  await writeRanks(tx, { ids: ranked.map(({ id }) => id), given, claimUntil });
  await markDrawn(tx, { dropId, now });
}
