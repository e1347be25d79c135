import { getShopPromptCosts } from '@/server/modules/prompt-runs/get-shop-prompt-costs';
import { ShopPromptCostsInput } from '@/shared/contracts/prompt-costs';
import { adminProcedure } from '../trpc';

/** What runs of prompts cost the shop. */
export const adminPrompts = {
  promptCosts: adminProcedure.input(ShopPromptCostsInput).query(({ ctx, input }) => getShopPromptCosts(ctx.platform, { viewer: ctx.member, input })),
};
