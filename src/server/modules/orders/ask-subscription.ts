import { getSubscriptionFact } from '@/server/modules/payments/get-subscription-fact';
import { toStripeFailure } from '@/server/modules/payments/call-stripe';
import type { SubscriptionFact } from '@/server/modules/payments/to-subscription-fact';
import { clock } from '@/server/platform/clock';
import type { ServiceTx } from '@/server/platform/db';
import { logger } from '@/server/platform/logger';
import type { Platform } from '@/server/platform/platform';
import { findStripeSubscriptionId } from './asked-subscriptions.queries';
import { endGivenBack } from './end-given-back';
import { followSubscription } from './follow-subscription';
import { repairPayments } from './repair-payments';

const REASON = 'what Stripe says of a subscription is written by the service alone';

/** Here nothing is waited for any more: with all its payments written, what went back of them decides. */
async function conclude(tx: ServiceTx, { fact, isWhole }: { fact: SubscriptionFact; isWhole: boolean }): Promise<void> {
  const at = clock.now();
  const subscription = await followSubscription(tx, { fact, at });
  if (!subscription || !isWhole) return;
  if (await endGivenBack(tx, { subscriptionId: subscription.id, fact, invoiceId: null })) await followSubscription(tx, { fact, at });
}

/**
 * Asks Stripe how a subscription stands and what was paid for it, and writes it down with all that follows, by the same path a webhook takes: when
 * its grace is to be spoken of or is over, where a webhook was missed, and where money went back while not all of it was known. May be called at any
 * time. Throws UNAVAILABLE when Stripe does not answer; then it is tried again.
 */
export async function askSubscription(parts: Pick<Platform, 'db' | 'stripe' | 'env'>, { subscriptionId }: { subscriptionId: string }): Promise<void> {
  const { db, stripe } = parts;
  const stripeSubscriptionId = await findStripeSubscriptionId(db.readAsService(REASON), subscriptionId);
  if (stripeSubscriptionId === undefined) return;
  try {
    // The payments first: what is paid after they were listed shows in the period that is asked for then.
    const isWhole = await repairPayments(parts, stripeSubscriptionId);
    const fact = await getSubscriptionFact(stripe, { stripeSubscriptionId });
    await db.asService(REASON, (tx) => conclude(tx, { fact, isWhole }));
  } catch (error) {
    if (toStripeFailure(error) !== 'missing') throw error;
    logger.error({ alarm: true, subscriptionId, stripeSubscriptionId }, 'Stripe does not know a subscription');
  }
}
