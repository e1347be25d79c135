import { addFavorite } from '@/server/modules/favorites/add-favorite';
import { listFavoriteIds } from '@/server/modules/favorites/list-favorite-ids';
import { listFavorites } from '@/server/modules/favorites/list-favorites';
import { removeFavorite } from '@/server/modules/favorites/remove-favorite';
import { FavoriteInput, ListFavoritesInput } from '@/shared/contracts/favorites';
import { memberProcedure, router } from '../trpc';

/** What the viewer keeps to come back to. */
export const favoritesRouter = router({
  /** Products, for the hearts of a page. */
  ids: memberProcedure.query(({ ctx }) => listFavoriteIds(ctx.platform.db, ctx.member)),
  list: memberProcedure.input(ListFavoritesInput.prefault({})).query(({ ctx, input }) => listFavorites(ctx.platform.db, { viewer: ctx.member, input })),
  add: memberProcedure.input(FavoriteInput).mutation(({ ctx, input }) => addFavorite(ctx.platform, { viewer: ctx.member, input })),
  remove: memberProcedure.input(FavoriteInput).mutation(({ ctx, input }) => removeFavorite(ctx.platform, { viewer: ctx.member, input })),
});
