import type { Checked } from './check-rows';

// A leading sign of = + - @ makes spreadsheets evaluate the cell; a quote in front keeps it text.
const inert = (cell: string) => (/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell);
const quote = (cell: string) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** The refused rows as CSV, with the reasons in a last column. */
export function toRefusedCsv(header: string[], rows: string[][], refused: Checked['refused']): string {
  const lines = refused.map(({ row, reasons }) => [...(rows[row - 2] ?? []), reasons.join('; ')]);
  return [[...header, 'Reason'], ...lines].map((cells) => cells.map((cell) => quote(inert(cell))).join(',')).join('\r\n');
}
