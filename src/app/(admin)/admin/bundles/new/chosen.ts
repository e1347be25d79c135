import type { SummedPart } from '@/app/_bundles/bundle-sums';
import type { FoundPart } from '@/shared/contracts/joint-bundles';
import { splitAmount } from '@/shared/money';

/** A part of the bundle that is being made; without a variant the buyer chooses the form. */
export interface Chosen {
  part: FoundPart;
  variantId: string | null;
}

/** Alone, in the form chosen; where the buyer chooses, in the cheapest. Minor units; null without a price in this currency. Pure. */
export function aloneMinor({ part, variantId }: Chosen, currency: string): number | null {
  const forms = part.variants.filter(({ id }) => variantId === null || id === variantId);
  const amounts = forms.flatMap(({ prices }) => prices.find((price) => price.currency === currency)?.amountMinor ?? []);
  return amounts.length === 0 ? null : Math.min(...amounts);
}

/** What each part costs alone and has of the price, as the shop will count it. Pure. */
export function toSummed(chosen: readonly Chosen[], currency: string, priceMinor: number | null): SummedPart[] {
  const alone = chosen.map((one) => aloneMinor(one, currency));
  const isWhole = chosen.length > 0 && !alone.includes(null);
  const shares = isWhole && priceMinor !== null ? splitAmount(priceMinor, alone.map((amount) => amount ?? 0)) : [];
  return chosen.map(({ part, variantId }, index) => ({
    productId: part.productId, title: part.title, sellerName: part.sellerName, variantTitle: part.variants.find(({ id }) => id === variantId)?.title ?? '',
    aloneMinor: alone[index] ?? null, shareMinor: shares[index] ?? null,
  }));
}
