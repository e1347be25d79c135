import { z } from 'zod';
import { Currency } from './cart';
import { Slug } from './catalog';
import { Interval } from './interval';
import { MembershipTier } from './subscriptions';

const ProductId = z.string().regex(/^prd_[0-9a-z]{26}$/, 'not a product id');
const Line = z.string().trim().min(1).max(120).regex(/^[^\p{Cc}]+$/u, 'one line of text');

/** The seller that offers it, and what it is called. The same id again answers with what it made. */
export const CreateMembershipInput = z.strictObject({ productId: ProductId, seller: Slug, title: Line });
export type CreateMembershipInput = z.infer<typeof CreateMembershipInput>;

/** One plan: a tier, paid by the month or the year. Amount in minor units. */
export const MembershipPlanInput = z.strictObject({
  tier: MembershipTier,
  interval: Interval,
  amountMinor: z.number().int().min(50).max(99_999_999),
  currency: Currency.default('usd'),
  trialDays: z.number().int().min(0).max(90).default(0),
});
export type MembershipPlanInput = z.infer<typeof MembershipPlanInput>;

/** All plans of a membership; what is left out is not sold any more, and goes on for who has it. */
export const SetMembershipPlansInput = z
  .strictObject({ productId: ProductId, plans: z.array(MembershipPlanInput).min(1).max(6) })
  .refine(({ plans }) => new Set(plans.map(({ tier, interval }) => `${tier} ${interval}`)).size === plans.length, { message: 'names a plan twice', path: ['plans'] });
export type SetMembershipPlansInput = z.infer<typeof SetMembershipPlansInput>;

/** From which tier on members have a product without buying it; null: it is only sold. */
export const IncludeProductInput = z.strictObject({ productId: ProductId, tier: MembershipTier.nullable() });
export type IncludeProductInput = z.infer<typeof IncludeProductInput>;
