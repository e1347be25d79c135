import type { ServiceTx } from '@/server/platform/db';
import { hashEntries } from './draw';
import { lockDrop, markClosed } from './drops.queries';
import { listEntries } from './entries.queries';

/** Publishes the list of entries with its hash once the time for entries is over. Before, and a second time, it changes nothing. */
export async function closeDrop(tx: ServiceTx, { dropId, now }: { dropId: string; now: Date }): Promise<void> {
  const drop = await lockDrop(tx, { dropId, mode: 'alone' });
  if (!drop || drop.closedAt || drop.canceledAt || drop.entriesCloseAt > now) return;
  await markClosed(tx, { dropId, root: hashEntries(dropId, await listEntries(tx, dropId)), now });
}
