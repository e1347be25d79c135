import type { ServiceTx } from '@/server/platform/db';
import { newId } from '@/shared/ids';
import { insertEntries, insertTransaction } from './ledger.queries';
import type { Posting } from './posting';

export interface PostingToWrite {
  source: { type: 'payment' | 'refund' | 'refund_reversal' | 'dispute' | 'dispute_reversal' | 'dispute_fee' | 'transfer' | 'transfer_reversal'; id: string };
  orderId: string;
  lines: readonly Posting[];
  currency: string;
  at: Date;
}

/** Writes a posting in the caller's transaction, once per source; false when it is there already or has no lines. */
export async function post(tx: ServiceTx, { source, orderId, lines, currency, at }: PostingToWrite): Promise<boolean> {
  if (lines.length === 0) return false;
  const transactionId = newId('ledgerTransaction');
  if (!(await insertTransaction(tx, { id: transactionId, sourceType: source.type, sourceId: source.id, at }))) return false;
  await insertEntries(tx, { transactionId, orderId, entries: lines, currency, at });
  return true;
}
