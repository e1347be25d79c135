import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { consumeUsage } from '@/server/modules/usage/consume-usage';
import { usageMeterOf } from '@/server/modules/usage/usage-meter';
import { clock, setClock } from '@/server/platform/clock';
import type { Viewer } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import type { PlatformMode } from '@/shared/contracts/api-keys';
import { DAY_MS } from '@/shared/time';
import { createCustomer, createPlatformOf } from '@/testing/metering';
import { createTestPlatform } from '@/testing/platform';
import { createTestDatabase, type TestDatabase } from '@/testing/postgres';
import { createWorld, type World } from '@/testing/world';
import { createUsageLink } from './create-usage-link';
import { exportPlatformStats } from './export-platform-stats';
import { getPlatformStats } from './get-platform-stats';
import { getUsagePage } from './get-usage-page';
import { listUsageLinks } from './list-usage-links';
import { revokeUsageLink } from './revoke-usage-link';
import { rollUpUsage } from './roll-up-usage';

let database: TestDatabase;
let platform: Platform;
let owner: pg.Pool;
let world: World;
let viewer: Viewer;
let ids: { seller: string; platformId: string };
let tiers: Record<string, string>;
let count = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createWorld(database.ownerUrl);
  platform = await createTestPlatform(database);
  owner = new pg.Pool({ connectionString: database.ownerUrl, max: 2 });
  viewer = { userId: world.sellerOne, role: 'customer' };
});
beforeEach(async () => {
  await owner.query('truncate usage_events, usage_hours, usage_days, usage_last_days, usage_active_days, usage_spans, usage_refusals');
  await owner.query('update usage_rollup set rolled_until = null');
  const made = await createPlatformOf(owner, world.sellers.one, { tiers: [{ unitLimit: 5 }], meters: ['calls', 'tokens'] });
  ids = { seller: 'northbeam', platformId: made.platformId };
  tiers = made.tiers;
});
afterEach(() => setClock());
afterAll(async () => {
  await platform.close();
  await owner.end();
  await database.drop();
});

const at = (time: string) => setClock({ now: () => new Date(time) });
const consume = (customer: string, { units = 1, mode = 'live', meter = 'calls' }: { units?: number; mode?: PlatformMode; meter?: string } = {}) =>
  consumeUsage(usageMeterOf(platform), { platformId: ids.platformId, mode, customer, meter, units, requestId: `r-${(count += 1)}` });
const stats = (days: 7 | 30 | 90 = 30, mode: PlatformMode = 'live') => getPlatformStats(platform.db, { viewer, input: { ...ids, mode, days } });

async function aMonth(): Promise<void> {
  at('2026-11-10T23:59:59.999Z');
  await consume('ada', { units: 3 });
  await consume('bob');
  at('2026-11-11T00:00:00.000Z');
  await consume('ada');
  at('2026-11-20T11:58:00.000Z');
  await consume('ada');
  await consume('ada', { mode: 'preview' });
  at('2026-11-20T11:59:30.000Z');
  expect(await consume('ada')).toMatchObject({ outcome: 'refused' });
  expect(await consume('ada', { meter: 'pages' })).toMatchObject({ outcome: 'unknown_meter' });
  await usageMeterOf(platform).refusals.flush();
}

const SHOWN = {
  step: 'day',
  activeCustomers: 2,
  topCustomers: [{ externalId: 'ada', name: null, tierName: 'free', calls: 3, units: 5 }, { externalId: 'bob', name: null, tierName: 'free', calls: 1, units: 1 }],
  refusals: [{ outcome: 'refused', count: 1 }, { outcome: 'unknown_meter', count: 1 }],
  customersAtLimit: 1,
};
const DAYS = [
  { startsAt: '2026-11-10T00:00:00Z', calls: 2, units: 4, limitHits: 0, errors: 0 },
  { startsAt: '2026-11-11T00:00:00Z', calls: 1, units: 1, limitHits: 0, errors: 0 },
  { startsAt: '2026-11-20T00:00:00Z', calls: 1, units: 1, limitHits: 1, errors: 1 },
];

