import type Stripe from 'stripe';
import { callStripe, deadlineIn, isReplayedFailure, JOB_MS, toStripeFailure } from './call-stripe';
import { findStripeReversal } from './find-stripe-reversal';
import { toRefusal, type Refusal } from './to-refusal';

/**
 * Fetches money back from a seller's account, once per reversal however often it is called. Answers with Stripe's id, or with why Stripe refuses,
 * such as an account that does not hold enough. Throws UNAVAILABLE when Stripe does not answer.
 */
export async function createStripeReversal(stripe: Stripe, reversal: { reversalId: string; stripeTransferId: string; amountMinor: number }): Promise<{ stripeReversalId: string } | Refusal> {
  const { reversalId, stripeTransferId, amountMinor } = reversal;
  const params: Stripe.TransferCreateReversalParams = { amount: amountMinor, metadata: { reversal_id: reversalId } };
  try {
    const created = await callStripe((options) => stripe.transfers.createReversal(stripeTransferId, params, { ...options, idempotencyKey: `reversal:${reversalId}` }), deadlineIn(JOB_MS));
    return { stripeReversalId: created.id };
  } catch (error) {
    const failure = toStripeFailure(error);
    if (failure === 'refused' || failure === 'missing') return toRefusal(error);
    if (!isReplayedFailure(error)) throw error;
    const stripeReversalId = await findStripeReversal(stripe, { reversalId, stripeTransferId });
    return stripeReversalId === null ? { refusal: 'Stripe failed while fetching the money back, and did not fetch it.' } : { stripeReversalId };
  }
}
