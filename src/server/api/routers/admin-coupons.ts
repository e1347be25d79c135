import { archivePlatformCoupon } from '@/server/modules/carts/archive-platform-coupon';
import { createPlatformCoupon } from '@/server/modules/carts/create-platform-coupon';
import { listPlatformCoupons } from '@/server/modules/carts/list-platform-coupons';
import { ArchivePlatformCouponInput, CreatePlatformCouponInput, ListPlatformCouponsInput } from '@/shared/contracts/coupons';
import { adminProcedure } from '../trpc';

/** Coupons the platform gives and pays for; part of the admin router. */
export const adminCoupons = {
  listCoupons: adminProcedure.input(ListPlatformCouponsInput).query(({ ctx, input }) => listPlatformCoupons(ctx.platform.db, { viewer: ctx.member, input })),

  createCoupon: adminProcedure.input(CreatePlatformCouponInput).mutation(({ ctx, input }) => createPlatformCoupon(ctx.platform.db, { viewer: ctx.member, input, requestId: ctx.requestId })),

  archiveCoupon: adminProcedure.input(ArchivePlatformCouponInput).mutation(({ ctx, input }) => archivePlatformCoupon(ctx.platform.db, { viewer: ctx.member, input, requestId: ctx.requestId })),
};
