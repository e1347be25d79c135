import type { Invoice } from './invoice-page';

/** Sentences that must stand below the totals, in the order they are printed. */
export function notesOf(invoice: Pick<Invoice, 'rows' | 'reverseCharge'>): string[] {
  const untaxed = invoice.rows.some((row) => row.taxPercent === 0);
  if (!invoice.reverseCharge || !untaxed) return [];
  const { sellerVat, buyerVat } = invoice.reverseCharge;
  return [
    'Reverse charge: the recipient is liable for the tax (Article 196, Directive 2006/112/EC).',
    `VAT numbers: supplier ${sellerVat}, recipient ${buyerVat}.`,
  ];
}
