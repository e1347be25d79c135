import type Stripe from 'stripe';
import { callStripe, CLICK_MS, deadlineIn, toStripeFailure } from './call-stripe';
import { toRefusal, type Refusal } from './to-refusal';

/** Concedes a dispute at Stripe, for good. Undefined when Stripe did, otherwise why it did not. Throws UNAVAILABLE when Stripe does not answer. */
export async function closeStripeDispute(stripe: Stripe, stripeDisputeId: string): Promise<Refusal | undefined> {
  try {
    await callStripe((options) => stripe.disputes.close(stripeDisputeId, {}, { ...options, idempotencyKey: `close:${stripeDisputeId}` }), deadlineIn(CLICK_MS));
    return undefined;
  } catch (error) {
    const failure = toStripeFailure(error);
    if (failure !== 'refused' && failure !== 'missing') throw error;
    return toRefusal(error);
  }
}
