import { splitAmount } from '@/shared/money';

/** An item as disputes share it. */
export interface Sharer {
  /** What it bears of the dispute by now. */
  sharedMinor: number;
  /** What is left of it beside refunds; negative where they need what the dispute took. */
  leftMinor: number;
  /** What of that no refund on its way will take. */
  freeMinor: number;
}

/**
 * How what a bank took moves: it leaves items that refunds need, and goes, with what the platform bears of it, to what items have free. What each
 * item gets, negative where it gives; the platform bears the rest. Pure.
 */
export function toShareMoves(sharers: readonly Sharer[], excessMinor: number): number[] {
  const left = sharers.map(({ sharedMinor, leftMinor }) => Math.min(sharedMinor, Math.max(0, -leftMinor)));
  const free = sharers.map(({ freeMinor }) => Math.max(0, freeMinor));
  const loose = left.reduce((sum, one) => sum + one, excessMinor);
  const got = splitAmount(Math.min(loose, free.reduce((sum, one) => sum + one, 0)), free);
  return sharers.map((_, index) => (got[index] ?? 0) - (left[index] ?? 0));
}
