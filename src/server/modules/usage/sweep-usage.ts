import { clock } from '@/server/platform/clock';
import type { Platform } from '@/server/platform/platform';
import { DAY_MS } from '@/shared/time';
import { deleteOldUsage } from './alerts.queries';

const KEPT_DAYS = 400;
const PORTION = 10_000;

/** For the scheduled job alone. Deletes metered calls of windows that ended more than 400 days ago, in portions, with their counters and alerts. Safe to repeat. */
export async function sweepUsage({ db }: Pick<Platform, 'db'>): Promise<void> {
  const before = new Date(clock.now().getTime() - KEPT_DAYS * DAY_MS);
  for (let deleted = PORTION; deleted === PORTION; ) deleted = await db.asService('sweep old metered calls', (tx) => deleteOldUsage(tx, { before, most: PORTION }));
}
