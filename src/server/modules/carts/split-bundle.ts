import { splitAmount } from '@/shared/money';

/** Of one part: what it costs alone, its share of the bundle's price, and what its item of an order then says. Minor units. */
export interface BundleShare {
  listMinor: number;
  shareMinor: number;
  /** Unit price less discount is the share. A bundle dearer than its parts has no discount: the unit price is then the share. */
  unitPriceMinor: number;
  discountMinor: number;
}

/** Splits a bundle's price over its parts by their list prices, largest remainder first. The shares sum to the price. Pure. */
export function splitBundle(priceMinor: number, listMinors: readonly number[]): BundleShare[] {
  const shares = splitAmount(priceMinor, listMinors);
  return listMinors.map((listMinor, index) => {
    const shareMinor = shares[index] ?? 0;
    const unitPriceMinor = Math.max(listMinor, shareMinor);
    return { listMinor, shareMinor, unitPriceMinor, discountMinor: unitPriceMinor - shareMinor };
  });
}