it('shows the same whether the log is summed, not, or in part; and sums each call once', async () => {
  await aMonth();
  const look = async () => {
    const { points, activeByDay, ...rest } = await stats();
    expect(points).toHaveLength(30);
    expect(points.filter(({ calls, limitHits, errors }) => calls + limitHits + errors > 0)).toEqual(DAYS);
    expect(activeByDay.filter(({ customers }) => customers > 0)).toEqual([{ day: '2026-11-10', customers: 2 }, { day: '2026-11-11', customers: 1 }, { day: '2026-11-20', customers: 1 }]);
    expect(rest).toMatchObject(SHOWN);
  };
  await look();
  at('2026-11-15T00:00:00Z');
  await rollUpUsage(platform);
  at('2026-11-20T11:59:30Z');
  await look();
  await Promise.all([rollUpUsage(platform), rollUpUsage(platform)]);
  await rollUpUsage(platform);
  expect((await owner.query('select sum(calls)::int as calls from usage_hours')).rows).toEqual([{ calls: 5 }]);
  expect((await owner.query('select rolled_until as at from usage_rollup')).rows).toEqual([{ at: new Date('2026-11-20T11:58:30Z') }]);
  await look();
});

it('adds up the same customers and calls over any days, from sums of six and thirty-six and from the log', async () => {
  at('2026-11-20T12:00:00Z');
  for (const customer of ['ada', 'bob']) await consume(customer);
  await owner.query('truncate usage_events');
  // One calls every day, the other every seventh, for longer than is looked at.
  await owner.query(
    `insert into usage_events (platform_id, mode, request_id, customer_id, meter, units, window_start, window_end, used_after, tier, created_at)
     select $1, 'live', 'g' || c.id || n, c.id, 'calls', 1 + n % 3, d.day, d.day, 1, 'free', d.day + interval '3 hours'
     from generate_series(0, 130) n cross join customers c cross join lateral (select timestamptz '2026-11-20' - n * interval '1 day' as day) d where c.platform_id = $1 and (c.external_id = 'ada' or n % 7 = 0)`, [ids.platformId]);
  const look = async () => Promise.all(([7, 30, 90] as const).map(async (days) => {
    const { topCustomers, activeByDay, activeCustomers, points } = await stats(days);
    expect(points.reduce((sum, { units }) => sum + units, 0)).toBe(topCustomers.reduce((sum, { units }) => sum + units, 0));
    return { calls: topCustomers.map(({ calls, units }) => `${calls}/${units}`), active: activeByDay.reduce((sum, { customers }) => sum + customers, 0), activeCustomers };
  }));
  const young = await look();
  expect(young.map(({ calls }) => calls.map((one) => one.split('/')[0]))).toEqual([['7', '1'], ['30', '5'], ['90', '13']]);
  at('2026-10-03T04:00:00Z');
  // Weeks behind, and one run is enough.
  await rollUpUsage(platform);
  expect((await owner.query('select rolled_until as at from usage_rollup')).rows).toEqual([{ at: new Date('2026-10-03T03:59:00Z') }]);
  for (const time of ['2026-11-20T12:00:00Z', '2026-11-22T12:00:00Z']) {
    at('2026-11-20T12:00:00Z');
    expect(await look()).toEqual(young);
    at(time);
    await rollUpUsage(platform);
  }
  at('2026-11-20T12:00:00Z');
  expect(await look()).toEqual(young);
  for (const end of ['2026-11-21', '2026-11-24', '2026-12-01', '2027-01-08']) {
    at(`${end}T00:30:00Z`);
    for (const days of [7, 30, 90] as const) {
      const { rows } = await owner.query<{ sums: string[] }>(`select coalesce(array_agg(c || '/' || u order by c desc), '{}') as sums from (select sum(calls) as c, sum(units) as u from usage_days where day > $1::date - $2::int group by customer_id) s`, [end, days]);
      expect((await stats(days)).topCustomers.map(({ calls, units }) => `${calls}/${units}`), `${days} days before ${end}`).toEqual(rows[0]?.sums);
    }
  }
});

