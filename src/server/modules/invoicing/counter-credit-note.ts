import { clock } from '@/server/platform/clock';
import type { Platform } from '@/server/platform/platform';
import { listVoidCreditNotes } from './invoice-sources.queries';
import { issueDocument } from './issue-document';
import { toDebitNote } from './to-document';

/**
 * Work of the shop's own: a refund failed after it had settled, so each credit note that was issued for it is countered by a debit note of the same
 * lines, since a numbered document is never taken away. Repeating it changes nothing; a refund that stands, or was not credited yet, has nothing to counter.
 */
export async function counterCreditNote({ db }: Pick<Platform, 'db'>, { refundId }: { refundId: string }): Promise<void> {
  const at = clock.now();
  await db.asService('documents are issued by the service alone', async (tx) => {
    for (const { orderId, sellerId, document } of await listVoidCreditNotes(tx, refundId)) {
      await issueDocument(tx, { kind: 'debit_note', orderId, sellerId, refundId }, { at, make: (number) => toDebitNote(document, { number, issuedAt: at }) });
    }
  });
}
