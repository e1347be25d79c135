import { clock } from '@/server/platform/clock';
import type { Platform } from '@/server/platform/platform';
import { DAY_MS } from '@/shared/time';
import { rewriteCandidates } from './learning.queries';

/** What was chosen longer ago no longer makes a product popular. */
const POPULAR_DAYS = 180;

/** For the scheduled job alone. Writes anew which products come into question for whom, the most chosen first. Safe to repeat. */
export async function refreshCandidates({ db }: Pick<Platform, 'db'>): Promise<void> {
  const now = clock.now();
  await db.asService('discovery: candidates by trait', (tx) => rewriteCandidates(tx, { now, since: new Date(now.getTime() - POPULAR_DAYS * DAY_MS) }));
}
