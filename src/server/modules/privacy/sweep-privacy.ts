import { clock } from '@/server/platform/clock';
import type { Platform } from '@/server/platform/platform';
import { enqueue } from '@/server/platform/queue';
import { DAY_MS, HOUR_MS } from '@/shared/time';
import { redactLateEvents } from '../webhooks/redact-late-events';
import { expireExport, failStaleExports, findExpiredExports, findKeptExports, listOpenErasures } from './privacy.queries';

const BATCH_SIZE = 500;
/** Longer than a worker stands still. */
const LATE_MS = 2 * DAY_MS;

/** For the scheduled job alone. Deletes copies whose week is over and files no copy has, gives up those nobody works on, takes up erasures that got lost, and cuts out what Stripe told of erased people since. May run at any time. */
export async function sweepPrivacy({ db, storage }: Pick<Platform, 'db' | 'storage'>): Promise<void> {
  const now = clock.now();
  for (const { id, storageKey } of await findExpiredExports(db.readAsService('copies whose week is over'), now)) {
    await storage.delete(storageKey);
    await db.asService('a copy is over', (tx) => expireExport(tx, id));
  }
  await db.asService('copies and erasures that got lost', async (tx) => {
    await failStaleExports(tx, new Date(now.getTime() - DAY_MS));
    for (const userId of await listOpenErasures(tx, new Date(now.getTime() - HOUR_MS))) await enqueue(tx, { task: 'erase-person', payload: { userId }, key: `erase:${userId}` });
  });
  await db.asService('what Stripe tells of erased people', (tx) => redactLateEvents(tx, new Date(now.getTime() - LATE_MS)));
  await deleteOrphans({ db, storage }, new Date(now.getTime() - DAY_MS));
}

/** Files of copies that no row has: their person was erased, or the run died between storing and noting. Those a day old alone: of a younger one the row may be about to come. */
async function deleteOrphans({ db, storage }: Pick<Platform, 'db' | 'storage'>, before: Date): Promise<void> {
  const reader = db.readAsService('tell copies from files that no copy has');
  let batch: string[] = [];
  const flush = async () => {
    const kept = await findKeptExports(reader, batch);
    for (const key of batch) if (!kept.has(key)) await storage.delete(key);
    batch = [];
  };
  for await (const { key, modifiedAt } of storage.list('exports/')) {
    if (modifiedAt.getTime() < before.getTime()) batch.push(key);
    if (batch.length === BATCH_SIZE) await flush();
  }
  if (batch.length > 0) await flush();
}
