import fc from 'fast-check';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { setClock } from '@/server/platform/clock';
import { createDatabase, type Database } from '@/server/platform/db';
import { testEnv } from '@/testing/api-server';
import { countsOf, createCustomer, createPlatformOf, type TierTerms } from '@/testing/metering';
import { assertBooks } from '@/testing/oracle';
import { createTestDatabase, type TestDatabase } from '@/testing/postgres';
import { createWorld, type World } from '@/testing/world';
import { countCalls, type UsageCall } from './consume.queries';
import { consumeUsage } from './consume-usage';
import { tellUsageLimit } from './tell-usage-limit';
import { usageMeterOf } from './usage-meter';

let database: TestDatabase;
let db: Database;
let owner: pg.Pool;
let world: World;

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createWorld(database.ownerUrl);
  db = createDatabase({ userUrl: database.userUrl, serviceUrl: database.serviceUrl });
  owner = new pg.Pool({ connectionString: database.ownerUrl, max: 4 });
});
afterEach(() => setClock());
afterAll(async () => {
  await assertBooks(db);
  await db.close();
  await owner.end();
  await database.drop();
});

const at = (time: string) => setClock({ now: () => new Date(time) });
let count = 0;
const consume = (platformId: string, call: Partial<UsageCall> = {}) => consumeUsage(usageMeterOf({ db, onClose: () => undefined }), { platformId, mode: 'live', customer: 'ada', meter: 'calls', units: 1, requestId: `w-${(count += 1)}`, ...call });

async function customerOn(terms: TierTerms, anchorAt: string) {
  const { platformId, tiers } = await createPlatformOf(owner, world.sellers.one, { tiers: [terms] });
  return { platformId, tiers, customerId: await createCustomer(owner, { platformId, tierId: tiers[terms.slug ?? 'free']!, anchorAt }) };
}

const windowOf = async (anchor: string, period: string, time: string) => {
  const { rows } = await owner.query<{ starts: Date; ends: Date }>('select app.window_start($1, $2, $3) as starts, app.window_end($1, $2, $3) as ends', [anchor, period, time]);
  return [rows[0]!.starts.toISOString(), rows[0]!.ends.toISOString()];
};

describe('K05: windows', () => {
  it.each([
    ['the 31st in a short month', '2026-01-31T10:20:30.000Z', 'month', '2026-02-28T10:20:30.000Z', ['2026-02-28T10:20:30.000Z', '2026-03-31T10:20:30.000Z']],
    ['a millisecond before it', '2026-01-31T10:20:30.000Z', 'month', '2026-02-28T10:20:29.999Z', ['2026-01-31T10:20:30.000Z', '2026-02-28T10:20:30.000Z']],
    ['the 31st comes back', '2026-01-31T10:20:30.000Z', 'month', '2026-04-15T00:00:00.000Z', ['2026-03-31T10:20:30.000Z', '2026-04-30T10:20:30.000Z']],
    ['29 February', '2028-02-29T00:00:00.000Z', 'month', '2028-03-28T23:59:59.999Z', ['2028-02-29T00:00:00.000Z', '2028-03-29T00:00:00.000Z']],
    ['a year after it', '2028-02-29T00:00:00.000Z', 'month', '2029-02-28T00:00:00.000Z', ['2029-02-28T00:00:00.000Z', '2029-03-29T00:00:00.000Z']],
    ['over the end of a year', '2026-10-31T00:00:00.000Z', 'month', '2027-02-27T00:00:00.000Z', ['2027-01-31T00:00:00.000Z', '2027-02-28T00:00:00.000Z']],
    ['a day of summer time', '2026-03-01T01:30:00.000Z', 'day', '2026-03-29T01:30:00.000Z', ['2026-03-29T01:30:00.000Z', '2026-03-30T01:30:00.000Z']],
    ['an hour that clocks repeat', '2026-03-01T00:15:00.000Z', 'hour', '2026-10-25T01:14:59.999Z', ['2026-10-25T00:15:00.000Z', '2026-10-25T01:15:00.000Z']],
    ['before the anchor', '2026-05-31T12:00:00.000Z', 'month', '2026-05-31T11:59:59.999Z', ['2026-04-30T12:00:00.000Z', '2026-05-31T12:00:00.000Z']],
  ])('%s', async (...[, anchor, period, time, window]) => {
    for (const zone of ['UTC', 'America/New_York', 'Australia/Lord_Howe']) {
      await owner.query(`set timezone = '${zone}'`);
      expect(await windowOf(anchor, period, time)).toEqual(window);
    }
    await owner.query('reset timezone');
  });

  it('follow each other without gap or overlap, whatever anchor and moment', () =>
    fc.assert(
      fc.asyncProperty(fc.date({ min: new Date('2024-01-01'), max: new Date('2027-01-01'), noInvalidDate: true }), fc.constantFrom('hour', 'day', 'month'), fc.integer({ min: 0, max: 70_000 }), async (anchor, period, hours) => {
        const time = new Date(anchor.getTime() + hours * 3_600_000 + 1).toISOString();
        const [starts, ends] = await windowOf(anchor.toISOString(), period, time);
        expect(starts! <= time && time < ends!).toBe(true);
        expect((await windowOf(anchor.toISOString(), period, ends!))[0]).toBe(ends);
        expect((await windowOf(anchor.toISOString(), period, starts!))[1]).toBe(ends);
      }),
      { numRuns: 60 },
    ));

  it('a limit starts anew once, also when the clock steps back over the edge', async () => {
    const { platformId, customerId } = await customerOn({ unitLimit: 2 }, '2026-01-31T00:00:00Z');
    at('2026-02-27T23:59:59.999Z');
    expect([(await consume(platformId)).outcome, (await consume(platformId)).outcome, (await consume(platformId)).outcome]).toEqual(['accepted', 'accepted', 'refused']);
    at('2026-02-28T00:00:00.000Z');
    expect(await consume(platformId)).toMatchObject({ outcome: 'accepted', used: 1 });
    at('2026-02-27T23:55:00.000Z');
    expect(await consume(platformId)).toMatchObject({ outcome: 'refused', used: 2 });
    at('2026-02-28T00:00:00.001Z');
    expect([(await consume(platformId)).outcome, (await consume(platformId)).outcome]).toEqual(['accepted', 'refused']);
    expect((await countsOf(owner, customerId)).map(({ used }) => used)).toEqual([2, 2]);
  });
});

