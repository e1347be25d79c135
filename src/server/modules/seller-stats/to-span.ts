import { clock } from '@/server/platform/clock';
import type { SellerStatsDays } from '@/shared/contracts/seller-stats';
import { DAY_MS } from '@/shared/time';

/** Today and the days before it, in UTC, as a half-open span. */
export function toSpan(days: SellerStatsDays): { since: Date; until: Date } {
  const today = Math.floor(clock.now().getTime() / DAY_MS) * DAY_MS;
  return { since: new Date(today - (days - 1) * DAY_MS), until: new Date(today + DAY_MS) };
}
