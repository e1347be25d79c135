import { createMembership } from '@/server/modules/publishing/create-membership';
import { delistProduct } from '@/server/modules/publishing/delist-product';
import { getReviewedProduct } from '@/server/modules/publishing/get-reviewed-product';
import { includeProduct } from '@/server/modules/publishing/include-product';
import { listReviews } from '@/server/modules/publishing/list-reviews';
import { publishProduct } from '@/server/modules/publishing/publish-product';
import { sendBackProduct } from '@/server/modules/publishing/send-back-product';
import { setMembershipPlans } from '@/server/modules/publishing/set-membership-plans';
import { CreateMembershipInput, IncludeProductInput, SetMembershipPlansInput } from '@/shared/contracts/membership';
import { ListReviewsInput, ReviewedProductInput, ReviewReasonInput } from '@/shared/contracts/publishing';
import { adminProcedure } from '../trpc';

/** The admins' procedures on products of every seller; part of the admin router. Each is audited. */
export const adminProducts = {
  listReviews: adminProcedure.input(ListReviewsInput).query(({ ctx, input }) => listReviews(ctx.platform.db, { viewer: ctx.member, input })),
  getProduct: adminProcedure.input(ReviewedProductInput).query(({ ctx, input }) => getReviewedProduct(ctx.platform.db, { viewer: ctx.member, input })),
  publishProduct: adminProcedure.input(ReviewedProductInput).mutation(({ ctx, input }) => publishProduct(ctx.platform, { viewer: ctx.member, input, requestId: ctx.requestId })),
  sendBackProduct: adminProcedure.input(ReviewReasonInput).mutation(({ ctx, input }) => sendBackProduct(ctx.platform, { viewer: ctx.member, input, requestId: ctx.requestId })),
  delistProduct: adminProcedure.input(ReviewReasonInput).mutation(({ ctx, input }) => delistProduct(ctx.platform, { viewer: ctx.member, input, requestId: ctx.requestId })),
  createMembership: adminProcedure.input(CreateMembershipInput).mutation(({ ctx, input }) => createMembership(ctx.platform.db, { viewer: ctx.member, input, requestId: ctx.requestId })),
  setMembershipPlans: adminProcedure.input(SetMembershipPlansInput).mutation(({ ctx, input }) => setMembershipPlans(ctx.platform.db, { viewer: ctx.member, input, requestId: ctx.requestId })),
  includeProduct: adminProcedure.input(IncludeProductInput).mutation(({ ctx, input }) => includeProduct(ctx.platform.db, { viewer: ctx.member, input, requestId: ctx.requestId })),
};