it('K06: a change of tier keeps the count, takes the new limit at once, and leaves never less than nothing', async () => {
  const { platformId, tiers } = await createPlatformOf(owner, world.sellers.one, { tiers: [{ slug: 'free', unitLimit: 3 }, { slug: 'pro', unitLimit: 10 }] });
  const customerId = await createCustomer(owner, { platformId, tierId: tiers.pro! });
  const switchTo = (tierId: string) => owner.query('update customers set tier_id = $2 where id = $1', [customerId, tierId]);
  for (let i = 0; i < 5; i += 1) await consume(platformId);
  await switchTo(tiers.free!);
  expect(await consume(platformId)).toMatchObject({ outcome: 'refused', used: 5, limit: 3, remaining: 0, tier: 'free' });
  await switchTo(tiers.pro!);
  expect(await consume(platformId)).toMatchObject({ outcome: 'accepted', used: 6, limit: 10, remaining: 4, tier: 'pro' });
});

it('80 and 100 % are told once per window, by a job that commits with the call', async () => {
  const { platformId, customerId } = await customerOn({ unitLimit: 5 }, '2026-01-01T00:00:00Z');
  const jobs = async () => Number((await owner.query<{ count: string }>(`select count(*) from graphile_worker.jobs where task_identifier = 'tell-usage-limit'`)).rows[0]?.count);
  const before = await jobs();
  await Promise.all(Array.from({ length: 9 }, () => consume(platformId)));
  const alerts = await owner.query<{ percent: number; used: number; windowStart: string }>('select percent, used::int, window_start::text as "windowStart" from usage_alerts where customer_id = $1 order by percent', [customerId]);
  expect(alerts.rows.map(({ percent, used }) => [percent, used])).toEqual([[80, 4], [100, 5]]);
  expect((await jobs()) - before).toBe(2);
  for (const { percent, windowStart } of [...alerts.rows, ...alerts.rows]) await tellUsageLimit({ db, env: testEnv(database) }, { customerId, meter: 'calls', windowStart, percent });
  const told = await owner.query('select type from outgoing_events where platform_id = $1 order by type', [platformId]);
  expect(told.rows).toEqual([{ type: 'usage.limit_approaching' }, { type: 'usage.limit_reached' }]);
});

it('batches of any calls, sent at once, answer as some order of them one after the other would', async () => {
  const callOf = fc.record({ customer: fc.constantFrom('ada', 'bob', 'eve'), requestId: fc.integer({ min: 0, max: 25 }).map(String), units: fc.integer({ min: 1, max: 4 }) });
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(callOf, { minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 4 }), fc.integer({ min: 3, max: 30 }), async (batches, unitLimit) => {
      const house = await createPlatformOf(owner, world.sellers.one, { tiers: [{ unitLimit: 12 }] });
      const accountId = await createCustomer(owner, { platformId: house.platformId, tierId: house.tiers.free!, externalId: 'org' });
      const { platformId, tiers } = await createPlatformOf(owner, world.sellers.one, { tiers: [{ unitLimit }], accountId });
      for (const externalId of ['ada', 'bob', 'eve']) await createCustomer(owner, { platformId, tierId: tiers.free!, externalId });
      const asCalls = batches.map((batch) => batch.map((call): UsageCall => ({ platformId, mode: 'live', meter: 'calls', ...call })));
      const answers = (await Promise.all(asCalls.map((calls) => countCalls(db.writeAsService('test'), calls, new Date())))).flatMap((rows, index) => rows.map((row) => ({ ...row, call: asCalls[index]![row.n - 1]! })));
      const accepted = answers.filter(({ outcome }) => outcome === 'accepted');
      const keys = accepted.map(({ call }) => call.requestId);
      expect(new Set(keys).size).toBe(keys.length);
      expect(accepted.length).toBeLessThanOrEqual(12);
      for (const { outcome, call, used } of answers) {
        const first = accepted.find(({ call: { requestId } }) => requestId === call.requestId);
        const isSame = first && first.call.customer === call.customer && first.call.units === call.units;
        if (outcome === 'replayed') expect([isSame, used]).toEqual([true, first?.used]);
        else if (outcome === 'conflict') expect(isSame).toBe(false);
        else if (outcome === 'account_refused') expect(accepted).toHaveLength(12);
        else if (outcome === 'refused') expect(used + call.units).toBeGreaterThan(unitLimit);
        else expect(outcome).toBe('accepted');
      }
      for (const customer of ['ada', 'bob', 'eve']) {
        const own = accepted.filter(({ call }) => call.customer === customer).sort((a, b) => a.used - b.used);
        let used = 0;
        for (const answer of own) expect(answer.used).toBe((used += answer.call.units));
        expect(used).toBeLessThanOrEqual(unitLimit);
      }
    }),
    { numRuns: 60 },
  );
}, 60_000);
