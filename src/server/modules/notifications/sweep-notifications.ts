import { clock } from '@/server/platform/clock';
import { inPortions } from '@/server/platform/in-portions';
import type { Platform } from '@/server/platform/platform';
import { newId } from '@/shared/ids';
import { DAY_MS } from '@/shared/time';
import { deleteOldest } from './inbox.queries';

const KEPT_DAYS = 180;
const TIME_END = 'ntf_'.length + 10;

/** Forgets notifications after half a year, read or not. May run at any time. */
export async function sweepNotifications({ db }: Pick<Platform, 'db'>): Promise<void> {
  // Ids begin with their time, so the oldest are the first of the primary key.
  const beforeId = newId('notification', clock.now().getTime() - KEPT_DAYS * DAY_MS).slice(0, TIME_END);
  await inPortions((limit) => db.asService('notifications expire', (tx) => deleteOldest(tx, { beforeId, limit })));
}
