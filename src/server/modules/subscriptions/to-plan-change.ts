import { MEMBERSHIP_TIERS, type MembershipTier } from '@/shared/contracts/subscriptions';
import type { Interval } from '@/shared/contracts/interval';

/** A plan as far as it is bigger or smaller than another of its product. Amount in minor units. */
export interface ComparedPlan {
  priceId: string;
  tier: MembershipTier | null;
  /** Of an API: the tier of its platform. */
  platformTierId: string | null;
  amountMinor: number;
  interval: Interval;
}

const PER_YEAR: Record<Interval, number> = { month: 12, year: 1 };

/** Above 0: `b` is bigger than `a`. Memberships go by their tier, plans of an API by what they cost in a year. */
function compare(a: ComparedPlan, b: ComparedPlan): number {
  if (a.tier !== null && b.tier !== null) return MEMBERSHIP_TIERS.indexOf(b.tier) - MEMBERSHIP_TIERS.indexOf(a.tier);
  if (a.platformTierId !== null && a.platformTierId === b.platformTierId) return 0;
  return b.amountMinor * PER_YEAR[b.interval] - a.amountMinor * PER_YEAR[a.interval];
}

/** When a change takes effect: more, or the same for a year instead of a month, at once; less, and from year to month, when what is paid for is over. Pure. */
export function toPlanChange(current: ComparedPlan, wanted: ComparedPlan): 'same' | 'now' | 'later' {
  if (current.priceId === wanted.priceId) return 'same';
  const size = compare(current, wanted);
  if (current.interval === 'year' && wanted.interval === 'month') return 'later';
  if (size !== 0) return size > 0 ? 'now' : 'later';
  return current.interval === wanted.interval ? 'same' : 'now';
}
