import { claimVisitor } from '@/server/modules/experiments/claim-visitor';
import type { Platform } from '@/server/platform/platform';
import { moveSignals } from './signals.queries';
import { keyOf, type Subject } from './subject';

/**
 * Whoever holds a visitor's cookie and is signed in may bring along what was kept under it: it is the person's from now on, and nobody else finds it there.
 * Answers the person gave themselves stand; of what both have seen the counts add up. Safe to repeat and to do twice at once.
 */
export async function mergeSignals({ db }: Pick<Platform, 'db'>, { userId, visitorId }: Subject): Promise<void> {
  if (userId === null || visitorId === null) return;
  await db.asService('a visitor signs in with what was kept for them', async (tx) => {
    await moveSignals(tx, { userId, visitorId });
    const subject = keyOf({ userId: null, visitorId });
    if (subject !== null) await claimVisitor(tx, { subject, userId });
  });
}
