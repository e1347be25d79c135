import type { Invoice } from './invoice-page';

const invoices: Invoice[] = [
  {
    number: 'DK-2026-000042',
    issuedOn: '2026-03-20',
    dueOn: '2026-04-19',
    currency: 'eur',
    from: ['Quiet Ledger ApS', 'Mejlgade 12', '8000 Aarhus C'],
    to: ['Bremer Dental GmbH', 'Wall 4', '28195 Bremen'],
    rows: [
      { text: 'Bookkeeping, March', quantityMilli: 6500, unitMinor: 8900, taxPercent: 25 },
      { text: 'Printed manual', quantityMilli: 2000, unitMinor: 1950, taxPercent: 25 },
    ],
    footer: 'Bank transfer within 30 days. Please state the invoice number.',
  },
];

export async function findInvoice(number: string): Promise<Invoice | undefined> {
  return invoices.find((invoice) => invoice.number === number);
}
