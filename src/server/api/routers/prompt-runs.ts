import { getOutlook } from '@/server/modules/prompt-runs/get-outlook';
import { getPromptCosts } from '@/server/modules/prompt-runs/get-prompt-costs';
import { PromptCostsInput } from '@/shared/contracts/prompt-costs';
import { PromptOutlookInput } from '@/shared/contracts/prompt-runs';
import { memberProcedure, publicProcedure, router } from '../trpc';

export const promptRunsRouter = router({
  /** Whether and with what the caller can run a prompt; running it is POST /api/prompts/run, since it streams. */
  outlook: publicProcedure.input(PromptOutlookInput).query(async ({ ctx, input }) => getOutlook(ctx.platform, { viewer: await ctx.viewer(), input })),
  /** What runs of a seller's prompts cost, for its members. */
  costs: memberProcedure.input(PromptCostsInput).query(({ ctx, input }) => getPromptCosts(ctx.platform, { viewer: ctx.member, input })),
});
