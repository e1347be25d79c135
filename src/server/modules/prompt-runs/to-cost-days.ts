import { clock } from '@/server/platform/clock';
import type { AnalyticsDays } from '@/shared/contracts/admin-analytics';
import { DAY_MS } from '@/shared/time';
import type { CostDays } from './costs.queries';
import { dayOf } from './get-allowance';

/** Today and the days before it, as budgets count them. */
export function toCostDays(days: AnalyticsDays): CostDays {
  const now = clock.now();
  return { first: dayOf(new Date(now.getTime() - (days - 1) * DAY_MS)), last: dayOf(now) };
}
