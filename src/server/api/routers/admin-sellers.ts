import { approveSeller } from '@/server/modules/sellers/approve-seller';
import { closeSeller } from '@/server/modules/sellers/close-seller';
import { declineSeller } from '@/server/modules/sellers/decline-seller';
import { getSellerForAdmins } from '@/server/modules/sellers/get-seller-for-admins';
import { listSellers } from '@/server/modules/sellers/list-sellers';
import { reinstateSeller } from '@/server/modules/sellers/reinstate-seller';
import { suspendSeller } from '@/server/modules/sellers/suspend-seller';
import { ListSellersInput, SellerInput, SellerReasonInput } from '@/shared/contracts/sellers';
import { adminProcedure } from '../trpc';

/** The admins' procedures on sellers; part of the admin router. Each act is told to the seller's people and written to the audit log. */
export const adminSellers = {
  listSellers: adminProcedure.input(ListSellersInput).query(({ ctx, input }) => listSellers(ctx.platform.db, { viewer: ctx.member, input })),

  getSeller: adminProcedure.input(SellerInput).query(({ ctx, input }) => getSellerForAdmins(ctx.platform.db, { viewer: ctx.member, input })),

  approveSeller: adminProcedure.input(SellerInput).mutation(({ ctx, input }) => approveSeller(ctx.platform, { viewer: ctx.member, input, requestId: ctx.requestId })),

  declineSeller: adminProcedure.input(SellerReasonInput).mutation(({ ctx, input }) => declineSeller(ctx.platform, { viewer: ctx.member, input, requestId: ctx.requestId })),

  suspendSeller: adminProcedure.input(SellerReasonInput).mutation(({ ctx, input }) => suspendSeller(ctx.platform, { viewer: ctx.member, input, requestId: ctx.requestId })),

  reinstateSeller: adminProcedure.input(SellerInput).mutation(({ ctx, input }) => reinstateSeller(ctx.platform, { viewer: ctx.member, input, requestId: ctx.requestId })),

  closeSeller: adminProcedure.input(SellerReasonInput).mutation(({ ctx, input }) => closeSeller(ctx.platform, { viewer: ctx.member, input, requestId: ctx.requestId })),
};
