import type { ServiceTx } from '@/server/platform/db';
import { HOUR_MS, MINUTE_MS } from '@/shared/time';
import { giveUnits, hashEntries, rankEntries } from './draw';
import { lockDrop, markDrawn } from './drops.queries';
import { listEntries, listUnits, writeRanks } from './entries.queries';
import { tellWinners } from './tell-winners';

/** How long the list stands published before the seed is revealed. */
const PUBLISHED_MS = 5 * MINUTE_MS;

/**
 * Draws a closed drop: reveals the seed, writes everyone's place, offers the units in that order and writes to the winners. Before its time,
 * and a second time, it changes nothing. Throws, and draws nothing, when the entries are not those that were published.
 */
export async function drawDrop(tx: ServiceTx, { dropId, now, publicUrl }: { dropId: string; now: Date; publicUrl: string }): Promise<void> {
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
  await tellWinners(tx, { drop, entryIds: ranked.filter((_, index) => (given[index] ?? 0) > 0).map(({ id }) => id), claimUntil, now, publicUrl });
}
