import type { Database, Viewer } from '@/server/platform/db';
import type { PlatformStats, PlatformStatsInput, StatsPanel } from '@/shared/contracts/platform-stats';
import { toCsvLine } from '@/shared/to-csv-line';
import { getPlatformStats } from './get-platform-stats';

const MAX_CUSTOMERS = 10_000;

const TABLES: Record<StatsPanel, { head: string[]; lines: (stats: PlatformStats) => (string | number)[][] }> = {
  calls: { head: ['starts_at', 'calls', 'units', 'limit_hits', 'errors'], lines: ({ points }) => points.map((point) => [point.startsAt, point.calls, point.units, point.limitHits, point.errors]) },
  active: { head: ['day', 'active_customers'], lines: ({ activeByDay }) => activeByDay.map(({ day, customers }) => [day, customers]) },
  revenue: { head: ['tier', 'customers', 'amount_minor', 'total_minor', 'currency', 'interval'], lines: ({ revenue }) => revenue.map((row) => [row.tier, row.customers, row.amountMinor, row.totalMinor, row.currency, row.interval]) },
  customers: { head: ['customer', 'name', 'tier', 'calls', 'units'], lines: ({ topCustomers }) => topCustomers.map((row) => [row.externalId, row.name ?? '', row.tierName, row.calls, row.units]) },
  refusals: { head: ['reason', 'calls'], lines: ({ refusals }) => refusals.map(({ outcome, count }) => [outcome, count]) },
};

/** One panel of a platform's statistics as CSV, customers all of them up to ten thousand. For members; throws NOT_FOUND for others. */
export async function exportPlatformStats(db: Database, { viewer, input, panel }: { viewer: Viewer; input: PlatformStatsInput; panel: StatsPanel }): Promise<string> {
  const stats = await getPlatformStats(db, { viewer, input, top: MAX_CUSTOMERS });
  const { head, lines } = TABLES[panel];
  return toCsvLine(head) + lines(stats).map((line) => toCsvLine(line)).join('');
}
