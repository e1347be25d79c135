import { clock } from '@/server/platform/clock';
import type { Platform } from '@/server/platform/platform';
import { newId } from '@/shared/ids';
import { DAY_MS } from '@/shared/time';
import { deleteOldest } from './inbox.queries';

const KEPT_DAYS = 180;
const BATCH = 2_000;
const TIME_END = 'ntf_'.length + 10;

/** Forgets notifications after half a year, read or not, a batch to a transaction. May run at any time. */
export async function sweepNotifications({ db }: Pick<Platform, 'db'>): Promise<void> {
  // Ids begin with their time, so the oldest are the first of the primary key.
  const beforeId = newId('notification', clock.now().getTime() - KEPT_DAYS * DAY_MS).slice(0, TIME_END);
  for (let gone = BATCH; gone === BATCH; ) gone = await db.asService('notifications expire', (tx) => deleteOldest(tx, { beforeId, limit: BATCH }));
}
