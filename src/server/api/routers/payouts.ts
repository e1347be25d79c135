import { getPayoutOverview } from '@/server/modules/payouts/get-payout-overview';
import { listDues } from '@/server/modules/payouts/list-dues';
import { listPayouts } from '@/server/modules/payouts/list-payouts';
import { ListPayoutsInput } from '@/shared/contracts/payouts';
import { SellerInput } from '@/shared/contracts/sellers';
import { memberProcedure, router } from '../trpc';

/** For owners and admins of a seller: what it is owed and what it was paid. */
export const payoutsRouter = router({
  /** What is open, when it will be paid and why not yet. */
  dues: memberProcedure.input(SellerInput).query(({ ctx, input }) => listDues(ctx.platform, { viewer: ctx.member, sellerSlug: input.seller })),

  list: memberProcedure.input(ListPayoutsInput).query(({ ctx, input }) => listPayouts(ctx.platform.db, { viewer: ctx.member, input })),

  /** By week, and what Stripe sent on to the bank. */
  overview: memberProcedure.input(SellerInput).query(({ ctx, input }) => getPayoutOverview(ctx.platform.db, { viewer: ctx.member, sellerSlug: input.seller })),
});
