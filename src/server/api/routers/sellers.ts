import { memberProcedure, router } from '@/server/api/trpc';
import { applyAsSeller } from '@/server/modules/sellers/apply-as-seller';
import { assertPayoutProof } from '@/server/modules/sellers/assert-payout-proof';
import { closeOwnSeller } from '@/server/modules/sellers/close-own-seller';
import { getOwnSeller } from '@/server/modules/sellers/get-own-seller';
import { getSellerDuties } from '@/server/modules/sellers/get-seller-duties';
import { listOwnSellers } from '@/server/modules/sellers/list-own-sellers';
import { openStripeDashboard } from '@/server/modules/sellers/open-stripe-dashboard';
import { refreshOwnStanding } from '@/server/modules/sellers/refresh-own-standing';
import { startOnboarding } from '@/server/modules/sellers/start-onboarding';
import { updateStorefront } from '@/server/modules/sellers/update-storefront';
import { ApplyAsSellerInput, SellerInput, UpdateStorefrontInput } from '@/shared/contracts/sellers';

/** For people who sell. Each names its seller by slug; the verb asserts that the viewer belongs to it. */
export const sellersRouter = router({
  /** The sellers the viewer belongs to. */
  mine: memberProcedure.query(({ ctx }) => listOwnSellers(ctx.platform.db, ctx.member)),

  /** One of them, with where it stands at the shop and at Stripe. */
  own: memberProcedure.input(SellerInput).query(({ ctx, input }) => getOwnSeller(ctx.platform.db, { viewer: ctx.member, sellerSlug: input.seller })),

  /** What waits for the seller: parcels, returns, drafts. */
  duties: memberProcedure.input(SellerInput).query(({ ctx, input }) => getSellerDuties(ctx.platform.db, { viewer: ctx.member, sellerSlug: input.seller })),

  applyToSell: memberProcedure.input(ApplyAsSellerInput).mutation(({ ctx, input }) => applyAsSeller(ctx.platform, { viewer: ctx.member, input, requestId: ctx.requestId })),

  /** Where to tell Stripe who one is; works once. */
  startOnboarding: memberProcedure.input(SellerInput).mutation(async ({ ctx, input }) => {
    await assertPayoutProof(ctx.platform, { viewer: ctx.member, seller: input.seller, cookieHeader: ctx.header('cookie'), opens: 'form' });
    return startOnboarding(ctx.platform, { viewer: ctx.member, input, requestId: ctx.requestId });
  }),

  /** Has Stripe asked where the seller stands. */
  refreshStanding: memberProcedure.input(SellerInput).mutation(({ ctx, input }) => refreshOwnStanding(ctx.platform, { viewer: ctx.member, input })),

  /** The seller's own pages at Stripe, where its bank account can be changed. */
  openStripeDashboard: memberProcedure.input(SellerInput).mutation(async ({ ctx, input }) => {
    await assertPayoutProof(ctx.platform, { viewer: ctx.member, seller: input.seller, cookieHeader: ctx.header('cookie'), opens: 'account' });
    return openStripeDashboard(ctx.platform, { viewer: ctx.member, input });
  }),

  updateStorefront: memberProcedure.input(UpdateStorefrontInput).mutation(({ ctx, input }) => updateStorefront(ctx.platform.db, { viewer: ctx.member, input, requestId: ctx.requestId })),

  /** Closes the seller for good. */
  close: memberProcedure.input(SellerInput).mutation(({ ctx, input }) => closeOwnSeller(ctx.platform, { viewer: ctx.member, input, requestId: ctx.requestId })),
});
