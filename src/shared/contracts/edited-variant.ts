import { z } from 'zod';
import { Interval } from './interval';
import { MembershipTier } from './subscriptions';

/** One form of a product, as its editor shows it. */
export const EditedVariant = z.object({
  id: z.string(),
  license: z.enum(['personal', 'team']).nullable(),
  size: z.string().nullable(),
  color: z.string().nullable(),
  /** What size and colour read as. */
  title: z.string(),
  sku: z.string(),
  weightGrams: z.number().int().nullable(),
  /** Of a membership's plan: what it gives, how often it is paid, and the days before the first payment. */
  membershipTier: MembershipTier.nullable(),
  interval: Interval.nullable(),
  trialDays: z.number().int(),
  /** In the order they lead. */
  prices: z.array(z.object({ currency: z.string(), amountMinor: z.number().int() })),
  stockLevelId: z.string().nullable(),
  onHand: z.number().int().nullable(),
});
export type EditedVariant = z.infer<typeof EditedVariant>;
