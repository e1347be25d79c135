import { cancelDrop } from '@/server/modules/drops/cancel-drop';
import { createDrop } from '@/server/modules/drops/create-drop';
import { enterDrop } from '@/server/modules/drops/enter-drop';
import { findProductDrop } from '@/server/modules/drops/find-product-drop';
import { getDrop } from '@/server/modules/drops/get-drop';
import { getDropProof } from '@/server/modules/drops/get-drop-proof';
import { listSellerDrops } from '@/server/modules/drops/list-seller-drops';
import { withdrawEntry } from '@/server/modules/drops/withdraw-entry';
import { CancelDropInput, CreateDropInput, DropInput, DropOfProductInput, EnterDropInput, ListSellerDropsInput } from '@/shared/contracts/drops';
import { memberProcedure, publicProcedure, router } from '../trpc';

export const dropsRouter = router({
  byId: publicProcedure.input(DropInput).query(async ({ ctx, input }) => getDrop(ctx.platform.db, { viewer: await ctx.viewer(), dropId: input.dropId })),

  /** The drop a product is kept for; null when everybody may buy it. */
  ofProduct: publicProcedure.input(DropOfProductInput).query(({ ctx, input }) => findProductDrop(ctx.platform.db, input.slug)),

  /** What `npm run drop:verify` draws again from; `/api/drops/{id}` answers the same. */
  proof: publicProcedure.input(DropInput).query(({ ctx, input }) => getDropProof(ctx.platform.db, input.dropId)),

  enter: memberProcedure.input(EnterDropInput).mutation(({ ctx, input }) => enterDrop(ctx.platform.db, { viewer: ctx.member, input })),

  withdraw: memberProcedure.input(DropInput).mutation(({ ctx, input }) => withdrawEntry(ctx.platform.db, { viewer: ctx.member, dropId: input.dropId })),

  list: memberProcedure.input(ListSellerDropsInput).query(({ ctx, input }) => listSellerDrops(ctx.platform.db, { viewer: ctx.member, input })),

  create: memberProcedure.input(CreateDropInput).mutation(({ ctx, input }) => createDrop(ctx.platform.db, { viewer: ctx.member, input })),

  cancel: memberProcedure.input(CancelDropInput).mutation(({ ctx, input }) => cancelDrop(ctx.platform.db, { viewer: ctx.member, input })),
});
