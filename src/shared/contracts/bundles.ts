import { z } from 'zod';
import { CartPart, CartProblem, Currency } from './cart';
import { VariantId } from './orders';

const ProductId = z.string().regex(/^prd_[0-9a-z]{26}$/, 'not a product id');

export const QuoteBundlesInput = z.strictObject({
  productIds: z.array(ProductId).min(1).max(50),
  currency: Currency.default('usd'),
  /** Part product id → variant id, for the parts that come in several forms. */
  choices: z.record(ProductId, VariantId).refine((choices) => Object.keys(choices).length <= 50, 'too many choices').default({}),
});
export type QuoteBundlesInput = z.infer<typeof QuoteBundlesInput>;

/** What a bundle costs the viewer: its price less the shares of the parts they own. Amounts in minor units. */
export const BundleQuote = z.object({
  productId: z.string(),
  variantId: z.string(),
  currency: z.string(),
  /** The whole bundle's price. */
  priceMinor: z.number().int(),
  /** What is left of it for this viewer. */
  ownPriceMinor: z.number().int(),
  parts: z.array(CartPart),
  /** Why this viewer cannot buy it as it stands. */
  problem: CartProblem.nullable(),
});
export type BundleQuote = z.infer<typeof BundleQuote>;
