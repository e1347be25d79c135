import { clock } from '@/server/platform/clock';
import type { Platform } from '@/server/platform/platform';
import { DAY_MS } from '@/shared/time';
import { deleteStale } from './identity.queries';
import { deleteOldSignInEvents } from './sign-in-events.queries';

/** How long a person can look back at their sign-ins. */
const HISTORY_DAYS = 180;

/** For the scheduled job alone. Deletes sessions and challenges that ended a day ago and can open nothing any more, and sign-ins of half a year ago. Safe to repeat. */
export async function sweepSignIn(platform: Pick<Platform, 'db'>): Promise<void> {
  const now = clock.now().getTime();
  await platform.db.asService('sweep sessions and challenges', (tx) => deleteStale(tx, new Date(now - DAY_MS)));
  await platform.db.asService('sweep the sign-in history', (tx) => deleteOldSignInEvents(tx, new Date(now - HISTORY_DAYS * DAY_MS)));
}
