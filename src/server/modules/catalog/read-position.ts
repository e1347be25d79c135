import { fromSortedCursor, pageIsGone, type SortedPosition } from '@/server/platform/sorted-cursor';
import type { ProductSort } from '@/shared/contracts/catalog';

const KEY_FORMS: Record<ProductSort, (key: unknown) => boolean> = {
  relevance: Number.isSafeInteger,
  newest: (key) => typeof key === 'string' && /^\d{4}-\d\d-\d\dT[\d:.+Z-]{8,30}$/.test(key) && !Number.isNaN(Date.parse(key)),
  rated: Number.isSafeInteger,
  'price-low': Number.isSafeInteger,
  'price-high': Number.isSafeInteger,
  title: (key) => typeof key === 'string',
};

/** Where a page of products in this order ended; null for the first page. Throws INVALID_INPUT for anything but a cursor of this order, with a key it can have. */
export function readPosition(cursor: string | undefined, sort: ProductSort): SortedPosition | null {
  const after = fromSortedCursor(sort, cursor);
  if (after && !KEY_FORMS[sort](after.key)) throw pageIsGone();
  return after;
}
