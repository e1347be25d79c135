import { clock } from '@/server/platform/clock';
import type { Platform } from '@/server/platform/platform';
import { listSoldParts } from './invoice-sources.queries';
import { issueDocument } from './issue-document';
import { toInvoice } from './to-document';

/**
 * Work of the shop's own, for nobody in particular: issues each seller's invoice for a paid order. What cost nothing has none. Repeating it
 * changes nothing; an order that is not paid has nothing to issue.
 */
export async function issueInvoices({ db }: Pick<Platform, 'db'>, { orderId }: { orderId: string }): Promise<void> {
  const at = clock.now();
  await db.asService('documents are issued by the service alone', async (tx) => {
    for (const part of await listSoldParts(tx, orderId)) {
      if (part.items.every((item) => item.totalMinor + item.creditMinor === 0)) continue;
      await issueDocument(tx, { kind: 'invoice', orderId, sellerId: part.sellerId, refundId: null }, { at, make: (number) => toInvoice(part, { number, issuedAt: at }) });
    }
  });
}
