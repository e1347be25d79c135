import { splitAmount } from '@/shared/money';

/** What one item can bear of a refund. */
export interface Bearer {
  /** What was asked of it; 0 where nobody said. */
  askedMinor: number;
  /** What it has not given back. */
  unrefundedMinor: number;
  /** What of that neither a bank took nor another refund is about to. */
  freeMinor: number;
}

const sumOf = (amounts: readonly number[]) => amounts.reduce((sum, one) => sum + one, 0);

/**
 * How a refund falls on an order's items: as asked, as far as they have not given it back before; the rest, by largest remainder, on what they have
 * free, and what is still left on what banks took, which makes way for it. Pure.
 */
export function toRefundShares(bearers: readonly Bearer[], amountMinor: number): number[] {
  const kept = bearers.map(({ askedMinor, unrefundedMinor }) => Math.min(askedMinor, unrefundedMinor));
  const rest = amountMinor - sumOf(kept);
  const free = bearers.map(({ freeMinor }, index) => Math.max(0, freeMinor - (kept[index] ?? 0)));
  const first = splitAmount(Math.min(rest, sumOf(free)), free);
  const taken = bearers.map(({ unrefundedMinor }, index) => unrefundedMinor - (kept[index] ?? 0) - (first[index] ?? 0));
  const last = splitAmount(rest - sumOf(first), taken);
  return bearers.map((_, index) => (kept[index] ?? 0) + (first[index] ?? 0) + (last[index] ?? 0));
}
