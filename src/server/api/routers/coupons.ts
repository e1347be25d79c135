import { memberProcedure, router } from '@/server/api/trpc';
import { archiveCoupon } from '@/server/modules/carts/archive-coupon';
import { createCoupon } from '@/server/modules/carts/create-coupon';
import { listCoupons } from '@/server/modules/carts/list-coupons';
import { ArchiveCouponInput, CreateCouponInput, ListCouponsInput } from '@/shared/contracts/coupons';

/** A seller's coupons. */
export const couponsRouter = router({
  list: memberProcedure.input(ListCouponsInput).query(({ ctx, input }) => listCoupons(ctx.platform.db, { viewer: ctx.member, input })),

  create: memberProcedure.input(CreateCouponInput).mutation(({ ctx, input }) => createCoupon(ctx.platform.db, { viewer: ctx.member, input, requestId: ctx.requestId })),

  archive: memberProcedure.input(ArchiveCouponInput).mutation(({ ctx, input }) => archiveCoupon(ctx.platform.db, { viewer: ctx.member, input, requestId: ctx.requestId })),
});
