import { clock } from '@/server/platform/clock';
import type { Platform } from '@/server/platform/platform';
import { DAY_MS, HOUR_MS } from '@/shared/time';
import { findStaleAccounts } from './standing.queries';
import { syncSellerAccount } from './sync-seller-account';

/** Accounts asked about in one run; the rest come next time, the longest unasked first. */
const MOST_PER_RUN = 200;

/**
 * Asks Stripe about accounts whose events may have been missed: those that wait to be paid out every hour, all others once a day. May run at any
 * time. Throws UNAVAILABLE when Stripe does not answer; the next run goes on where this one ended.
 */
export async function sweepSellerAccounts(parts: Pick<Platform, 'db' | 'stripe'>): Promise<void> {
  const now = clock.now().getTime();
  const reader = parts.db.readAsService('what Stripe says of sellers is kept by the service alone');
  const stale = await findStaleAccounts(reader, { waitingSince: new Date(now - HOUR_MS), since: new Date(now - DAY_MS), limit: MOST_PER_RUN });
  for (const stripeAccountId of stale) await syncSellerAccount(parts, stripeAccountId);
}
