import type Stripe from 'stripe';
import { callStripe, deadlineIn, JOB_MS } from './call-stripe';

/** Stripe's id of the reversal that carries ours, among those of its transfer; null when there is none. Throws UNAVAILABLE. */
export async function findStripeReversal(stripe: Stripe, { reversalId, stripeTransferId }: { reversalId: string; stripeTransferId: string }): Promise<string | null> {
  const found = await callStripe((options) => stripe.transfers.listReversals(stripeTransferId, { limit: 100 }, options), deadlineIn(JOB_MS));
  return found.data.find((one) => one.metadata?.reversal_id === reversalId)?.id ?? null;
}