it('shows the same when a process of the release before sums beside', async () => {
  await aMonth();
  // A day that grows.
  for (const time of ['2026-11-20T11:00:00Z', '2026-11-20T11:58:30Z']) {
    at(time);
    await consume('bob');
  }
  at('2026-11-20T11:59:30.000Z');
  const before = await stats();
  at('2026-11-10T23:59:59.999Z');
  await rollUpUsage(platform);
  // All that one writes: what it knows of, and the mark.
  for (const [from, until] of [['2026-11-10T23:00:00Z', '2026-11-11T00:30:00Z'], ['2026-11-11T00:30:00Z', '2026-11-20T11:30:00Z'], ['2026-11-20T11:30:00Z', '2026-11-20T11:59:00Z']]) {
    await owner.query(`insert into usage_days as d (platform_id, mode, day, customer_id, calls, units)
      select platform_id, mode, (created_at at time zone 'UTC')::date, customer_id, count(*), sum(units) from usage_events where created_at >= $1 and created_at < $2 group by 1, 2, 3, 4
      on conflict (platform_id, mode, day, customer_id) do update set calls = d.calls + excluded.calls, units = d.units + excluded.units`, [from, until]);
    await owner.query(`insert into usage_hours as h (platform_id, mode, hour, calls, units)
      select platform_id, mode, date_trunc('hour', created_at, 'UTC'), count(*), sum(units) from usage_events where created_at >= $1 and created_at < $2 group by 1, 2, 3
      on conflict (platform_id, mode, hour) do update set calls = h.calls + excluded.calls, units = h.units + excluded.units`, [from, until]);
    await owner.query(`insert into usage_last_days as l (platform_id, mode, customer_id, last_day) select platform_id, mode, customer_id, max((created_at at time zone 'UTC')::date) from usage_events where created_at < $1 group by 1, 2, 3
      on conflict (platform_id, mode, customer_id) do update set last_day = excluded.last_day where l.last_day < excluded.last_day`, [until]);
    await owner.query('update usage_rollup set rolled_until = $1', [until]);
  }
  at('2026-11-20T11:59:30.000Z');
  expect(await stats()).toEqual(before);
  const sums = () => owner.query(`select customer_id, days, first_day, calls::int, units::int from usage_spans order by 1, 2, 3`);
  const kept = (await sums()).rows;
  await owner.query('delete from usage_spans');
  await owner.query(`insert into usage_spans (platform_id, mode, days, first_day, customer_id, calls, units)
    select platform_id, mode, s.days, day - (day - date '2000-01-01') % s.days, customer_id, sum(calls), sum(units) from usage_days cross join (values (6), (36)) s(days) group by 1, 2, 3, 4, 5`);
  expect(kept).toEqual((await sums()).rows);
});

it('a week is shown by hour, and a world shows its own', async () => {
  await aMonth();
  const { step, points } = await stats(7, 'preview');
  expect(step).toBe('hour');
  expect(points).toHaveLength(6 * 24 + 12);
  expect(points.filter(({ calls }) => calls > 0)).toEqual([{ startsAt: '2026-11-20T11:00:00Z', calls: 1, units: 1, limitHits: 0, errors: 0 }]);
});

it('revenue is what subscribed customers pay at their tier', async () => {
  await owner.query(`update platform_tiers set amount_minor = 2900 where id = $1`, [tiers.free]);
  for (const [externalId, status] of [['pays', 'active'], ['late', 'past_due'], ['left', 'canceled']]) {
    const id = await createCustomer(owner, { platformId: ids.platformId, tierId: tiers.free!, externalId: externalId! });
    await owner.query(`update customers set tier_source = 'subscription', subscription_status = $2 where id = $1`, [id, status]);
  }
  expect((await stats()).revenue).toEqual([{ tier: 'free', tierName: 'free', customers: 2, amountMinor: 2900, totalMinor: 5800, currency: 'usd', interval: 'month' }]);
});

