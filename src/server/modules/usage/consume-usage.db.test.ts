import pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { setClock } from '@/server/platform/clock';
import type { Platform } from '@/server/platform/platform';
import { countsOf, createCustomer, createPlatformOf, type TestPlatform } from '@/testing/metering';
import { assertBooks } from '@/testing/oracle';
import { createTestPlatform } from '@/testing/platform';
import { createTestDatabase, type TestDatabase } from '@/testing/postgres';
import { createWorld, type World } from '@/testing/world';
import { consumeUsage, type UsageCall } from './consume-usage';
import { tellUsageLimit } from './tell-usage-limit';
import { usageMeterOf } from './usage-meter';

let database: TestDatabase;
let platform: Platform;
let owner: pg.Pool;
let world: World;
let house: TestPlatform;

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createWorld(database.ownerUrl);
  platform = await createTestPlatform(database);
  owner = new pg.Pool({ connectionString: database.ownerUrl, max: 4 });
  house = await createPlatformOf(owner, world.sellers.one, { isHouse: true, tiers: [{ slug: 'free', unitLimit: 5 }, { slug: 'developer', unitLimit: 500 }] });
});
afterEach(() => setClock());
afterAll(async () => {
  await assertBooks(platform.db);
  await platform.close();
  await owner.end();
  await database.drop();
});

let count = 0;
const consume = (call: Partial<UsageCall> & { platformId: string }) => consumeUsage(usageMeterOf(platform), { mode: 'live', customer: 'ada', meter: 'calls', units: 1, requestId: `auto-${(count += 1)}`, ...call });
const at = (time: string) => setClock({ now: () => new Date(time) });
const newPlatform = (options: Parameters<typeof createPlatformOf>[2] = {}) => createPlatformOf(owner, world.sellers.one, options);

it('K01: calls at once stop exactly at the limit, and what is refused leaves nothing', async () => {
  const { platformId, tiers } = await newPlatform({ tiers: [{ unitLimit: 500 }] });
  const customerId = await createCustomer(owner, { platformId, tierId: tiers.free! });
  const answers = await Promise.all(Array.from({ length: 800 }, (_, i) => consume({ platformId, requestId: `k01-${i}` })));
  expect(answers.filter(({ outcome }) => outcome === 'accepted')).toHaveLength(500);
  expect(answers.filter(({ outcome }) => outcome === 'refused')).toHaveLength(300);
  expect(await countsOf(owner, customerId)).toEqual([{ meter: 'calls', used: 500, events: 500, units: 500 }]);
  expect(answers.filter(({ outcome }) => outcome === 'accepted').map(({ used }) => used).sort((a, b) => a - b)).toEqual(Array.from({ length: 500 }, (_, i) => i + 1));
});

it('a first call makes a customer on the default tier', async () => {
  const { platformId } = await newPlatform({ tiers: [{ unitLimit: 2 }] });
  const answers = await Promise.all([1, 2, 3].map(() => consume({ platformId, customer: 'new' })));
  expect(answers.map(({ outcome }) => outcome).sort()).toEqual(['accepted', 'accepted', 'refused']);
});

it('K02: a repeat is answered as the first time, also when the limit is reached since; another body is a conflict', async () => {
  const { platformId } = await newPlatform({ tiers: [{ unitLimit: 5 }] });
  const first = await consume({ platformId, requestId: 'same', units: 4 });
  await consume({ platformId, requestId: 'other' });
  expect(await consume({ platformId, requestId: 'same', units: 4 })).toEqual({ ...first, outcome: 'replayed' });
  expect(await consume({ platformId, requestId: 'same', units: 3 })).toMatchObject({ outcome: 'conflict' });
  expect(await consume({ platformId, requestId: 'same', customer: 'bob', units: 4 })).toMatchObject({ outcome: 'conflict' });
  const callers = ['ada2', 'ada2', 'eve'];
  const outcomes = (await Promise.all(callers.map((customer) => consume({ platformId, requestId: 'twin', customer })))).map(({ outcome }) => outcome);
  // Any of the three may be first; it alone decides what the others are.
  const quickest = outcomes.indexOf('accepted');
  expect(outcomes).toEqual(callers.map((caller, n) => (n === quickest ? 'accepted' : caller === callers[quickest] ? 'replayed' : 'conflict')));
});

it('counts a call on the platform’s own account as well, and refuses when that is used up', async () => {
  const accountId = await createCustomer(owner, { platformId: house.platformId, tierId: house.tiers.free!, externalId: 'org-1' });
  const [one, two] = [await newPlatform({ accountId }), await newPlatform({ accountId })];
  const answers = await Promise.all(Array.from({ length: 12 }, (_, i) => consume({ platformId: [one, two][i % 2]!.platformId, customer: `c${i % 5}`, units: 3 })));
  expect(answers.map(({ outcome }) => outcome).sort()).toEqual([...Array<string>(5).fill('accepted'), ...Array<string>(7).fill('account_refused')]);
  expect((await owner.query('select used::int from usage_counters where customer_id = $1', [accountId])).rows).toEqual([{ used: 5 }]);
});

