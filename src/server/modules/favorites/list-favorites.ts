import { listCards } from '@/server/modules/catalog/list-cards';
import type { Database, Viewer } from '@/server/platform/db';
import type { Favorite, FavoritePage, ListFavoritesInput } from '@/shared/contracts/favorites';
import { fromCursor, toCursor } from '@/shared/keyset-cursor';
import { listFavoriteRows } from './favorites.queries';

const PAGE = 24;

/** The viewer's favourites, newest first, as they are listed now. What is not for sale just now is counted, and comes back by itself. */
export async function listFavorites(db: Pick<Database, 'readAs' | 'anon'>, { viewer, input }: { viewer: Viewer; input: ListFavoritesInput }): Promise<FavoritePage> {
  const found = await listFavoriteRows(db.readAs(viewer), { userId: viewer.userId, after: fromCursor(input.cursor), limit: PAGE + 1 });
  const page = found.slice(0, PAGE);
  const cards = new Map((await listCards(db.anon, page.map(({ productId }) => productId))).map((card) => [card.id, card]));
  const favorites = page.flatMap((row): Favorite[] => {
    const product = cards.get(row.productId);
    return product ? [{ product, keptAt: row.createdAt.toISOString(), priceSeenMinor: row.currency === product.currency ? row.priceSeenMinor : null, versionSeen: row.versionSeen }] : [];
  });
  const last = page.at(-1);
  return { favorites, away: page.length - favorites.length, nextCursor: found.length > PAGE && last ? toCursor({ at: last.createdAt, id: last.productId }) : null };
}