it('is the seller’s own, also as CSV', async () => {
  await aMonth();
  const stranger: Viewer = { userId: world.sellerTwo, role: 'customer' };
  await expect(getPlatformStats(platform.db, { viewer: stranger, input: { ...ids, mode: 'live', days: 30 } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(await exportPlatformStats(platform.db, { viewer, input: { ...ids, mode: 'live', days: 30 }, panel: 'customers' })).toBe('customer,name,tier,calls,units\r\nada,,free,3,5\r\nbob,,free,1,1\r\n');
});

const link = (externalId = 'ada', mode: PlatformMode = 'live') => createUsageLink(platform, { viewer, input: { ...ids, mode, externalId, expiresInDays: 30 } });
const tokenOf = ({ url }: { url: string }) => url.split('/usage/')[1] ?? '';

it('K14: the usage page equals the log', async () => {
  await aMonth();
  const page = await getUsagePage(platform, { token: tokenOf(await link()) });
  const { rows } = await owner.query<{ day: string; calls: number; units: number }>(
    `select to_char(e.created_at at time zone 'UTC', 'YYYY-MM-DD') as day, count(*)::int as calls, sum(e.units)::int as units from usage_events e join customers c on c.id = e.customer_id where c.external_id = 'ada' and c.mode = 'live' group by 1 order by 1`,
  );
  expect(page.days.filter(({ calls }) => calls > 0)).toEqual(rows);
  expect(page.days).toHaveLength(30);
  const used = rows.reduce((sum, { units }) => sum + units, 0);
  expect(page.meters).toEqual([{ meter: 'calls', used, limit: 5, remaining: 5 - used }, { meter: 'tokens', used: 0, limit: 5, remaining: 5 }]);
  expect(page).toMatchObject({ platformName: 'Weather', customer: 'ada', mode: 'live', offers: [] });
  expect(JSON.stringify(page)).not.toContain('bob');
});

it('a link shows its own customer, until it ends or is taken back', async () => {
  await aMonth();
  const [ada, bob] = [await link(), await link('bob')];
  expect((await getUsagePage(platform, { token: tokenOf(bob) })).customer).toBe('bob');
  const forged = `${bob.id}.${tokenOf(ada).split('.')[1] ?? ''}`;
  for (const token of [forged, tokenOf(ada).slice(0, -1), `${tokenOf(ada)}x`, '', 'ulk_0', "' or true --"]) await expect(getUsagePage(platform, { token }), token).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect((await listUsageLinks(platform, { viewer, input: { ...ids, mode: 'live', externalId: 'ada' } })).map(({ url }) => url)).toEqual([ada.url]);
  await revokeUsageLink(platform.db, { viewer, input: { ...ids, linkId: ada.id } });
  await expect(getUsagePage(platform, { token: tokenOf(ada) })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  const later = new Date(clock.now().getTime() + 30 * DAY_MS);
  setClock({ now: () => later });
  await expect(getUsagePage(platform, { token: tokenOf(bob) })).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

it('offers tiers with a price to whoever has no subscription', async () => {
  await aMonth();
  await owner.query(`insert into platform_tiers (id, platform_id, slug, name, unit_limit, amount_minor, created_at, updated_at) values ('tir_1', $1, 'pro', 'Pro', 500, 1900, now(), now())`, [ids.platformId]);
  const token = tokenOf(await link());
  expect((await getUsagePage(platform, { token })).offers).toEqual([{ slug: 'pro', name: 'Pro', amountMinor: 1900, currency: 'usd', interval: 'month', unitLimit: 500, period: 'month' }]);
  await owner.query(`update customers set subscription_status = 'active' where external_id = 'ada'`);
  expect((await getUsagePage(platform, { token })).offers).toEqual([]);
});
