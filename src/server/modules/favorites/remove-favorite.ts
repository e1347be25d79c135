import type { Viewer } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import type { FavoriteInput } from '@/shared/contracts/favorites';
import { deleteFavorite } from './favorites.queries';

/** Takes something from the viewer's favourites; a repeat changes nothing. */
export async function removeFavorite({ db }: Pick<Platform, 'db'>, { viewer, input: { productId } }: { viewer: Viewer; input: FavoriteInput }): Promise<void> {
  await db.asUser(viewer, (tx) => deleteFavorite(tx, { userId: viewer.userId, productId }));
}
