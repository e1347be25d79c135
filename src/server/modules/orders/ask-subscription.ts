import { getSubscriptionFact } from '@/server/modules/payments/get-subscription-fact';
import { toStripeFailure } from '@/server/modules/payments/call-stripe';
import { clock } from '@/server/platform/clock';
import { logger } from '@/server/platform/logger';
import type { Platform } from '@/server/platform/platform';
import { followSubscription } from './follow-subscription';
import { findStripeSubscriptionId } from './asked-subscriptions.queries';

const REASON = 'what Stripe says of a subscription is written by the service alone';

/**
 * Asks Stripe how a subscription stands and writes it down with all that follows, by the same path a webhook takes: when its grace is to be spoken
 * of or is over, and where a webhook was missed. May be called at any time. Throws UNAVAILABLE when Stripe does not answer; then it is tried again.
 */
export async function askSubscription({ db, stripe }: Pick<Platform, 'db' | 'stripe'>, { subscriptionId }: { subscriptionId: string }): Promise<void> {
  const stripeSubscriptionId = await findStripeSubscriptionId(db.readAsService(REASON), subscriptionId);
  if (stripeSubscriptionId === undefined) return;
  try {
    const fact = await getSubscriptionFact(stripe, { stripeSubscriptionId });
    await db.asService(REASON, (tx) => followSubscription(tx, { fact, at: clock.now() }));
  } catch (error) {
    if (toStripeFailure(error) !== 'missing') throw error;
    logger.error({ alarm: true, subscriptionId, stripeSubscriptionId }, 'Stripe does not know a subscription');
  }
}
