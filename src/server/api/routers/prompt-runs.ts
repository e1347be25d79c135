import { getOutlook } from '@/server/modules/prompt-runs/get-outlook';
import { PromptOutlookInput } from '@/shared/contracts/prompt-runs';
import { publicProcedure, router } from '../trpc';

export const promptRunsRouter = router({
  /** Whether and with what the caller can run a prompt; running it is POST /api/prompts/run, since it streams. */
  outlook: publicProcedure.input(PromptOutlookInput).query(async ({ ctx, input }) => getOutlook(ctx.platform, { viewer: await ctx.viewer(), input })),
});
