import { memberProcedure, router } from '@/server/api/trpc';
import { getRatingStats } from '@/server/modules/seller-stats/get-rating-stats';
import { getSellerOverview } from '@/server/modules/seller-stats/get-seller-overview';
import { getSellerSeries } from '@/server/modules/seller-stats/get-seller-series';
import { listProductStats } from '@/server/modules/seller-stats/list-product-stats';
import { listSellerRefunds } from '@/server/modules/seller-stats/list-seller-refunds';
import { ProductStatsInput, SellerMoneyInput, SellerStatsInput } from '@/shared/contracts/seller-stats';

/** How a seller does, panel by panel, for its members. */
export const sellerStatsRouter = router({
  overview: memberProcedure.input(SellerStatsInput).query(({ ctx, input }) => getSellerOverview(ctx.platform.db, { viewer: ctx.member, input })),
  series: memberProcedure.input(SellerMoneyInput).query(({ ctx, input }) => getSellerSeries(ctx.platform.db, { viewer: ctx.member, input })),
  products: memberProcedure.input(ProductStatsInput).query(({ ctx, input }) => listProductStats(ctx.platform.db, { viewer: ctx.member, input })),
  refunds: memberProcedure.input(SellerStatsInput).query(({ ctx, input }) => listSellerRefunds(ctx.platform.db, { viewer: ctx.member, input })),
  ratings: memberProcedure.input(SellerStatsInput).query(({ ctx, input }) => getRatingStats(ctx.platform.db, { viewer: ctx.member, input })),
});
