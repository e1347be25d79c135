import { assertOwnPlatform } from '@/server/modules/platforms/assert-own-platform';
import { clock } from '@/server/platform/clock';
import type { Database, Viewer } from '@/server/platform/db';
import type { PlatformStats, PlatformStatsInput, StatsDays } from '@/shared/contracts/platform-stats';
import { DAY_MS } from '@/shared/time';
import { countAtLimit, listActive, listPoints, listRefusals, listRevenue, listTopCustomers } from './stats.queries';

const TOP = 10;
/** A week is shown by hour. */
const toStep = (days: StatsDays) => (days === 7 ? 'hour' : 'day');

/** Members see how a platform did in one world, today and so many days before. One statement per panel. Throws NOT_FOUND for strangers. */
export async function getPlatformStats(db: Database, { viewer, input, top = TOP }: { viewer: Viewer; input: PlatformStatsInput; top?: number }): Promise<PlatformStats> {
  await assertOwnPlatform(db, { viewer, ...input });
  const { platformId, mode, days } = input;
  const now = clock.now();
  const since = new Date(Math.floor(now.getTime() / DAY_MS) * DAY_MS - (days - 1) * DAY_MS);
  const range = { platformId, mode, since, now };
  const reader = db.readAs(viewer);
  const step = toStep(days);
  const [points, active, revenue, topCustomers, refusals, customersAtLimit] = await Promise.all([
    listPoints(reader, { ...range, step }), listActive(reader, range), listRevenue(reader, range), listTopCustomers(reader, { ...range, limit: top }), listRefusals(reader, range), countAtLimit(reader, range),
  ]);
  const byDay = new Map(active.map(({ day, customers }) => [day, customers]));
  const activeByDay = Array.from({ length: days }, (_, index) => {
    const day = new Date(since.getTime() + index * DAY_MS).toISOString().slice(0, 10);
    return { day, customers: byDay.get(day) ?? 0 };
  });
  return { step, points, activeByDay, activeCustomers: byDay.get(null) ?? 0, revenue, topCustomers, refusals, customersAtLimit };
}
