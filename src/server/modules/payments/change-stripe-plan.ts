import type Stripe from 'stripe';
import { callStripe, CLICK_MS, deadlineIn } from './call-stripe';
import type { StripePlanChange } from './preview-stripe-plan';
import { toCardRefusal } from './to-card-refusal';

/**
 * Changes the price of a subscription at once and charges the difference, or the whole where a trial ends with it, as `previewStripePlan` counted it
 * for the same second; all or nothing.
 * Repeating it charges once. Throws CONFLICT when the card was not charged, and then nothing has changed; UNAVAILABLE when Stripe does not answer.
 */
export async function changeStripePlan(stripe: Stripe, { stripeSubscriptionId, stripeItemId, stripePriceId, at, endsTrial }: StripePlanChange): Promise<void> {
  const seconds = Math.floor(at.getTime() / 1000);
  const timing = endsTrial ? { trial_end: 'now' as const } : { proration_date: seconds };
  const params = { items: [{ id: stripeItemId, price: stripePriceId }], proration_behavior: 'always_invoice' as const, payment_behavior: 'error_if_incomplete' as const, ...timing };
  const idempotencyKey = `plan:${stripeSubscriptionId}:${stripePriceId}:${seconds}`;
  try {
    await callStripe((options) => stripe.subscriptions.update(stripeSubscriptionId, params, { ...options, idempotencyKey }), deadlineIn(CLICK_MS));
  } catch (error) {
    throw toCardRefusal(error) ?? error;
  }
}
