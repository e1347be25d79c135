import { renderMarkdown } from '@/server/modules/catalog/render-markdown';
import { assertSellerMember } from '@/server/modules/sellers/assert-seller-member';
import type { Database, Viewer } from '@/server/platform/db';
import type { BundlePart, ProductDetail } from '@/shared/contracts/catalog';
import type { OwnProductInput } from '@/shared/contracts/publishing';
import { AppError } from '@/shared/errors';
import { toProductImageView } from '@/shared/image-address';
import { splitAmount } from '@/shared/money';
import { findEditedProduct, type EditorRow } from './editor.queries';

/** A product as buyers would see it if it were published as it is now; for members of its seller. What has no price yet shows none of its forms. Throws NOT_FOUND. */
export async function getProductPreview(db: Database, { viewer, input }: { viewer: Viewer; input: OwnProductInput }): Promise<ProductDetail> {
  const { sellerId } = await assertSellerMember(db, { viewer, sellerSlug: input.seller });
  const row = await findEditedProduct(db.readAs(viewer), { productId: input.productId, sellerId });
  if (!row) throw new AppError('NOT_FOUND', 'You have no such product.');
  const variants = row.variants.flatMap(toOffer);
  const images = row.images.map(toProductImageView);
  const [priceMinor = 0, currency = 'usd'] = [variants[0]?.priceMinor, variants[0]?.currency];
  const versions = row.versions.filter(({ yankedReason, isPublished }) => isPublished || yankedReason === null);
  const latest = versions.find(({ yankedReason }) => yankedReason === null);
  const { id, slug, title, summary, kind, type, sellerSlug, sellerName, sellerTagline, description, tags, worksWith, brand, condition, includedFromTier } = row;
  return {
    id, slug, title, summary, kind, type, sellerSlug, sellerName, sellerTagline, description, tags, worksWith, brand, condition, includedFromTier, priceMinor, currency, interval: variants[0]?.interval ?? null, images, variants,
    image: images[0] ?? null,
    coverParts: row.parts.map((part) => ({ slug: part.slug, kind: part.type })),
    soldOut: variants.length > 0 && variants.every(({ available }) => available === 0),
    rating: null,
    latestVersion: latest?.version ?? null,
    releasedAt: new Date(latest?.releasedAt ?? row.updatedAt).toISOString(),
    descriptionHtml: renderMarkdown(description),
    externalUrl: null,
    shipsFrom: kind === 'physical' ? row.sellerCountry : null,
    handlingDays: kind === 'physical' ? row.handlingDays : null,
    shipping: [],
    parts: toParts(row, { priceMinor, currency }),
    versions: versions.map(({ version, changelog, releasedAt, yankedReason, archiveBytes, sha256 }) => ({ id: version, version, changelog, changelogHtml: renderMarkdown(changelog), releasedAt: new Date(releasedAt).toISOString(), yankedReason, archiveBytes, sha256 })),
    contents: latest?.files ?? [],
    hasPreview: false,
  };
}

function toOffer({ id, license, size, color, title, sku, interval, trialDays, prices, onHand }: EditorRow['variants'][number]): ProductDetail['variants'] {
  const [first] = prices;
  if (!first) return [];
  const options = { ...(size !== null && { size }), ...(color !== null && { color }) };
  return [{ id, license, options, title, sku, interval, trialDays, priceMinor: first.amountMinor, currency: first.currency, prices, available: onHand === null ? null : Math.min(onHand, 20) }];
}

function toParts({ parts }: EditorRow, { priceMinor, currency }: { priceMinor: number; currency: string }): BundlePart[] {
  const lists = parts.map(({ prices }) => prices.find((price) => price.currency === currency)?.amountMinor ?? 0);
  const shares = parts.length === 0 ? [] : splitAmount(priceMinor, lists);
  return parts.map(({ productId, slug, title, type, sellerSlug, sellerName }, index) => ({
    productId, slug, title, type, sellerSlug, sellerName, summary: '', kind: type === 'sneaker' || type === 'physical' ? 'physical' : 'download', image: null, listMinor: lists[index] ?? 0, shareMinor: shares[index] ?? 0, choices: [],
  }));
}
