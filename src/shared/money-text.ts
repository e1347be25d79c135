import { exponentOf } from './money';

/** An amount in words for messages and mail: "$49.00", "¥500". `amountMinor` is an integer of minor units, `currency` a lower-case ISO code. */
export function moneyText(amountMinor: number, currency: string): string {
  const exponent = exponentOf(currency);
  const format = new Intl.NumberFormat('en-US', { style: 'currency', currency, minimumFractionDigits: exponent, maximumFractionDigits: exponent });
  return format.format(amountMinor / 10 ** exponent).replace('\u00a0', ' ');
}
