import type { ServiceTx } from '@/server/platform/db';
import { post } from './post';
import { toReversed, toTransferPosting } from './posting';

export interface TransferReversalToPost {
  transferReversalId: string;
  sellerId: string;
  orderId: string;
  amountMinor: number;
  currency: string;
  at: Date;
}

/** Posts what was fetched back from a seller's account at Stripe, in the caller's transaction; once per reversal. */
export async function postTransferReversal(tx: ServiceTx, { transferReversalId, orderId, currency, at, ...money }: TransferReversalToPost): Promise<void> {
  await post(tx, { source: { type: 'transfer_reversal', id: transferReversalId }, orderId, lines: toReversed(toTransferPosting(money)), currency, at });
}
