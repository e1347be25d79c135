import { clock } from '@/server/platform/clock';
import type { ServiceTx } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import { holdSettled, listCreditedParts, listSoldParts, type CreditedPart, type SoldPart } from './invoice-sources.queries';
import { issueDocument } from './issue-document';
import { toCreditNote, toInvoice } from './to-document';

/**
 * Work of the shop's own: issues each seller's credit note for a settled refund, and first the invoice it credits if that is not there yet.
 * Repeating it changes nothing; a refund that is not settled has nothing to issue.
 */
export async function issueCreditNote({ db }: Pick<Platform, 'db'>, { refundId }: { refundId: string }): Promise<void> {
  const at = clock.now();
  await db.asService('documents are issued by the service alone', async (tx) => {
    if (!(await holdSettled(tx, refundId))) return;
    const credited = await listCreditedParts(tx, refundId);
    const [first] = credited;
    if (!first) return;
    const sold = new Map((await listSoldParts(tx, first.orderId)).map((part) => [part.sellerId, part]));
    for (const back of credited) {
      const part = sold.get(back.sellerId);
      if (part) await issueFor(tx, { part, back }, { refundId, at });
    }
  });
}

async function issueFor(tx: ServiceTx, { part, back }: { part: SoldPart; back: CreditedPart }, { refundId, at }: { refundId: string; at: Date }): Promise<void> {
  const { orderId, sellerId } = back;
  const credits = await issueDocument(tx, { kind: 'invoice', orderId, sellerId, refundId: null }, { at, make: (number) => toInvoice(part, { number, issuedAt: at }) });
  await issueDocument(tx, { kind: 'credit_note', orderId, sellerId, refundId }, { at, make: (number) => toCreditNote(part, back, { number, issuedAt: at, credits }) });
}
