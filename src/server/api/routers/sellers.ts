import { memberProcedure, router } from '@/server/api/trpc';
import { getOwnSeller } from '@/server/modules/sellers/get-own-seller';
import { listOwnSellers } from '@/server/modules/sellers/list-own-sellers';
import { SellerInput } from '@/shared/contracts/sellers';

/** For people who sell. Each names its seller by slug; the verb asserts that the viewer belongs to it. */
export const sellersRouter = router({
  /** The sellers the viewer belongs to. */
  mine: memberProcedure.query(({ ctx }) => listOwnSellers(ctx.platform.db, ctx.member)),

  /** One of them, with where it stands at the shop and at Stripe. */
  own: memberProcedure.input(SellerInput).query(({ ctx, input }) => getOwnSeller(ctx.platform.db, { viewer: ctx.member, sellerSlug: input.seller })),
});
