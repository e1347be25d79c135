import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { InvoiceDocument } from '@/shared/contracts/invoices';
import { spanOf, toLines, type Statement } from './get-statement';
import { renderInvoice } from './render-invoice';
import { renderStatement } from './render-statement';
import type { EntryRow } from './statements.queries';
import { toDebitNote } from './to-document';
import { toCell, toDecimal, toStatementCsv } from './to-statement-csv';

const entry = (amountMinor: number, more: Partial<EntryRow> = {}): EntryRow => ({ id: `len_${amountMinor}`, at: new Date('2026-11-03T10:00:00Z'), source: 'payment', number: 20_001, title: 'A kit', amountMinor, ...more });
const statement = (entries: EntryRow[], openingMinor = 0): Statement => {
  const lines = toLines(openingMinor, entries);
  return { sellerName: 'Northbeam', month: '2026-11', currency: 'usd', openingMinor, lines, closingMinor: lines.at(-1)?.balanceMinor ?? openingMinor };
};

it('a month is half open, also at the end of a year', () => {
  expect(spanOf('2026-12')).toEqual({ from: new Date('2026-12-01T00:00:00Z'), until: new Date('2027-01-01T00:00:00Z') });
});

it('the closing balance is the opening one and every entry', () => {
  fc.assert(fc.property(fc.integer({ min: -100_000, max: 100_000 }), fc.array(fc.integer({ min: -100_000, max: 100_000 })), (opening, amounts) => {
    const { lines, closingMinor } = statement(amounts.map((amount) => entry(amount)), opening);
    expect(closingMinor).toBe(amounts.reduce((sum, amount) => sum + amount, opening));
    expect(lines).toHaveLength(amounts.length);
  }));
});

it('X04: what a seller wrote never becomes a formula of the reader’s', () => {
  for (const title of ['=HYPERLINK("http://a.test")', '+1', '-1', '@sum', '\tx', '=1,2']) expect(toCell(title).replace(/^"/, '')).toMatch(/^'/);
  expect(toCell('A "kit", two')).toBe('"A ""kit"", two"');
  const csv = toStatementCsv(statement([entry(100, { title: '=cmd|calc' })]));
  expect(csv).toContain(`"'=cmd|calc"`);
});

it.each([[-1_250, 'usd', '-12.50'], [5, 'usd', '0.05'], [500, 'jpy', '500'], [1_234, 'kwd', '1.234'], [0, 'usd', '0.00']] as const)('M27: %s of %s is written %s', (amount, currency, text) => {
  expect(toDecimal(amount, currency)).toBe(text);
});

it('every kind of document becomes PDF, in any letters and of any length', async () => {
  const long = `${'A very long title '.repeat(12)}${'x'.repeat(300)} 日本 Łódź`;
  const bytes = await renderStatement(statement(Array.from({ length: 40 }, (_, index) => entry(index, { title: index % 7 === 0 ? long : 'A kit' }))));
  const note: InvoiceDocument = {
    kind: 'credit_note', number: 'CRN-00001', issuedAt: '2026-11-20T09:00:00Z', orderNumber: 'LK-20001', paidAt: '2026-11-19T09:00:00Z', currency: 'jpy', seller: { name: long, country: 'JP', supportEmail: null },
    buyer: { name: long, organizationName: null, address: [] }, lines: Array.from({ length: 12 }, () => ({ title: long, detail: '', quantity: null, unitPriceMinor: null, amountMinor: 100 })),
    discountMinor: 0, shippingMinor: 0, taxMinor: 10, totalMinor: 6_010, credits: 'INV-00001', reason: long,
  };
  const kinds = [note, toDebitNote(note, { number: 'DBN-00001', issuedAt: new Date('2026-11-21T09:00:00Z') }), { ...note, kind: 'invoice' as const, credits: null }];
  for (const pdf of [bytes, ...(await Promise.all(kinds.map(renderInvoice)))]) expect(Buffer.from(pdf.subarray(0, 5)).toString()).toBe('%PDF-');
}, 20_000);
