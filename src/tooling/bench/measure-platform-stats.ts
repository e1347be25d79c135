import { Prisma } from '@generated/client';
import pg from 'pg';
import { countAtLimit, listActive, listPoints, listRefusals, listRevenue, listTopCustomers } from '@/server/modules/platform-stats/stats.queries';
import { parseEnv } from '@/server/platform/env';
import { createPlatform } from '@/server/platform/platform';
import { DAY_MS } from '@/shared/time';
import { createPlatformOf } from '@/testing/metering';
import { createWorld } from '@/testing/world';
import { serverEnv, type BenchContext } from './measure-api';
import { measurePanel, PANEL_BAR_MS, vacuum } from './measure-panel';

/** Who call every day: a million rows by customer and day. */
const CUSTOMERS = 11_000;
const DAYS = 91;
/** As many as panels look back, the most there is. */
const SHOWN_DAYS = 90;

/** How long each panel of an API's statistics takes over ninety days, with a million sums by customer and day; as the seller, through row security. */
export async function measurePlatformStats({ database, isWanted, log, rows, facts }: BenchContext): Promise<void> {
  if (!isWanted('platform-stats')) return;
  log('Writing a million days of customers …');
  const ownerUrl = await database.createEmpty('bench_platform_stats');
  const world = await createWorld(ownerUrl);
  const platformId = await writeUsage(ownerUrl, world.sellers.one);
  await vacuum(ownerUrl);
  const platform = createPlatform(parseEnv({ ...serverEnv({ ownerUrl }, 3000), NODE_ENV: 'test' }));
  try {
    const reader = platform.db.readAs({ userId: world.sellerOne, role: 'customer' });
    const now = new Date();
    const range = { platformId, mode: 'live' as const, since: new Date(Math.floor(now.getTime() / DAY_MS) * DAY_MS - (SHOWN_DAYS - 1) * DAY_MS), now };
    const lookup = () => reader.rows(Prisma.sql`select id, name from platforms where id = ${platformId}`);
    const panels = {
      calls: () => listPoints(reader, { ...range, step: 'day' }),
      active: () => listActive(reader, range),
      revenue: () => listRevenue(reader, range),
      customers: () => listTopCustomers(reader, { ...range, limit: 10 }),
      refusals: () => listRefusals(reader, range),
      'at their limit': () => countAtLimit(reader, range),
    };
    for (const [name, panel] of Object.entries(panels)) {
      const row = await measurePanel({ scenario: `platform-stats ${name}`, panel, lookup });
      rows.push(row);
      facts.push({ name: `an API's ${name} over ninety days, at a million days of customers`, value: row.p50, unit: 'ms', bar: PANEL_BAR_MS });
    }
  } finally {
    await platform.close();
  }
}

/** Customers who called every day, as the job that sums would have left it, and something of each other panel; written in bulk. */
async function writeUsage(ownerUrl: string, sellerId: string): Promise<string> {
  const pool = new pg.Pool({ connectionString: ownerUrl, max: 1 });
  try {
    const { platformId, tiers } = await createPlatformOf(pool, sellerId, { tiers: [{ unitLimit: 1_000_000 }], meters: ['calls'] });
    const [tierId] = Object.values(tiers);
    const day = `(now() at time zone 'UTC')::date - n`;
    await pool.query('set session_replication_role = replica');
    await pool.query(`insert into customers (id, platform_id, mode, external_id, tier_id, tier_source, subscription_status, anchor_at, created_at, updated_at)
      select 'cst_' || lpad(g::text, 26, '0'), $1, 'live', 'user_' || g, $2, case when g % 3 = 0 then 'subscription' else 'default' end, case when g % 3 = 0 then 'active' end, now(), now(), now() from generate_series(1, ${CUSTOMERS}) g`, [platformId, tierId]);
    await pool.query('update platform_tiers set amount_minor = 1900 where id = $1', [tierId]);
    await pool.query(`insert into usage_days (platform_id, mode, day, customer_id, calls, units) select $1, 'live', ${day}, 'cst_' || lpad(g::text, 26, '0'), 1 + g % 97, 1 + g % 101 from generate_series(0, ${DAYS - 1}) n cross join generate_series(1, ${CUSTOMERS}) g`, [platformId]);
    await pool.query(`insert into usage_spans (platform_id, mode, days, first_day, customer_id, calls, units)
      select platform_id, mode, s.days, day - (day - date '2000-01-01') % s.days, customer_id, sum(calls), sum(units) from usage_days cross join (values (6), (36)) s(days) group by 1, 2, 3, 4, 5`);
    await pool.query('insert into usage_active_days (platform_id, mode, day, customers) select platform_id, mode, day, count(*) from usage_days group by 1, 2, 3');
    await pool.query('insert into usage_last_days (platform_id, mode, customer_id, last_day) select platform_id, mode, customer_id, max(day) from usage_days group by 1, 2, 3');
    await pool.query(`insert into usage_hours (platform_id, mode, hour, calls, units) select $1, 'live', date_trunc('hour', now(), 'UTC') - n * interval '1 hour', 20000, 21000 from generate_series(0, ${DAYS * 24 - 1}) n`, [platformId]);
    await pool.query(`insert into usage_refusals (platform_id, mode, hour, outcome, count) select $1, 'live', date_trunc('hour', now(), 'UTC') - n * interval '1 hour', o, 40 from generate_series(0, ${DAYS * 24 - 1}) n cross join unnest('{refused,rate_limited,conflict}'::text[]) o`, [platformId]);
    await pool.query(`insert into usage_alerts (customer_id, meter, window_start, percent, used, unit_limit, window_end, tier, reached_at)
      select id, 'calls', date_trunc('month', now()), 100, 5, 5, date_trunc('month', now()) + interval '1 month', 'free', now() from customers where platform_id = $1`, [platformId]);
    await pool.query('update usage_rollup set rolled_until = now()');
    return platformId;
  } finally {
    await pool.end();
  }
}
