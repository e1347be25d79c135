import type { Database, Viewer } from '@/server/platform/db';
import { AppError } from '@/shared/errors';
import { findInvoice } from './invoices.queries';
import { renderInvoice } from './render-invoice';

/** For the buyer and the seller of a document: its PDF, with the name to save it under. Throws NOT_FOUND for everyone else. */
export async function getInvoicePdf(db: Database, { viewer, invoiceId }: { viewer: Viewer; invoiceId: string }): Promise<{ fileName: string; bytes: Uint8Array }> {
  const row = await findInvoice(db.readAs(viewer), invoiceId);
  if (!row) throw new AppError('NOT_FOUND', 'There is no such document.');
  return { fileName: `${row.document.number} ${row.document.seller.name}.pdf`, bytes: await renderInvoice(row.document) };
}
