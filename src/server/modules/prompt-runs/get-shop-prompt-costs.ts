import type { Viewer } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import type { ShopPromptCosts, ShopPromptCostsInput } from '@/shared/contracts/prompt-costs';
import { AppError } from '@/shared/errors';
import { listCostDays, listModelCosts, listSellerCosts } from './costs.queries';
import { toCostDays } from './to-cost-days';

const MOST = 100;

/** Admins see what runs of prompts used and cost the shop: by day, by seller, by model. One statement for each list. */
export async function getShopPromptCosts({ db, env }: Pick<Platform, 'db' | 'env'>, { viewer, input }: { viewer: Viewer; input: ShopPromptCostsInput }): Promise<ShopPromptCosts> {
  if (viewer.role !== 'admin') throw new AppError('FORBIDDEN', 'This is for admins.');
  const reader = db.readAsService('what runs of prompts cost, for the shop’s admins');
  const span = toCostDays(input.days);
  const tokensPerDay = env.AI_SELLER_TOKENS_PER_DAY;
  const [days, sellers, models] = await Promise.all([listCostDays(reader, { sellerId: null, ...span }), listSellerCosts(reader, { ...span, limit: MOST, tokensPerDay }), listModelCosts(reader, span)]);
  return { days, sellers, models, tokensPerDay };
}
