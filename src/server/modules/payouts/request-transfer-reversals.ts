import type { ServiceTx } from '@/server/platform/db';
import { enqueue } from '@/server/platform/queue';
import { planReversals } from './plan-reversals';
import { insertReversal, lockSentOfOrder } from './reversals.queries';

export interface ReversalRequest {
  orderId: string;
  /** The refund or dispute that was posted before this call. */
  source: { type: 'refund' | 'dispute'; id: string };
  now: Date;
}

/**
 * Asks back what sellers were sent of an order and are no longer owed, in the transaction that posted why. How much is what was sent, or is on
 * its way, beyond what the ledger says the seller has by the order now, less what was asked back before. Rows are written here and worked off by
 * a job each, since money moves at Stripe. Repeating it for one source changes nothing.
 */
export async function requestTransferReversals(tx: ServiceTx, { orderId, source, now }: ReversalRequest): Promise<void> {
  for (const share of planReversals(await lockSentOfOrder(tx, orderId))) {
    const reversalId = await insertReversal(tx, { ...share, source, at: now });
    if (reversalId) await enqueue(tx, { task: 'reverse-transfer', payload: { reversalId }, key: `reversal:${reversalId}` });
  }
}
