import type { ListProductsInput, ProductPage, ProductSort } from '@/shared/contracts/catalog';
import type { Database } from '@/server/platform/db';
import { toSortedCursor } from '@/server/platform/sorted-cursor';
import { toFacets, toProductCard } from './catalog.mappers';
import { findPublishedProducts, type ListRow } from './list.queries';
import { readPosition } from './read-position';
import { toSearchWords } from './to-search-words';

const NOTHING: ListRow = { items: [], counts: { total: 0, facets: { types: [], tags: [], worksWith: [], priceBands: [], brands: [], conditions: [], sizes: [], sellers: [] } }, capped: false, approximate: false };

/**
 * One page of what visitors may see, in one statement. The order is total, so pages neither repeat nor miss a product that stays as it is;
 * facets count each choice with its own filter left out. A search with no letter or digit in it finds nothing. Throws INVALID_INPUT for a
 * cursor that was not made by the same sort.
 */
export async function listProducts(db: Pick<Database, 'anon'>, input: ListProductsInput): Promise<ProductPage> {
  const phrase = input.q.trim().toLowerCase();
  const sort = sortOf(input, phrase);
  const after = readPosition(input.cursor, sort);
  const words = toSearchWords(phrase);
  const row =
    phrase !== '' && words.length === 0
      ? { ...NOTHING, ...(!input.withFacets && { counts: null }) }
      : await findPublishedProducts(db.anon, { filters: input, sort, after, limit: input.limit, withFacets: input.withFacets, search: phrase === '' ? null : { words, phrase } });
  const items = row.items.slice(0, input.limit);
  const last = items.at(-1);
  return {
    items: items.map(toProductCard),
    nextCursor: last && row.items.length > items.length ? toSortedCursor(sort, last) : null,
    total: row.counts && row.counts.total,
    facets: row.counts && toFacets(row.counts.facets),
    capped: row.capped,
    approximate: row.approximate,
  };
}

function sortOf({ sort }: ListProductsInput, phrase: string): ProductSort {
  if (phrase === '') return sort === undefined || sort === 'relevance' ? 'newest' : sort;
  return sort ?? 'relevance';
}
