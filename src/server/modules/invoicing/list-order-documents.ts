import type { Database, Viewer } from '@/server/platform/db';
import type { InvoiceSummary } from '@/shared/contracts/invoices';
import { AppError } from '@/shared/errors';
import { listInvoicesOfOrder } from './invoices.queries';
import { toInvoiceSummary } from './to-invoice-summary';

/** For the buyer of an order, in person or as a member: its invoices and credit notes, oldest first. Throws NOT_FOUND for everyone else. */
export async function listOrderDocuments(db: Database, { viewer, orderId }: { viewer: Viewer; orderId: string }): Promise<InvoiceSummary[]> {
  const rows = await listInvoicesOfOrder(db.readAs(viewer), orderId);
  if (!rows) throw new AppError('NOT_FOUND', 'There is no such order.');
  return rows.map(toInvoiceSummary);
}
