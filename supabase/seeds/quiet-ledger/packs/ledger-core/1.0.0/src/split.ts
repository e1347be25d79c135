/**
 * Divides an amount by weights so that the parts add up to the amount.
 * The cents left over go to the largest remainders; among equals, to the first.
 */
export function splitAmount(amountMinor: bigint, weights: readonly bigint[]): bigint[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0n);
  if (total <= 0n || weights.some((weight) => weight < 0n)) throw new RangeError('Weights must not be negative and not all zero');
  // Work on the absolute value: bigint division cuts towards zero, and a refund must mirror its sale.
  const sign = amountMinor < 0n ? -1n : 1n;
  const absolute = amountMinor * sign;
  const parts = weights.map((weight) => (absolute * weight) / total);
  const left = Number(absolute - parts.reduce((sum, part) => sum + part, 0n));
  const byRemainder = weights
    .map((weight, index) => ({ index, remainder: (absolute * weight) % total }))
    .sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1));
  for (const { index } of byRemainder.slice(0, left)) parts[index] = (parts[index] ?? 0n) + 1n;
  return parts.map((part) => part * sign);
}
