import { exponentOf } from './money';

/** Making one takes longer than all else in a mail; there are as many as there are currencies. */
const formats = new Map<string, Intl.NumberFormat>();

function formatOf(currency: string): Intl.NumberFormat {
  const made = formats.get(currency);
  if (made) return made;
  const digits = exponentOf(currency);
  const format = new Intl.NumberFormat('en-US', { style: 'currency', currency, minimumFractionDigits: digits, maximumFractionDigits: digits });
  formats.set(currency, format);
  return format;
}

/** An amount in words for messages and mail: "$49.00", "¥500". `amountMinor` is an integer of minor units, `currency` a lower-case ISO code. */
export function moneyText(amountMinor: number, currency: string): string {
  return formatOf(currency).format(amountMinor / 10 ** exponentOf(currency)).replace('\u00a0', ' ');
}
