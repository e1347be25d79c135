import type { Database, Viewer } from '@/server/platform/db';
import type { AnalyticsInput, AnalyticsPanel, ShopAnalytics } from '@/shared/contracts/admin-analytics';
import { toCsvLine } from '@/shared/to-csv-line';
import { getShopAnalytics } from './get-shop-analytics';

const MAX_TERMS = 50_000;

const TABLES: Record<AnalyticsPanel, { head: string[]; lines: (stats: ShopAnalytics) => (string | number)[][] }> = {
  days: { head: ['day', 'visitors', 'orders'], lines: ({ days }) => days.map(({ day, visitors, orders }) => [day, visitors, orders]) },
  funnel: { head: ['step', 'people'], lines: ({ funnel, bundleUpgrades }) => [...Object.entries(funnel), ['bundle_upgrade', bundleUpgrades]] },
  searches: { head: ['term', 'searches', 'without_results'], lines: ({ topSearches }) => topSearches.map(({ term, searches, empty }) => [term, searches, empty]) },
  revenue: { head: ['currency', 'charged_minor', 'refunded_minor', 'fees_minor'], lines: ({ revenue }) => revenue.map((row) => [row.currency, row.chargedMinor, row.refundedMinor, row.feesMinor]) },
};

/** One panel of the shop's analytics as CSV, line by line, for admins; terms all of them up to fifty thousand. Throws FORBIDDEN before the first line. */
export async function exportShopAnalytics(db: Database, { viewer, input, panel }: { viewer: Viewer; input: AnalyticsInput; panel: AnalyticsPanel }): Promise<Iterable<string>> {
  const stats = await getShopAnalytics(db, { viewer, input, ...(panel === 'searches' && { terms: MAX_TERMS }) });
  const { head, lines } = TABLES[panel];
  return [head, ...lines(stats)].map((line) => toCsvLine(line));
}
