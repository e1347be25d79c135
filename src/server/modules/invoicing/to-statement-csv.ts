import { exponentOf } from '@/shared/money';
import type { Statement } from './get-statement';

/** A spreadsheet runs what begins like this as a formula (owasp.org/www-community/attacks/CSV_Injection). */
const FORMULA = /^[=+\-@\t\r]/;

/** Text as one cell: never a formula, quotes doubled. Pure. */
export function toCell(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\n\r;']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** An amount as a plain number with the currency's decimals: -12.50. Pure. */
export function toDecimal(amountMinor: number, currency: string): string {
  const exponent = exponentOf(currency);
  const digits = String(Math.abs(amountMinor)).padStart(exponent + 1, '0');
  const text = exponent === 0 ? digits : `${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
  return amountMinor < 0 ? `-${text}` : text;
}

const HEAD = ['Date', 'What', 'Order', 'Item', 'Amount', 'Balance', 'Currency', 'Entry'];

/** A statement as CSV, for a spreadsheet (RFC 4180, with a byte order mark so that it is read as UTF-8). Pure. */
export function toStatementCsv({ month, currency, openingMinor, lines, closingMinor }: Statement): string {
  const code = currency.toUpperCase();
  const money = (amountMinor: number) => toDecimal(amountMinor, currency);
  const rows = [
    HEAD,
    [`${month}-01`, 'Opening balance', '', '', '', money(openingMinor), code, ''],
    ...lines.map(({ at, words, orderNumber, title, amountMinor, balanceMinor, entryId }) => [at.toISOString(), toCell(words), orderNumber, toCell(title), money(amountMinor), money(balanceMinor), code, entryId]),
    ['', 'Closing balance', '', '', '', money(closingMinor), code, ''],
  ];
  return `\ufeff${rows.map((row) => row.join(',')).join('\r\n')}\r\n`;
}
