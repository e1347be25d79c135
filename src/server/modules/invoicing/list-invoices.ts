import { assertSellerMember } from '@/server/modules/sellers/assert-seller-member';
import type { Database, Viewer } from '@/server/platform/db';
import type { InvoicePage, ListInvoicesInput } from '@/shared/contracts/invoices';
import { fromCursor, toCursor } from '@/shared/keyset-cursor';
import { listInvoicesOfSeller } from './invoices.queries';
import { toInvoiceSummary } from './to-invoice-summary';

/** For owners and admins of the seller: its invoices and credit notes, newest first. */
export async function listInvoices(db: Database, { viewer, input }: { viewer: Viewer; input: ListInvoicesInput }): Promise<InvoicePage> {
  const { sellerId } = await assertSellerMember(db, { viewer, sellerSlug: input.seller, atLeast: 'admin' });
  const rows = await listInvoicesOfSeller(db.readAs(viewer), { sellerId, kinds: input.kinds, after: fromCursor(input.cursor), limit: input.limit + 1 });
  const page = rows.slice(0, input.limit);
  const last = page.at(-1);
  return { items: page.map(toInvoiceSummary), nextCursor: rows.length > input.limit && last ? toCursor({ at: last.issuedAt, id: last.id }) : null };
}
