export type InvoiceRow = { text: string; quantityMilli: number; unitMinor: number; taxPercent: number };
export type Totals = { netMinor: number; taxes: { percent: number; netMinor: number; taxMinor: number }[]; grossMinor: number };

/** Half away from zero, as on paper. Math.round would round -0.5 up. */
function round(value: number): number {
  return Math.sign(value) * Math.round(Math.abs(value));
}

export function rowNetMinor({ quantityMilli, unitMinor }: InvoiceRow): number {
  return round((quantityMilli * unitMinor) / 1000);
}

/** Rows are rounded one by one because they are printed; tax is rounded once per rate. */
export function totalsOf(rows: InvoiceRow[]): Totals {
  const nets = new Map<number, number>();
  for (const row of rows) nets.set(row.taxPercent, (nets.get(row.taxPercent) ?? 0) + rowNetMinor(row));
  const taxes = [...nets]
    .sort(([a], [b]) => b - a)
    .map(([percent, netMinor]) => ({ percent, netMinor, taxMinor: round((netMinor * percent) / 100) }));
  const netMinor = taxes.reduce((sum, tax) => sum + tax.netMinor, 0);
  return { netMinor, taxes, grossMinor: taxes.reduce((sum, tax) => sum + tax.taxMinor, netMinor) };
}