it('judges the platform’s own account before somebody unknown becomes a customer', async () => {
  const accountId = await createCustomer(owner, { platformId: house.platformId, tierId: house.tiers.free!, externalId: 'org-strangers' });
  const { platformId } = await newPlatform({ accountId });
  const known = async () => (await owner.query<{ id: string }>('select external_id as id from customers where platform_id = $1 order by 1', [platformId])).rows.map(({ id }) => id);
  expect(await consume({ platformId, customer: 'typo', meter: 'cals' })).toMatchObject({ outcome: 'unknown_meter', windowStart: null });
  for (let i = 0; i < 5; i += 1) await consume({ platformId });
  expect(await consume({ platformId, customer: 'late' })).toMatchObject({ outcome: 'account_refused', windowStart: null, tier: null });
  await owner.query(`update customers set grace_ends_at = '2026-05-08T00:00:00Z' where id = $1`, [accountId]);
  at('2026-05-08T00:00:00.000Z');
  expect((await consume({ platformId, customer: 'later' })).outcome).toBe('account_unpaid');
  expect((await consume({ platformId })).outcome).toBe('account_unpaid');
  expect(await known()).toEqual(['ada']);
});

it('introduces so many customers a minute and no more, and counts for everybody who is known', async () => {
  const { platformId } = await newPlatform();
  at('2026-06-15T00:00:00Z');
  const answers = await Promise.all(Array.from({ length: 605 }, (_, i) => consume({ platformId, customer: `new-${i}` })));
  expect(answers.filter(({ outcome }) => outcome === 'accepted')).toHaveLength(600);
  expect(answers.filter(({ outcome, rate }) => outcome === 'too_many_customers' && rate?.limit === 600)).toHaveLength(5);
  const { rows } = await owner.query<{ id: string }>('select external_id as id from customers where platform_id = $1', [platformId]);
  expect(rows).toHaveLength(600);
  expect((await consume({ platformId, customer: rows[0]!.id })).outcome).toBe('accepted');
  expect((await consume({ platformId, mode: 'preview', customer: 'other world' })).outcome).toBe('accepted');
  at('2026-06-15T00:01:00Z');
  expect((await consume({ platformId, customer: 'next minute' })).outcome).toBe('accepted');
});

it('80 and 100 % of the platform’s own account are told once, however the calls come', async () => {
  for (const [together, externalId] of [[true, world.organizations.one], [false, world.organizations.two]] as const) {
    const accountId = await createCustomer(owner, { platformId: house.platformId, tierId: house.tiers.free!, externalId });
    const { platformId } = await newPlatform({ accountId });
    const calls = Array.from({ length: 8 }, (_, i) => ({ platformId, customer: `c${i % 2}` }));
    if (together) await Promise.all(calls.map(consume));
    else for (const call of calls) await consume(call);
    const { rows } = await owner.query('select meter, percent, unit_limit::int as "limit", tier, window_start::text as "windowStart" from usage_alerts where customer_id = $1 order by percent', [accountId]);
    expect(rows).toMatchObject([80, 100].map((percent) => ({ meter: 'calls', percent, limit: 5, tier: 'free' })));
    for (const { percent, windowStart } of [...rows, ...rows] as { percent: number; windowStart: string }[]) await tellUsageLimit(platform, { customerId: accountId, meter: 'calls', windowStart, percent });
  }
  const { rows: mails } = await owner.query<{ subject: string }>(`select subject from email_outbox where kind = 'plan-limit' order by subject`);
  expect(mails.map(({ subject }) => subject)).toEqual(['80 % of the plan of northbeam is used', '80 % of the plan of oda is used', 'The plan of northbeam is used up', 'The plan of oda is used up']);
  const { rows: events } = await owner.query('select 1 from outgoing_events where platform_id = $1', [house.platformId]);
  expect(events).toHaveLength(4);
});

it('K09: a failed payment counts on until its grace is over', async () => {
  const { platformId, tiers } = await newPlatform();
  const customerId = await createCustomer(owner, { platformId, tierId: tiers.free! });
  await owner.query(`update customers set grace_ends_at = '2026-05-08T00:00:00Z' where id = $1`, [customerId]);
  at('2026-05-07T23:59:59.999Z');
  expect(await consume({ platformId })).toMatchObject({ outcome: 'accepted' });
  at('2026-05-08T00:00:00.000Z');
  expect(await consume({ platformId })).toMatchObject({ outcome: 'payment_required' });
});

it('refuses a meter the platform has not', async () => {
  const { platformId } = await newPlatform();
  expect(await consume({ platformId, meter: 'tokens' })).toMatchObject({ outcome: 'unknown_meter' });
});

it('preview and live never mix', async () => {
  const { platformId } = await newPlatform({ tiers: [{ unitLimit: 1 }] });
  expect(await consume({ platformId, requestId: 'one' })).toMatchObject({ outcome: 'accepted' });
  expect(await consume({ platformId, requestId: 'one', mode: 'preview' })).toMatchObject({ outcome: 'accepted', used: 1 });
});

it('K13: counts up to the largest count there is and not beyond', async () => {
  const { platformId, tiers } = await newPlatform({ tiers: [{ unitLimit: 10, onLimit: 'alert' }] });
  const customerId = await createCustomer(owner, { platformId, tierId: tiers.free! });
  at('2026-06-15T00:00:00Z');
  const most = 9_007_199_254_740_991;
  expect(await consume({ platformId, requestId: 'most', units: most - 1 })).toMatchObject({ outcome: 'accepted', used: most - 1, limit: 10, remaining: 0 });
  expect(await consume({ platformId, units: 2 })).toMatchObject({ outcome: 'refused', used: most - 1 });
  expect(await consume({ platformId })).toMatchObject({ outcome: 'accepted', used: most });
  expect(await consume({ platformId })).toMatchObject({ outcome: 'refused' });
  expect(await countsOf(owner, customerId)).toEqual([{ meter: 'calls', used: most, events: 2, units: most }]);
});
