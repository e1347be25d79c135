import type Stripe from 'stripe';
import { clock } from '@/server/platform/clock';
import { callStripe, deadlineIn, JOB_MS, type Deadline } from './call-stripe';
import { toSubscriptionFact, type SubscriptionFact } from './to-subscription-fact';

export interface SubscriptionQuestion {
  stripeSubscriptionId: string;
  /** The connected account it lives on; without, our own. */
  accountId?: string | null;
}

/** States in which something was due and did not come. */
const OWING = ['past_due', 'unpaid'];
const MOST_OPEN = 100;

/**
 * What Stripe holds true of a subscription at this moment, with what is due where it says that something is. Throws UNAVAILABLE,
 * UnreadableFactError, or Stripe's own refusal (`toStripeFailure` 'missing').
 */
export async function getSubscriptionFact(stripe: Stripe, { stripeSubscriptionId, accountId }: SubscriptionQuestion, deadline: Deadline = deadlineIn(JOB_MS)): Promise<SubscriptionFact> {
  // Before the question: what changes while it is under way is younger than its answer.
  const readAt = clock.now();
  const on = (options: Stripe.RequestOptions) => ({ ...options, ...(accountId && { stripeAccount: accountId }) });
  const subscription = await callStripe((options) => stripe.subscriptions.retrieve(stripeSubscriptionId, { expand: ['schedule'] }, on(options)), deadline);
  if (!OWING.includes(subscription.status)) return toSubscriptionFact(subscription, readAt);
  const open = await callStripe((options) => stripe.invoices.list({ subscription: stripeSubscriptionId, status: 'open', limit: MOST_OPEN }, on(options)), deadline);
  return toSubscriptionFact(subscription, readAt, open.data);
}
