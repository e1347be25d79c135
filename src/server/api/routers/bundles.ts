import { publicProcedure, router } from '@/server/api/trpc';
import { quoteBundles } from '@/server/modules/carts/quote-bundles';
import { QuoteBundlesInput } from '@/shared/contracts/bundles';

/** Bundles are listed and described with the catalogue; this says what they cost who looks. */
export const bundlesRouter = router({
  quote: publicProcedure.input(QuoteBundlesInput).query(async ({ ctx, input }) => quoteBundles(ctx.platform, { viewer: await ctx.viewer(), input })),
});
