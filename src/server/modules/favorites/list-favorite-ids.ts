import type { Database, Viewer } from '@/server/platform/db';
import { MOST_FAVORITES } from './add-favorite';
import { findFavoriteIds } from './favorites.queries';

/** Which products are among the viewer's favourites: all of them at once, so that a page of any number of cards asks once. */
export function listFavoriteIds(db: Pick<Database, 'readAs'>, viewer: Viewer): Promise<string[]> {
  return findFavoriteIds(db.readAs(viewer), { userId: viewer.userId, limit: MOST_FAVORITES });
}
