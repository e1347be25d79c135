import type Stripe from 'stripe';
import { callStripe, deadlineIn, JOB_MS } from './call-stripe';
import { toTransferFact, type TransferFact } from './list-stripe-transfers';

/** Stripe's transfer that carries our id, among those of its order; null when there is none. Throws UNAVAILABLE. */
export async function findStripeTransfer(stripe: Stripe, { transferId, orderId }: { transferId: string; orderId: string }): Promise<TransferFact | null> {
  const found = await callStripe((options) => stripe.transfers.list({ transfer_group: orderId, limit: 100 }, options), deadlineIn(JOB_MS));
  return found.data.map(toTransferFact).find((fact) => fact.transferId === transferId) ?? null;
}
