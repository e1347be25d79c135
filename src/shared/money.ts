/** Money is an integer of minor units with a lower-case ISO 4217 currency, the form Stripe uses, so no border converts it. */
export interface Money {
  amountMinor: number;
  currency: string;
}

/** Decimal places per currency where they are not two (ISO 4217; Stripe's list of zero-decimal and three-decimal currencies). */
const EXPONENTS: Record<string, number> = {
  bif: 0, clp: 0, djf: 0, gnf: 0, jpy: 0, kmf: 0, krw: 0, mga: 0, pyg: 0, rwf: 0, vnd: 0, vuv: 0, xaf: 0, xof: 0, xpf: 0,
  bhd: 3, jod: 3, kwd: 3, omr: 3, tnd: 3,
};

/** Currencies the shop sells in, with the least amount Stripe charges in each, in minor units (docs.stripe.com/currencies, "minimum and maximum charge amounts"). */
export const MINIMUM_CHARGE_MINOR: Record<string, number> = {
  usd: 50, eur: 50, aud: 50, cad: 50, chf: 50, nzd: 50, sgd: 50, inr: 50, brl: 50, gbp: 30, czk: 1500, dkk: 250, hkd: 400, huf: 17500,
  jpy: 50, krw: 50, mxn: 1000, thb: 1000, myr: 200, aed: 200, pln: 200, ron: 200, nok: 300, sek: 300, kwd: 150,
};

/** Decimal places of a currency: 2 unless the table says otherwise (JPY 0, KWD 3). */
export function exponentOf(currency: string): number {
  return EXPONENTS[currency] ?? 2;
}

/** Whether we can sell in this currency. */
export function isCurrency(text: string): boolean {
  return Object.hasOwn(MINIMUM_CHARGE_MINOR, text);
}

/**
 * The only division of money: splits `total` (integer ≥ 0) in proportion to `weights` (finite numbers ≥ 0) by largest remainder.
 * The parts are integers, sum to `total`, and ties go to the earlier part. With all weights zero the first part takes all.
 */
export function splitAmount(total: number, weights: readonly number[]): number[] {
  if (!Number.isSafeInteger(total) || total < 0) throw new RangeError(`splitAmount: ${total} is not a whole amount`);
  if (weights.length === 0) throw new RangeError('splitAmount: nothing to split between');
  const scaled = weights.map((weight) => BigInt(weight));
  const sum = scaled.reduce((left, right) => left + right, 0n);
  if (scaled.some((weight) => weight < 0n)) throw new RangeError('splitAmount: a weight is negative');
  if (sum === 0n) return weights.map((_, index) => (index === 0 ? total : 0));
  const shares = scaled.map((weight, index) => ({ index, floor: (BigInt(total) * weight) / sum, rest: (BigInt(total) * weight) % sum }));
  let left = BigInt(total) - shares.reduce((so, share) => so + share.floor, 0n);
  const parts = shares.map((share) => share.floor);
  for (const share of [...shares].sort((a, b) => (a.rest === b.rest ? a.index - b.index : a.rest < b.rest ? 1 : -1))) {
    if (left === 0n) break;
    parts[share.index] = share.floor + 1n;
    left -= 1n;
  }
  return parts.map(Number);
}

/** The platform's fee on an amount, in minor units. `feeBps` is hundredths of a percent, 0 to 10,000; halves go to the seller. */
export function feeOf(amountMinor: number, feeBps: number): number {
  if (!Number.isInteger(feeBps) || feeBps < 0 || feeBps > 10_000) throw new RangeError(`feeOf: ${feeBps} is not a fee in basis points`);
  const [net = 0] = splitAmount(amountMinor, [10_000 - feeBps, feeBps]);
  return amountMinor - net;
}

/** The platform's fee unless a seller has another, in basis points; the default of `sellers.fee_bps`. */
export const PLATFORM_FEE_BPS = 800;
