import { settleEnd } from '@/server/modules/subscriptions/settle-end';
import { clock } from '@/server/platform/clock';
import { logger } from '@/server/platform/logger';
import type { Platform } from '@/server/platform/platform';
import { isAppError } from '@/shared/errors';
import { DAY_MS, HOUR_MS } from '@/shared/time';
import { askSubscription } from './ask-subscription';
import { listSubscriptionsToAsk, type AskedSubscription } from './asked-subscriptions.queries';
import { repairPayments } from './repair-payments';

const REASON = 'what Stripe says of a subscription is written by the service alone';
const ROUND = 500;
/** Stripe bills an hour after a period began; what is younger may still be on its way to us. */
const PATIENCE_MS = 2 * HOUR_MS;
/** How long before a trial's end its buyer should have heard of it. */
const TRIAL_MS = 3 * DAY_MS;
/** How long after its end something may still have been paid that no webhook told of. */
const ENDED_MS = 3 * DAY_MS;

type Parts = Pick<Platform, 'db' | 'stripe' | 'env'>;

/** Of one that has ended: Stripe is to end it too, and what was paid meanwhile goes back. */
async function ask(parts: Parts, { id, stripeSubscriptionId, isEnded }: AskedSubscription): Promise<void> {
  if (!isEnded) return askSubscription(parts, { subscriptionId: id });
  await settleEnd(parts, { stripeSubscriptionId });
  await repairPayments(parts, stripeSubscriptionId);
}

async function attempt(parts: Parts, one: AskedSubscription): Promise<void> {
  try {
    await ask(parts, one);
  } catch (error) {
    if (isAppError(error) && error.code === 'UNAVAILABLE') throw error;
    logger.error({ alarm: true, subscriptionId: one.id, err: error }, 'a subscription could not be reconciled');
  }
}

/**
 * Asks Stripe again about every subscription of which something should have been heard: its period has passed, it is unpaid, it is to end, its trial
 * does soon, or it has ended and Stripe may not have. What webhooks did not tell is written now, payments included. One that fails does not stop the
 * others; Stripe being down stops the run.
 */
export async function sweepSubscriptions(parts: Parts): Promise<void> {
  const now = clock.now().getTime();
  const moments = { passedBefore: new Date(now - PATIENCE_MS), trialBefore: new Date(now + TRIAL_MS), endedAfter: new Date(now - ENDED_MS) };
  for (let after = ''; ; ) {
    const round = await listSubscriptionsToAsk(parts.db.readAsService(REASON), { ...moments, after, limit: ROUND });
    for (const one of round) await attempt(parts, one);
    const last = round.at(-1);
    if (!last || round.length < ROUND) return;
    after = last.id;
  }
}
