import { exponentOf } from './money';

/**
 * What somebody types for an amount, in minor units of the currency: `120`, `120.5`, `1 200,50`. Null for what is no amount, or finer than the currency is.
 * A comma is a decimal sign; thousands are set apart by spaces or not at all.
 */
export function parseMoney(text: string, currency: string): number | null {
  const [, whole = '', fraction = ''] = /^(\d{1,9})(?:[.,](\d{1,3}))?$/.exec(text.replace(/[\s\u00a0\u202f']/g, '')) ?? [];
  const exponent = exponentOf(currency);
  if (whole === '' || fraction.replace(/0+$/, '').length > exponent) return null;
  return Number(whole) * 10 ** exponent + Number(fraction.slice(0, exponent).padEnd(exponent, '0') || '0');
}

/** The amount as `parseMoney` reads it again: "120", "120.50". */
export function writeMoney(amountMinor: number, currency: string): string {
  const exponent = exponentOf(currency);
  const digits = String(amountMinor).padStart(exponent + 1, '0');
  const fraction = exponent === 0 ? '' : digits.slice(-exponent);
  return /^0*$/.test(fraction) ? digits.slice(0, digits.length - exponent) : `${digits.slice(0, digits.length - exponent)}.${fraction}`;
}
