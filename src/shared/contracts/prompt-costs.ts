import { z } from 'zod';
import { AnalyticsDays } from './admin-analytics';
import { SellerInput } from './sellers';

export const PromptCostsInput = SellerInput.extend({ days: AnalyticsDays });
export type PromptCostsInput = z.infer<typeof PromptCostsInput>;
export const ShopPromptCostsInput = z.strictObject({ days: AnalyticsDays });
export type ShopPromptCostsInput = z.infer<typeof ShopPromptCostsInput>;

/** One UTC day. Of a run that is still going, the most it can use is counted. */
export const PromptCostDay = z.object({
  day: z.string(),
  runs: z.number().int(),
  tokens: z.number().int(),
  /** Millionths of a US dollar, as everywhere here. */
  costMicros: z.number().int(),
});
export type PromptCostDay = z.infer<typeof PromptCostDay>;

const sums = {
  runs: z.number().int(),
  /** Of them, those whose provider gave no figures: their tokens are our own count. */
  estimatedRuns: z.number().int(),
  inputTokens: z.number().int(),
  outputTokens: z.number().int(),
  costMicros: z.number().int(),
};

export const PromptCost = z.object({
  productId: z.string(),
  slug: z.string(),
  title: z.string(),
  isPublished: z.boolean(),
  /** Of the runs, those before buying. */
  trialRuns: z.number().int(),
  ...sums,
});
export type PromptCost = z.infer<typeof PromptCost>;

export const PromptCosts = z.object({
  days: z.array(PromptCostDay),
  /** The dearest first, one hundred at most. */
  prompts: z.array(PromptCost),
  /** What all runs of the seller's prompts may use in a day, and what is left of today. */
  tokensPerDay: z.number().int(),
  tokensLeft: z.number().int(),
});
export type PromptCosts = z.infer<typeof PromptCosts>;

export const SellerPromptCost = z.object({ sellerId: z.string(), slug: z.string(), name: z.string(), tokensLeft: z.number().int(), ...sums });
export type SellerPromptCost = z.infer<typeof SellerPromptCost>;
export const ModelPromptCost = z.object({ model: z.string(), ...sums });
export type ModelPromptCost = z.infer<typeof ModelPromptCost>;

export const ShopPromptCosts = z.object({
  days: z.array(PromptCostDay),
  /** The dearest first, one hundred at most. */
  sellers: z.array(SellerPromptCost),
  models: z.array(ModelPromptCost),
  tokensPerDay: z.number().int(),
});
export type ShopPromptCosts = z.infer<typeof ShopPromptCosts>;
