import type { ServiceTx } from '@/server/platform/db';
import { newId } from '@/shared/ids';
import { insertEntries, insertTransaction } from './ledger.queries';
import { toRefundPosting, type RefundedItem } from './posting';

/** A settled refund with its share per item, or the failure of one that had settled (`reversed`: the same lines with the other sign). */
export interface RefundToPost {
  refundId: string;
  items: readonly RefundedItem[];
  currency: string;
  at: Date;
  reversed?: boolean;
}

/** Posts what went back, in the caller's transaction. A refund is posted once, and its failure once: a repeat changes nothing. */
export async function postRefund(tx: ServiceTx, { refundId, items, currency, at, reversed = false }: RefundToPost): Promise<void> {
  const transactionId = newId('ledgerTransaction');
  const sourceType = reversed ? 'refund_reversal' : 'refund';
  if (!(await insertTransaction(tx, { id: transactionId, sourceType, sourceId: refundId, at }))) return;
  const lines = toRefundPosting(items);
  const entries = reversed ? lines.map((line) => ({ ...line, amountMinor: -line.amountMinor })) : lines;
  await insertEntries(tx, { transactionId, entries, currency, at });
}
