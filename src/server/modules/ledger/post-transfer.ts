import type { ServiceTx } from '@/server/platform/db';
import { post } from './post';
import { toTransferPosting } from './posting';

export interface TransferToPost {
  transferId: string;
  sellerId: string;
  orderId: string;
  amountMinor: number;
  currency: string;
  at: Date;
}

/** Posts what left for a seller's account at Stripe, in the caller's transaction; once per transfer. */
export async function postTransfer(tx: ServiceTx, { transferId, orderId, currency, at, ...money }: TransferToPost): Promise<void> {
  await post(tx, { source: { type: 'transfer', id: transferId }, orderId, lines: toTransferPosting(money), currency, at });
}
