import { postTransfer } from '@/server/modules/ledger/post-transfer';
import type { ServiceTx } from '@/server/platform/db';
import { enqueue } from '@/server/platform/queue';
import { keepOrder, markSent, type PendingTransfer } from './payouts.queries';
import { listWaitingReversals } from './reversals.queries';

export interface SentTransfer {
  transfer: Pick<PendingTransfer, 'transferId' | 'sellerId' | 'orderId' | 'amountMinor' | 'currency'>;
  stripeTransferId: string;
  from: 'pending' | 'failed';
  at: Date;
}

/** Writes down that money left, in row and ledger together and in the caller's transaction; false when it is written down already. */
export async function recordTransfer(tx: ServiceTx, { transfer, stripeTransferId, from, at }: SentTransfer): Promise<boolean> {
  await keepOrder(tx, transfer.orderId);
  if (!(await markSent(tx, { transferId: transfer.transferId, stripeTransferId, from, at }))) return false;
  await postTransfer(tx, { ...transfer, at });
  return true;
}

/** What was asked back of a transfer while it was on its way can be fetched now. */
export async function enqueueWaiting(tx: ServiceTx, transferId: string): Promise<void> {
  for (const reversalId of await listWaitingReversals(tx, transferId)) await enqueue(tx, { task: 'reverse-transfer', payload: { reversalId }, key: `reversal:${reversalId}` });
}
