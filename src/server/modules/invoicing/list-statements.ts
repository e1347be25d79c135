import { assertSellerMember } from '@/server/modules/sellers/assert-seller-member';
import { clock } from '@/server/platform/clock';
import type { Database, Viewer } from '@/server/platform/db';
import type { StatementList } from '@/shared/contracts/invoices';
import { listMonths } from './statements.queries';

/** Where statements are read as files. */
export const STATEMENTS_PREFIX = '/api/documents/statements/';

/** For owners and admins of the seller: its months with entries, newest first, by currency. One statement. */
export async function listStatements(db: Database, { viewer, sellerSlug }: { viewer: Viewer; sellerSlug: string }): Promise<StatementList> {
  const { sellerId } = await assertSellerMember(db, { viewer, sellerSlug, atLeast: 'admin' });
  const present = clock.now().toISOString().slice(0, 7);
  const rows = await listMonths(db.readAsService('what an entry was posted for is not the sellers to read'), sellerId);
  const items = rows.map((row) => {
    const url = `${STATEMENTS_PREFIX}${sellerSlug}/${row.month}-${row.currency}`;
    return { ...row, isOpen: row.month >= present, csvUrl: `${url}.csv`, pdfUrl: `${url}.pdf` };
  });
  return { items };
}
