import type { ProductDetail, ProductSlugInput } from '@/shared/contracts/catalog';
import { AppError } from '@/shared/errors';
import { toProductImageView } from '@/shared/image-address';
import type { Database } from '@/server/platform/db';
import { toIso, toProductCard } from './catalog.mappers';
import { findPublishedProduct } from './product.queries';
import { renderMarkdown } from './render-markdown';
import { toBundleParts, toVariantOffer } from './to-offers';

/** A published product with its offers and all its kind has: versions, pictures, parts; in one statement. Throws NOT_FOUND for drafts, archived products and unknown words alike. */
export async function getProduct(db: Pick<Database, 'anon'>, { slug }: ProductSlugInput): Promise<ProductDetail> {
  const row = await findPublishedProduct(db.anon, slug);
  if (!row) throw new AppError('NOT_FOUND', 'There is no such product, or it is no longer for sale.');
  return {
    ...toProductCard(row),
    description: row.description,
    descriptionHtml: renderMarkdown(row.description),
    tags: row.tags,
    worksWith: row.worksWith,
    externalUrl: row.externalUrl,
    sellerTagline: row.sellerTagline,
    brand: row.brand,
    condition: row.condition,
    images: row.images.map(toProductImageView),
    shipsFrom: row.shipsFrom,
    handlingDays: row.handlingDays,
    shipping: row.shipping ?? [],
    parts: toBundleParts(row.bundleParts ?? [], row.priceMinor),
    variants: row.variants.map(toVariantOffer),
    versions: row.versions.map((version) => ({ ...version, changelogHtml: renderMarkdown(version.changelog), releasedAt: toIso(version.releasedAt) })),
    contents: row.contents.map(({ path, bytes }) => ({ path, bytes })),
    hasPreview: row.hasPreview,
    includedFromTier: row.includedFromTier,
  };
}
