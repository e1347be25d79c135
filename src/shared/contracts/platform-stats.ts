import { z } from 'zod';
import { CustomerInput, PlatformInput, PlatformModeInput } from './platforms';

/** How many days back, today among them. */
export const StatsDays = z.union([z.literal(7), z.literal(30), z.literal(90)], 'choose 7, 30 or 90 days');
export type StatsDays = z.infer<typeof StatsDays>;
export const PlatformStatsInput = PlatformModeInput.extend({ days: StatsDays });
export type PlatformStatsInput = z.infer<typeof PlatformStatsInput>;

/** Why a call was not counted. `refused` is the limit of a period, `rate_limited` that of a minute. */
export const RefusedOutcome = z.enum(['refused', 'rate_limited', 'payment_required', 'account_refused', 'account_unpaid', 'too_many_customers', 'conflict', 'unknown_meter']);
export type RefusedOutcome = z.infer<typeof RefusedOutcome>;

/** One day, or of a week one hour, in UTC. */
export const StatsPoint = z.object({
  startsAt: z.string(),
  calls: z.number().int(),
  units: z.number().int(),
  /** Calls refused because a limit of a period or of a minute was reached. */
  limitHits: z.number().int(),
  /** Calls refused for any other reason. */
  errors: z.number().int(),
});
export type StatsPoint = z.infer<typeof StatsPoint>;

export const ActivePoint = z.object({ day: z.string(), customers: z.number().int() });
export type ActivePoint = z.infer<typeof ActivePoint>;

/** What paying customers pay each interval at the price of their tier: what is due again and again, not what Stripe has paid out. */
export const TierRevenue = z.object({
  tier: z.string(),
  tierName: z.string(),
  customers: z.number().int(),
  amountMinor: z.number().int(),
  totalMinor: z.number().int(),
  currency: z.string(),
  interval: z.enum(['month', 'year']),
});
export type TierRevenue = z.infer<typeof TierRevenue>;

export const TopCustomer = z.object({ externalId: z.string(), name: z.string().nullable(), tierName: z.string(), calls: z.number().int(), units: z.number().int() });
export type TopCustomer = z.infer<typeof TopCustomer>;

export const PlatformStats = z.object({
  /** Of `points`. */
  step: z.enum(['hour', 'day']),
  points: z.array(StatsPoint),
  activeByDay: z.array(ActivePoint),
  /** Different customers in all these days. */
  activeCustomers: z.number().int(),
  revenue: z.array(TierRevenue),
  topCustomers: z.array(TopCustomer),
  refusals: z.array(z.object({ outcome: RefusedOutcome, count: z.number().int() })),
  /** Different customers who reached their limit in these days. */
  customersAtLimit: z.number().int(),
});
export type PlatformStats = z.infer<typeof PlatformStats>;

export const STATS_PANELS = ['calls', 'active', 'revenue', 'customers', 'refusals'] as const;
export const StatsPanel = z.enum(STATS_PANELS, 'calls, active, revenue, customers or refusals');
export type StatsPanel = z.infer<typeof StatsPanel>;

const linkDays = z.number('write a number of days').int('whole days only').min(1, 'a day at least').max(365, 'a year at most');
export const CreateUsageLinkInput = CustomerInput.extend({ expiresInDays: linkDays });
export type CreateUsageLinkInput = z.infer<typeof CreateUsageLinkInput>;
export const ListUsageLinksInput = CustomerInput;
export type ListUsageLinksInput = z.infer<typeof ListUsageLinksInput>;
export const RevokeUsageLinkInput = PlatformInput.extend({ linkId: z.string().regex(/^ulk_[0-9a-z]{26}$/, 'not an id') });
export type RevokeUsageLinkInput = z.infer<typeof RevokeUsageLinkInput>;

/** A link that works. */
export const UsageLinkView = z.object({ id: z.string(), url: z.string(), expiresAt: z.string(), createdAt: z.string() });
export type UsageLinkView = z.infer<typeof UsageLinkView>;

export const UsageToken = z.string().max(100);
export const UsagePageInput = z.strictObject({ token: UsageToken });
export type UsagePageInput = z.infer<typeof UsagePageInput>;
export const UsageUpgradeInput = UsagePageInput.extend({ tier: z.string().max(40) });
export type UsageUpgradeInput = z.infer<typeof UsageUpgradeInput>;

/** What a platform's customer sees of itself by a link, and nothing of others. */
export const UsagePage = z.object({
  platformName: z.string(),
  mode: z.enum(['preview', 'live']),
  customer: z.string(),
  tierName: z.string(),
  windowStart: z.string(),
  /** When it is counted anew. */
  windowEnd: z.string(),
  meters: z.array(z.object({ meter: z.string(), used: z.number().int(), limit: z.number().int().nullable(), remaining: z.number().int().nullable() })),
  /** The last thirty days, every day. */
  days: z.array(z.object({ day: z.string(), calls: z.number().int(), units: z.number().int() })),
  /** Tiers with a price that can be subscribed to; none while a subscription runs. */
  offers: z.array(z.object({ slug: z.string(), name: z.string(), amountMinor: z.number().int(), currency: z.string(), interval: z.enum(['month', 'year']), unitLimit: z.number().int().nullable(), period: z.enum(['hour', 'day', 'month']) })),
});
export type UsagePage = z.infer<typeof UsagePage>;
