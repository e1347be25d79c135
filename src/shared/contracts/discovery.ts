import { z } from 'zod';
import { MOST_TOOLS, PROBLEMS, ROLES, TOOLS } from '../discovery-words';
import { ProductCard } from './catalog';

const keyOf = (answers: readonly { key: string }[]) => z.enum(answers.map(({ key }) => key));

/** How sure we are that it fits, said in words beside the reason. */
export const CONFIDENCES = ['high', 'medium', 'low'] as const;
export const Confidence = z.enum(CONFIDENCES);
export type Confidence = z.infer<typeof Confidence>;

/** How recommendations are ranked. */
export const STRATEGIES = ['rules', 'learned', 'blend', 'popular'] as const;
export const Strategy = z.enum(STRATEGIES);
export type Strategy = z.infer<typeof Strategy>;

export const Recommendation = ProductCard.extend({
  /** A whole sentence; begins with "Because" where something of the viewer speaks for it. */
  reason: z.string(),
  confidence: Confidence,
  /** Goes along when it is clicked. */
  recommendationId: z.string(),
});
export type Recommendation = z.infer<typeof Recommendation>;

export const SIGNAL_KINDS = ['role', 'tool', 'problem', 'view'] as const;
export type SignalKind = (typeof SIGNAL_KINDS)[number];

/** What the three questions have been answered with. */
export const SignalAnswers = z.object({ role: z.string().nullable(), tools: z.array(z.string()), problem: z.string().nullable() });
export type SignalAnswers = z.infer<typeof SignalAnswers>;

export const HomeRecommendations = z.object({
  items: z.array(Recommendation),
  /** Whether anything of the viewer's own was used; otherwise it is what everybody chooses. */
  isPersonal: z.boolean(),
  answers: SignalAnswers,
  /** The browser asks not to be tracked: nothing is kept and nothing kept is used. */
  refusesTracking: z.boolean(),
});
export type HomeRecommendations = z.infer<typeof HomeRecommendations>;

/** A bundle that the product at hand is a part of, for who has a part of it already. Amounts in minor units. */
export const BundleOffer = z.object({
  slug: z.string(),
  title: z.string(),
  currency: z.string(),
  /** The whole bundle, and what is left of it after what the viewer owns. */
  priceMinor: z.number().int(),
  ownPriceMinor: z.number().int(),
  partCount: z.number().int(),
  /** Titles of the parts owned or in the cart. */
  have: z.array(z.string()),
  /** Titles of the parts still missing. */
  missing: z.array(z.string()),
  reason: z.string(),
  recommendationId: z.string(),
});
export type BundleOffer = z.infer<typeof BundleOffer>;

export const NearbyRecommendations = z.object({ items: z.array(Recommendation), bundle: BundleOffer.nullable(), isPersonal: z.boolean() });
export type NearbyRecommendations = z.infer<typeof NearbyRecommendations>;

const ProductId = z.string().regex(/^prd_[0-9a-z]{26}$/, 'not a product id');

export const ForProductInput = z.strictObject({ productId: ProductId });
export type ForProductInput = z.infer<typeof ForProductInput>;

export const ForCartInput = z.strictObject({ productIds: z.array(ProductId).min(1).max(50) });
export type ForCartInput = z.infer<typeof ForCartInput>;

/** Replaces all three answers; null and [] take an answer back. */
export const AnswerQuestionsInput = z.strictObject({
  role: keyOf(ROLES).nullable(),
  tools: z.array(keyOf(TOOLS)).max(MOST_TOOLS, `at most ${MOST_TOOLS}`),
  problem: keyOf(PROBLEMS).nullable(),
});
export type AnswerQuestionsInput = z.infer<typeof AnswerQuestionsInput>;

/** One thing kept of a person for discovery. */
export const SignalView = z.object({
  id: z.string(),
  kind: z.enum(SIGNAL_KINDS),
  /** In words: "Node.js", or the product's title. */
  label: z.string(),
  /** The product's page, while it is for sale. */
  slug: z.string().nullable(),
  seen: z.number().int(),
  /** ISO 8601, UTC. */
  lastAt: z.string(),
  expiresAt: z.string(),
});
export type SignalView = z.infer<typeof SignalView>;

export const SignalSheet = z.object({ signals: z.array(SignalView), answers: SignalAnswers, refusesTracking: z.boolean() });
export type SignalSheet = z.infer<typeof SignalSheet>;

export const ForgetSignalInput = z.strictObject({ signalId: z.string().regex(/^sig_[0-9a-hjkmnp-tv-z]{26}$/, 'not a signal id') });
export type ForgetSignalInput = z.infer<typeof ForgetSignalInput>;
