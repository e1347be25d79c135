import type { ProductCard } from '@/shared/contracts/catalog';
import type { Reader } from '@/server/platform/db';
import { toProductCard } from './catalog.mappers';
import { findCards } from './list.queries';

/** The cards of these products, in this order, in one statement; whatever is not for sale is left out. */
export async function listCards(reader: Reader, productIds: readonly string[]): Promise<ProductCard[]> {
  if (productIds.length === 0) return [];
  const cards = new Map((await findCards(reader, productIds)).map((row) => [row.id, toProductCard(row)]));
  return productIds.flatMap((id) => cards.get(id) ?? []);
}
