import type { FacetCount, Facets, PriceBand, ProductCard, ProductKind, ProductType } from '@/shared/contracts/catalog';
import { toProductImageView } from '@/shared/image-address';
import type { FacetName } from './filters.queries';
import type { CardRow, ListRow } from './list.queries';

const TYPE_LABELS: Record<ProductType, string> = { node: 'Node kit', next: 'Next.js kit', runbook: 'Runbook', jupyter: 'Notebook', prompt: 'Prompt', sneaker: 'Sneaker', physical: 'Merchandise', bundle: 'Bundle', membership: 'Membership', api: 'API' };
const BAND_LABELS: Record<PriceBand, string> = { free: 'Free', 'under-20': 'Under 20', '20-to-50': '20 to 50', '50-to-100': '50 to 100', 'over-100': '100 and more' };
const LABELS: Partial<Record<FacetName, Record<string, string>>> = { types: TYPE_LABELS, priceBands: BAND_LABELS, conditions: { new: 'New', used: 'Used' } };

/** Time as Postgres prints it in JSON, in ISO 8601 and UTC. */
export function toIso(time: string): string {
  return new Date(time).toISOString();
}

export function toProductCard(row: CardRow): ProductCard {
  return {
    id: row.id,
    slug: row.slug,
    title: row.title,
    summary: row.summary,
    // Both are checked by the database.
    kind: row.kind as ProductKind,
    type: row.type as ProductType,
    sellerSlug: row.sellerSlug,
    sellerName: row.sellerName,
    priceMinor: row.priceMinor,
    currency: row.currency,
    interval: row.interval,
    image: row.image && toProductImageView(row.image),
    coverParts: row.parts ?? [],
    soldOut: row.soldOut,
    rating: row.ratingCount === 0 ? null : { count: row.ratingCount, sum: row.ratingSum },
    latestVersion: row.latestVersion,
    releasedAt: toIso(row.releasedAt),
  };
}

export function toFacets(counts: NonNullable<ListRow['counts']>['facets']): Facets {
  const label = (facet: FacetName): FacetCount[] => counts[facet].map((one) => ({ value: one.value, label: one.label ?? LABELS[facet]?.[one.value] ?? one.value, count: one.count }));
  return {
    types: label('types'), tags: label('tags'), worksWith: label('worksWith'), priceBands: label('priceBands'),
    brands: label('brands'), conditions: label('conditions'), sizes: label('sizes'), sellers: label('sellers'),
  };
}
