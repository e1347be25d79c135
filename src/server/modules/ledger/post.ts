import type { ServiceTx } from '@/server/platform/db';
import { newId } from '@/shared/ids';
import { insertPosting } from './ledger.queries';
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
  return insertPosting(tx, { id: newId('ledgerTransaction'), sourceType: source.type, sourceId: source.id, orderId, entries: lines, currency, at });
}
