import type Stripe from 'stripe';
import { callStripe, deadlineIn, JOB_MS } from './call-stripe';

/** A transfer as Stripe holds it. */
export interface TransferFact {
  stripeTransferId: string;
  /** Ours, from the metadata; null for one that was not made by us. */
  transferId: string | null;
  amountMinor: number;
  reversedMinor: number;
  currency: string;
  at: Date;
}

const PAGE = 100;
const MAX_PAGES = 100;

/** Reads a transfer. Pure. */
export function toTransferFact(transfer: Stripe.Transfer): TransferFact {
  return {
    stripeTransferId: transfer.id,
    transferId: transfer.metadata.transfer_id ?? null,
    amountMinor: transfer.amount,
    reversedMinor: transfer.amount_reversed,
    currency: transfer.currency,
    at: new Date(transfer.created * 1000),
  };
}

/** Stripe's transfers since a time, newest first. Throws UNAVAILABLE. */
export async function listStripeTransfers(stripe: Stripe, { since }: { since: Date }): Promise<TransferFact[]> {
  const transfers: Stripe.Transfer[] = [];
  const created = { gte: Math.floor(since.getTime() / 1000) };
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const after = transfers.at(-1)?.id;
    const found = await callStripe((options) => stripe.transfers.list({ created, limit: PAGE, ...(after && { starting_after: after }) }, options), deadlineIn(JOB_MS));
    transfers.push(...found.data);
    if (!found.has_more) break;
  }
  return transfers.map(toTransferFact);
}
