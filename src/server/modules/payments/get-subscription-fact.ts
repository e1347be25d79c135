import type Stripe from 'stripe';
import { clock } from '@/server/platform/clock';
import { callStripe, deadlineIn, JOB_MS, type Deadline } from './call-stripe';
import { toSubscriptionFact, type SubscriptionFact } from './to-subscription-fact';

export interface SubscriptionQuestion {
  stripeSubscriptionId: string;
  /** The connected account it lives on; without, our own. */
  accountId?: string | null;
}

/** What Stripe holds true of a subscription at this moment. Throws UNAVAILABLE, UnreadableFactError, or Stripe's own refusal (`toStripeFailure` 'missing'). */
export async function getSubscriptionFact(stripe: Stripe, { stripeSubscriptionId, accountId }: SubscriptionQuestion, deadline: Deadline = deadlineIn(JOB_MS)): Promise<SubscriptionFact> {
  // Before the question: what changes while it is under way is younger than its answer.
  const readAt = clock.now();
  const ask = (options: Stripe.RequestOptions) => stripe.subscriptions.retrieve(stripeSubscriptionId, { expand: ['schedule'] }, { ...options, ...(accountId && { stripeAccount: accountId }) });
  return toSubscriptionFact(await callStripe(ask, deadline), readAt);
}
