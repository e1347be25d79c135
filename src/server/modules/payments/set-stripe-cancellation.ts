import type Stripe from 'stripe';
import { callStripe, CLICK_MS, deadlineIn } from './call-stripe';

/** Lets a subscription end with its period, or go on after all. Repeating it changes nothing. Throws UNAVAILABLE, or Stripe's refusal for one that has ended. */
export async function setStripeCancellation(stripe: Stripe, { stripeSubscriptionId, atPeriodEnd }: { stripeSubscriptionId: string; atPeriodEnd: boolean }): Promise<void> {
  await callStripe((options) => stripe.subscriptions.update(stripeSubscriptionId, { cancel_at_period_end: atPeriodEnd }, options), deadlineIn(CLICK_MS));
}
