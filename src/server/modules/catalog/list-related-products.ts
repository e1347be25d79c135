import type { ListRelatedProductsInput, RelatedProduct } from '@/shared/contracts/catalog';
import { AppError } from '@/shared/errors';
import type { Database } from '@/server/platform/db';
import { toProductCard } from './catalog.mappers';
import { findRelatedProducts, type RelatedRow } from './product.queries';

/** Published products near this one, best first, each with why. Throws NOT_FOUND when the product itself is not published. */
export async function listRelatedProducts(db: Pick<Database, 'anon'>, { slug, limit }: ListRelatedProductsInput): Promise<RelatedProduct[]> {
  const rows = await findRelatedProducts(db.anon, slug, limit);
  if (!rows) throw new AppError('NOT_FOUND', 'There is no such product, or it is no longer for sale.');
  return rows.map((row) => ({ ...toProductCard(row), reason: toReason(row) }));
}

/** The strongest thing two products share, in words. */
export function toReason({ sharedTags, sharedWorksWith, sameSeller, sellerName }: RelatedRow): string {
  if (sharedTags.length > 1) return `Also about ${joinWords(sharedTags)}`;
  if (sharedWorksWith.length > 0) return `Also works with ${joinWords(sharedWorksWith)}`;
  if (sharedTags.length === 1) return `Also about ${joinWords(sharedTags)}`;
  return sameSeller ? `Also by ${sellerName}` : 'The same kind of product';
}

function joinWords(words: string[]): string {
  const [first = '', second] = words;
  return second === undefined ? first : `${first} and ${second}`;
}
