import { assertSellerMember } from '@/server/modules/sellers/assert-seller-member';
import type { Viewer } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import type { PromptCosts, PromptCostsInput } from '@/shared/contracts/prompt-costs';
import { listCostDays, listPromptCosts } from './costs.queries';
import { toCostDays } from './to-cost-days';

const MOST = 100;

/** Members see what runs of their prompts used and cost the shop, by day and by prompt, and what is left of today. One statement for each list. Throws NOT_FOUND for strangers. */
export async function getPromptCosts({ db, env }: Pick<Platform, 'db' | 'env'>, { viewer, input }: { viewer: Viewer; input: PromptCostsInput }): Promise<PromptCosts> {
  const { sellerId } = await assertSellerMember(db, { viewer, sellerSlug: input.seller });
  const reader = db.readAsService('what runs of one seller’s prompts cost, for its members');
  const span = toCostDays(input.days);
  const [days, prompts] = await Promise.all([listCostDays(reader, { sellerId, ...span }), listPromptCosts(reader, { sellerId, ...span, limit: MOST })]);
  const tokensPerDay = env.AI_SELLER_TOKENS_PER_DAY;
  return { days, prompts, tokensPerDay, tokensLeft: Math.max(0, tokensPerDay - (days.at(-1)?.tokens ?? 0)) };
}
