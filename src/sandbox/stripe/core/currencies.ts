const ZERO_DECIMAL = new Set(['bif', 'clp', 'djf', 'gnf', 'jpy', 'kmf', 'krw', 'mga', 'pyg', 'rwf', 'vnd', 'vuv', 'xaf', 'xof', 'xpf']);
const THREE_DECIMAL = new Set(['bhd', 'jod', 'kwd', 'omr', 'tnd']);

/** Smallest charge in minor units: https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts */
const MINIMUM: Record<string, number> = {
  usd: 50, eur: 50, aud: 50, cad: 50, chf: 50, nzd: 50, sgd: 50, inr: 50, brl: 50,
  gbp: 30, czk: 1500, dkk: 250, hkd: 400, huf: 17_500, jpy: 50, krw: 50, mxn: 1000, thb: 1000,
  myr: 200, aed: 200, pln: 200, ron: 200, nok: 300, sek: 300,
};

const OTHERS = ['zar', 'try', 'ils', 'isk', 'ugx', 'twd', 'php', 'idr', 'uah', 'cop', 'pen', 'uyu', 'ars', 'egp', 'mad', 'ngn', 'kes', 'sar', 'qar', 'bgn', 'gel', 'rsd'];

/** Every currency the double takes, lower-case. */
export const CURRENCIES: ReadonlySet<string> = new Set([...Object.keys(MINIMUM), ...ZERO_DECIMAL, ...THREE_DECIMAL, ...OTHERS]);

/** The smallest sum that can be charged, in minor units; 0 where Stripe names none. */
export function minimumCharge(currency: string): number {
  return MINIMUM[currency] ?? 0;
}

/** 0, 2 or 3 digits after the point. */
export function exponentOf(currency: string): number {
  if (ZERO_DECIMAL.has(currency)) return 0;
  return THREE_DECIMAL.has(currency) ? 3 : 2;
}

/** A sum for people, such as `$12.00` or `¥500`. */
export function formatAmount(amountMinor: number, currency: string): string {
  const digits = exponentOf(currency);
  const format = new Intl.NumberFormat('en-US', { style: 'currency', currency: currency.toUpperCase(), minimumFractionDigits: digits, maximumFractionDigits: digits });
  return format.format(amountMinor / 10 ** digits);
}

/** A sum as Stripe's messages write it: `$0.50 usd`. */
export function describeAmount(amountMinor: number, currency: string): string {
  return `${formatAmount(amountMinor, currency)} ${currency}`;
}
