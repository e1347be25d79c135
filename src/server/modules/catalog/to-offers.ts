import type { BundlePart, ProductKind, ProductType, VariantOffer } from '@/shared/contracts/catalog';
import { toProductImageView } from '@/shared/image-address';
import { splitAmount } from '@/shared/money';
import type { PartRow, VariantRow } from './product.queries';

/** One form of a product with its prices; the first is the one the listing shows. */
export function toVariantOffer({ id, license, options, title, sku, interval, trialDays, prices, available }: VariantRow): VariantOffer {
  const [first] = prices;
  if (!first) throw new Error(`variant ${id} was read without a price`);
  return { id, license, options, title, sku, interval, trialDays, priceMinor: first.amountMinor, currency: first.currency, prices, available };
}

/** The parts of a bundle, each with its share of the bundle's price in proportion to what it costs by itself; the shares sum to that price. */
export function toBundleParts(parts: readonly PartRow[], priceMinor: number): BundlePart[] {
  if (parts.length === 0) return [];
  const shares = splitAmount(priceMinor, parts.map(({ listMinor }) => listMinor ?? 0));
  return parts.map((part, index) => ({
    productId: part.productId,
    slug: part.slug,
    title: part.title,
    summary: part.summary,
    // Both are checked by the database.
    kind: part.kind as ProductKind,
    type: part.type as ProductType,
    sellerSlug: part.sellerSlug,
    sellerName: part.sellerName,
    image: part.image && toProductImageView(part.image),
    listMinor: part.listMinor ?? 0,
    shareMinor: shares[index] ?? 0,
    choices: part.choices.length > 1 ? part.choices.map(({ id, title, options, available }) => ({ id, title, options, available })) : [],
  }));
}
