import { z } from 'zod';
import type { ApiOperation } from './operation';

export const Tier = z.object({
  slug: z.string(),
  name: z.string(),
  isDefault: z.boolean().describe('New customers start on it.'),
  limit: z.number().int().nullable().describe('Units of each meter in one period; null: no end.'),
  period: z.enum(['hour', 'day', 'month']),
  ratePerMinute: z.number().int().nullable().describe('Calls of one customer in a minute; null: no end.'),
  onLimit: z.enum(['block', 'alert']).describe('At the limit, `block` refuses; `alert` lets pass and tells you.'),
  amountMinor: z.number().int().describe('What a customer pays per interval, in minor units; 0: nothing.'),
  currency: z.string(),
  interval: z.enum(['month', 'year']),
});
export type Tier = z.infer<typeof Tier>;

export const TierList = z.object({ items: z.array(Tier) });
export type TierList = z.infer<typeof TierList>;

export const listTiers = {
  id: 'listTiers', group: 'Tiers', method: 'GET', path: '/tiers',
  summary: 'List tiers',
  description: 'The tiers you offer, cheapest first: what a pricing page needs.',
  access: { by: 'platform', scope: 'tiers:read' },
  status: 200, answer: TierList,
  examples: {
    answer: {
      items: [
        { slug: 'free', name: 'Free', isDefault: true, limit: 100, period: 'month', ratePerMinute: 10, onLimit: 'block', amountMinor: 0, currency: 'usd', interval: 'month' },
        { slug: 'pro', name: 'Pro', isDefault: false, limit: 10_000, period: 'month', ratePerMinute: 120, onLimit: 'block', amountMinor: 1_900, currency: 'usd', interval: 'month' },
      ],
    },
  },
  errors: [],
} as const satisfies ApiOperation;
