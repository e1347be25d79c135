import type { InvoiceSummary } from '@/shared/contracts/invoices';
import type { InvoiceRow } from './invoices.queries';

/** Where a document is read as PDF. */
export const INVOICES_PREFIX = '/api/documents/invoices/';

/** A document as lists show it. Pure. */
export function toInvoiceSummary({ id, kind, document, issuedAt }: InvoiceRow): InvoiceSummary {
  const { number, seller, orderNumber, currency, totalMinor } = document;
  return { id, kind, number, sellerName: seller.name, orderNumber, currency, totalMinor, issuedAt: issuedAt.toISOString(), url: `${INVOICES_PREFIX}${id}.pdf` };
}
