import type Stripe from 'stripe';
import { callStripe, CLICK_MS, deadlineIn, toStripeFailure } from './call-stripe';
import { toRefusal, type Refusal } from './to-refusal';

export interface EvidenceToSend {
  stripeDisputeId: string;
  evidence: Stripe.DisputeUpdateParams.Evidence;
  /** False keeps it at Stripe, where it can still be changed; true hands it to the bank. */
  submit: boolean;
  /** One sending; a repeat under the same key is the same sending. */
  idempotencyKey: string;
}

/** Hands evidence to Stripe. Undefined when Stripe took it, otherwise why it did not. Throws UNAVAILABLE when Stripe does not answer. */
export async function sendStripeEvidence(stripe: Stripe, { stripeDisputeId, evidence, submit, idempotencyKey }: EvidenceToSend): Promise<Refusal | undefined> {
  try {
    await callStripe((options) => stripe.disputes.update(stripeDisputeId, { evidence, submit }, { ...options, idempotencyKey }), deadlineIn(CLICK_MS));
    return undefined;
  } catch (error) {
    const failure = toStripeFailure(error);
    if (failure !== 'refused' && failure !== 'missing') throw error;
    return toRefusal(error);
  }
}
