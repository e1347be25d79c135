import { clock } from '@/server/platform/clock';
import type { Platform } from '@/server/platform/platform';
import { enqueue } from '@/server/platform/queue';
import { DAY_MS, HOUR_MS } from '@/shared/time';
import { expireExport, failStaleExports, findExpiredExports, listOpenErasures } from './privacy.queries';

/** For the scheduled job alone. Deletes copies whose week is over, gives up those nobody works on, and takes up erasures that got lost. May run at any time. */
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
}
