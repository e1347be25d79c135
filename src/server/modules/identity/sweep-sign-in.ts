import { clock } from '@/server/platform/clock';
import type { Platform } from '@/server/platform/platform';
import { DAY_MS } from '@/shared/time';
import { deleteStale } from './identity.queries';

/** For the scheduled job alone. Deletes sessions and challenges that ended a day ago and can open nothing any more. Safe to repeat. */
export async function sweepSignIn(platform: Pick<Platform, 'db'>): Promise<void> {
  const before = new Date(clock.now().getTime() - DAY_MS);
  await platform.db.asService('sweep sessions and challenges', (tx) => deleteStale(tx, before));
}
