import type { Difference, Rate } from '@/shared/contracts/experiments';

/** Two-sided 95 %. */
const Z = 1.959963984540054;

/** A share with Wilson's score interval (E. B. Wilson 1927; method 3 of R. G. Newcombe, Statistics in Medicine 17, 1998, 857–872), which stays within 0 and 1 also for few and for none. Pure. */
export function toRate(hits: number, of: number): Rate {
  if (of === 0) return { hits, of, share: null, low: null, high: null };
  const share = hits / of;
  const middle = share + Z ** 2 / (2 * of);
  const spread = Z * Math.sqrt((share * (1 - share)) / of + Z ** 2 / (4 * of ** 2));
  const scale = 1 + Z ** 2 / of;
  return { hits, of, share, low: hits === 0 ? 0 : (middle - spread) / scale, high: hits === of ? 1 : (middle + spread) / scale };
}

/** How far `rate` is above `base`, with Newcombe's hybrid score interval (method 10, Statistics in Medicine 17, 1998, 873–890). Null where either counted nothing. Pure. */
export function toDifference(rate: Rate, base: Rate): Difference | null {
  if (rate.share === null || rate.low === null || rate.high === null || base.share === null || base.low === null || base.high === null) return null;
  const share = rate.share - base.share;
  const low = share - Math.hypot(rate.share - rate.low, base.high - base.share);
  const high = share + Math.hypot(rate.high - rate.share, base.share - base.low);
  return { share, low, high, isClear: low > 0 || high < 0 };
}
