import type Stripe from 'stripe';
import { callStripe, deadlineIn, JOB_MS, toStripeFailure } from './call-stripe';

/** Ends a subscription at Stripe at once, without credit for what is left. One that has ended, or that Stripe does not know, stays so. Throws UNAVAILABLE. */
export async function cancelStripeSubscription(stripe: Stripe, stripeSubscriptionId: string): Promise<void> {
  try {
    await callStripe((options) => stripe.subscriptions.cancel(stripeSubscriptionId, {}, options), deadlineIn(JOB_MS));
  } catch (error) {
    if (toStripeFailure(error) !== 'missing') throw error;
  }
}
