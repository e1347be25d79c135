import { clock } from '@/server/platform/clock';
import type { Viewer } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import type { FavoriteInput } from '@/shared/contracts/favorites';
import { AppError } from '@/shared/errors';
import { findRoom, insertFavorite } from './favorites.queries';

/** As many as the browser is told of at once. */
export const MOST_FAVORITES = 1_000;

/** Keeps something that is for sale among the viewer's favourites, with its price and version as listed now; a repeat changes nothing. Throws NOT_FOUND, CONFLICT (`full`). */
export async function addFavorite({ db }: Pick<Platform, 'db'>, { viewer, input: { productId } }: { viewer: Viewer; input: FavoriteInput }): Promise<void> {
  const one = { userId: viewer.userId, productId };
  await db.asUser(viewer, async (tx) => {
    const room = await findRoom(tx, one);
    if (room.isKept) return;
    if (!room.isListed) throw new AppError('NOT_FOUND', 'There is no such product, or it is no longer for sale.');
    if (room.count >= MOST_FAVORITES) throw new AppError('CONFLICT', `You have ${MOST_FAVORITES} favourites, which is as many as are kept. Take one away first.`, { reason: 'full' });
    await insertFavorite(tx, { ...one, at: clock.now() });
  });
}
