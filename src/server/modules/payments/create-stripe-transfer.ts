import type Stripe from 'stripe';
import { callStripe, deadlineIn, isReplayedFailure, JOB_MS, toStripeFailure } from './call-stripe';
import { findStripeTransfer } from './find-stripe-transfer';
import { toRefusal, type Refusal } from './to-refusal';

export interface TransferToCreate {
  transferId: string;
  orderId: string;
  payoutId: string;
  stripeAccountId: string;
  amountMinor: number;
  currency: string;
  /** The charge the money is of; null: out of the platform's own balance. */
  chargeId: string | null;
}

/**
 * Sends money to a seller's account, once per transfer however often it is called: the key is the transfer's and its id is written into Stripe's
 * metadata. Answers with Stripe's id, or with why Stripe refuses. Throws UNAVAILABLE when Stripe does not answer.
 */
export async function createStripeTransfer(stripe: Stripe, transfer: TransferToCreate): Promise<{ stripeTransferId: string } | Refusal> {
  const { transferId, orderId, payoutId, stripeAccountId, amountMinor, currency, chargeId } = transfer;
  const params: Stripe.TransferCreateParams = {
    amount: amountMinor,
    currency,
    destination: stripeAccountId,
    transfer_group: orderId,
    metadata: { transfer_id: transferId, order_id: orderId, payout_id: payoutId },
    // Money of the order's own charge may be sent before it has settled (docs.stripe.com/connect/separate-charges-and-transfers).
    ...(chargeId !== null && { source_transaction: chargeId }),
  };
  try {
    const created = await callStripe((options) => stripe.transfers.create(params, { ...options, idempotencyKey: `transfer:${transferId}` }), deadlineIn(JOB_MS));
    return { stripeTransferId: created.id };
  } catch (error) {
    const failure = toStripeFailure(error);
    if (failure === 'refused' || failure === 'missing') return toRefusal(error);
    if (!isReplayedFailure(error)) throw error;
    // Stripe repeats a failure it saved under the key: either it moved the money all the same, or this transfer never will.
    const known = await findStripeTransfer(stripe, { transferId, orderId });
    return known ? { stripeTransferId: known.stripeTransferId } : { refusal: 'Stripe failed while moving the money, and did not move it.' };
  }
}
