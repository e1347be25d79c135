import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createDatabase, type Database } from '@/server/platform/db';
import { assertBooks } from '@/testing/oracle';
import { createTestDatabase, type TestDatabase } from '@/testing/postgres';
import { createOpenOrders, createPeople, createStocked, type Stocked } from '@/testing/stock';
import { createWorld, type World } from '@/testing/world';
import { adjustStock, type StockAdjustment } from './adjust-stock';
import { releaseStock } from './release-stock';
import { HELD_UNITS_MAX, reserveStock } from './reserve-stock';
import { returnStock } from './return-stock';
import { sellReserved } from './sell-reserved';

let database: TestDatabase;
let owner: pg.Client;
let world: World;
/** Two, as two processes have. */
let dbs: Database[];
let shoe: Stocked;
let people: string[];
let count = 0;
const now = new Date('2026-11-20T12:00:00Z');
const expiresAt = new Date('2026-11-20T13:00:00Z');

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createWorld(database.ownerUrl);
  owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  dbs = [1, 2].map(() => createDatabase({ userUrl: database.userUrl, serviceUrl: database.serviceUrl, max: 12 }));
  people = await createPeople(owner, { count: 200, name: 'stock' });
});
beforeEach(async () => {
  shoe = await createStocked(owner, world.sellers.one, { slug: `shoe-${(count += 1)}`, units: [10, 10] });
});
afterEach(() => assertBooks(dbs[0]!));
afterAll(async () => {
  await Promise.all(dbs.map((db) => db.close()));
  await owner.end();
  await database.drop();
});

const level = async (size = 0) => (await owner.query<{ onHand: number; reserved: number }>('select on_hand as "onHand", reserved from stock_levels where id = $1', [shoe.sizes[size]!.levelId])).rows[0];
const statuses = async () => (await owner.query<{ status: string; count: number }>('select status, count(*)::int from stock_reservations where level_id = $1 group by 1 order by 1', [shoe.sizes[0]!.levelId])).rows;
const open = async (userId = world.buyerA) => (await createOpenOrders(owner, [userId]))[0]!;
const close = (orderId: string) => owner.query(`update orders set status = 'expired', closed_at = now() where id = $1`, [orderId]);
const item = (quantity: number, size = 0) => ({ ...shoe.sizes[size]!, quantity });
const reserve = (orderId: string, items: ReturnType<typeof item>[], { userId = world.buyerA, db = dbs[0]! } = {}) =>
  db.asService('test', (tx) => reserveStock(tx, { orderId, userId, items, expiresAt, now }));
const sell = (orderId: string, db = dbs[0]!) => db.asService('test', (tx) => sellReserved(tx, { orderId, now }));
const release = async (orderId: string, db = dbs[0]!) => db.asService('test', (tx) => releaseStock(tx, orderId));
const adjust = (change: StockAdjustment['change'], { sellerId = world.sellers.one, db = dbs[0]! } = {}) =>
  db.asService('test', (tx) => adjustStock(tx, { levelId: shoe.sizes[0]!.levelId, sellerId, change, reason: 'counted', note: '', actorUserId: world.sellerOne, now }));

/** Runs one task per argument, twenty at a time, spread over both databases. */
async function crowd<T>(many: readonly T[], task: (one: T, db: Database) => Promise<unknown>): Promise<PromiseSettledResult<unknown>[]> {
  const results: PromiseSettledResult<unknown>[] = [];
  const waiting = [...many.entries()];
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [result] = await Promise.allSettled([task(next[1], dbs[next[0] % 2]!)]);
      results[next[0]] = result;
    }
  };
  await Promise.all(Array.from({ length: 20 }, work));
  return results;
}
const won = (results: PromiseSettledResult<unknown>[]) => results.filter(({ status }) => status === 'fulfilled').length;

describe('holding', () => {
  it('S01: 200 buyers, 10 units: 10 hold one, and the others are told', async () => {
    const orders = await createOpenOrders(owner, people);
    const results = await crowd(orders.map((orderId, index) => ({ orderId, userId: people[index]! })), ({ orderId, userId }, db) => reserve(orderId, [item(1)], { userId, db }));
    expect(won(results)).toBe(10);
    expect(await level()).toEqual({ onHand: 10, reserved: 10 });
    for (const result of results) if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'CONFLICT', details: { reason: 'sold_out' } });
  });

  it('S07: orders of opposite lines wait for each other', async () => {
    await owner.query(`update stock_levels set on_hand = 1000 where id = any ($1)`, [shoe.sizes.map(({ levelId }) => levelId)]);
    await owner.query(`insert into stock_movements (id, level_id, delta, reason, at) select 'mov_' || id, id, 990, 'received', now() from stock_levels where id = any ($1)`, [shoe.sizes.map(({ levelId }) => levelId)]);
    const before = await deadlocks();
    const orders = await createOpenOrders(owner, people);
    const results = await crowd(orders.map((orderId, index) => ({ orderId, index })), ({ orderId, index }, db) => reserve(orderId, index % 2 ? [item(1, 0), item(2, 1)] : [item(2, 1), item(1, 0)], { userId: people[index]!, db }));
    expect(won(results)).toBe(200);
    expect([await level(0), await level(1)]).toMatchObject([{ reserved: 200 }, { reserved: 400 }]);
    expect(await deadlocks()).toBe(before);
  });

  it('S02, S03: sizes are counted apart, and the lines of one size together', async () => {
    await reserve(await open(), [item(10)]);
    await reserve(await open(), [item(4, 1), item(5, 1)]);
    await expect(reserve(await open(people[0]), [item(1, 1), item(1, 1)], { userId: people[0]! })).rejects.toMatchObject({ message: `Only 1 of ${shoe.slug} 42 is left.`, details: { reason: 'sold_out', field: shoe.sizes[1]!.variantId } });
    await expect(reserve(await open(people[0]), [item(1)], { userId: people[0]! })).rejects.toMatchObject({ message: `${shoe.slug} 41 is sold out.` });
  });

  it('S11: one line too many and none is held', async () => {
    await expect(reserve(await open(), [item(2), item(11, 1)])).rejects.toMatchObject({ details: { reason: 'sold_out' } });
    expect([await level(0), await level(1)]).toMatchObject([{ reserved: 0 }, { reserved: 0 }]);
  });

  it('S10: one person holds no more than the limit, also in twenty orders at once', async () => {
    await adjust({ count: 100 });
    const orders = await createOpenOrders(owner, Array.from({ length: 20 }, () => world.buyerA));
    const results = await crowd(orders, (orderId, db) => reserve(orderId, [item(3)], { db }));
    expect(won(results)).toBe(Math.floor(HELD_UNITS_MAX / 3));
    for (const result of results) if (result.status === 'rejected') expect(result.reason).toMatchObject({ details: { reason: 'too_many' } });
    await sell(orders[results.findIndex(({ status }) => status === 'fulfilled')]!);
    await reserve(await open(), [item(2)]);
  });

  it('S06: the table itself refuses what is below nothing', async () => {
    await expect(owner.query('update stock_levels set on_hand = -1, reserved = -1 where id = $1', [shoe.sizes[0]!.levelId])).rejects.toThrow(/check constraint/);
    await expect(owner.query('update stock_levels set reserved = 11 where id = $1', [shoe.sizes[0]!.levelId])).rejects.toThrow(/check constraint/);
  });

  async function deadlocks(): Promise<number> {
    await owner.query('select pg_stat_force_next_flush(), pg_stat_clear_snapshot()');
    return (await owner.query<{ deadlocks: number }>('select deadlocks::int from pg_stat_database where datname = current_database()')).rows[0]!.deadlocks;
  }
});

describe('selling and letting go', () => {
  it('sells what is held once, with its movement', async () => {
    const orderId = await open();
    await reserve(orderId, [item(2), item(3, 1)]);
    await Promise.all(dbs.flatMap((db) => [sell(orderId, db), sell(orderId, db)]));
    expect([await level(0), await level(1)]).toEqual([{ onHand: 8, reserved: 0 }, { onHand: 7, reserved: 0 }]);
  });

  it('S05: two sweepers let go once', async () => {
    const [orderId, other] = [await open(), await open(world.buyerB)];
    await reserve(orderId, [item(4)]);
    await reserve(other, [item(3)], { userId: world.buyerB });
    await close(orderId);
    await Promise.all([...dbs, ...dbs, ...dbs].map((db) => release(orderId, db)));
    expect(await level()).toEqual({ onHand: 10, reserved: 3 });
  });

  it('S04: paid and expired in the same moment have one winner each', async () => {
    const orders = await createOpenOrders(owner, people.slice(0, 10));
    for (const [index, orderId] of orders.entries()) await reserve(orderId, [item(1)], { userId: people[index]! });
    await owner.query(`update orders set status = 'expired', closed_at = now() where id = any ($1)`, [orders]);
    await crowd(orders.flatMap((orderId) => [{ orderId, does: sell }, { orderId, does: release }]), ({ orderId, does }, db) => does(orderId, db));
    // Whoever was let go first was taken again by its payment; nothing is left held, and nothing sold twice.
    expect(await statuses()).toEqual([{ status: 'sold', count: 10 }]);
    expect(await level()).toEqual({ onHand: 0, reserved: 0 });
  });

  it('M09: money that comes late takes what is left, and says what is not', async () => {
    const [late, quick] = [await open(), await open(world.buyerB)];
    await reserve(late, [item(8), item(2, 1)]);
    await close(late);
    await release(late);
    await reserve(quick, [item(5)], { userId: world.buyerB });
    expect(await sell(late)).toEqual({ missing: [{ variantId: shoe.sizes[0]!.variantId, quantity: 8 }] });
    expect([await level(0), await level(1)]).toEqual([{ onHand: 10, reserved: 5 }, { onHand: 8, reserved: 0 }]);
  });

  it('S09: a cancellation and its refund put back once per cause', async () => {
    const orderId = await open();
    await reserve(orderId, [item(4)]);
    await sell(orderId);
    const back = (sourceId: string, quantity: number) => (db: Database) =>
      db.asService('test', (tx) => returnStock(tx, { orderId, items: [{ variantId: shoe.sizes[0]!.variantId, quantity, sourceId }, { variantId: world.products.other.variantId, quantity: 1, sourceId }], reason: 'canceled', actorUserId: null, now }));
    await Promise.all([...dbs, ...dbs].map(back('rfd_1', 1)));
    await Promise.all([...dbs, ...dbs].map(back('rfd_2', 2)));
    expect(await level()).toEqual({ onHand: 9, reserved: 0 });
  });
});

describe('setting right', () => {
  it('S08: counting while people buy loses neither', async () => {
    const orders = await createOpenOrders(owner, people.slice(0, 10));
    await crowd([...orders.entries(), ...Array.from({ length: 10 }, () => null)], async (one, db) => {
      if (!one) return adjust({ delta: 1 }, { db });
      await reserve(one[1], [item(1)], { userId: people[one[0]]!, db });
      return sell(one[1], db);
    });
    expect(await level()).toEqual({ onHand: 10, reserved: 0 });
    expect(await adjust({ count: 7 })).toMatchObject({ onHand: 7 });
  });

  it('leaves at least what open orders hold, and never less than nothing', async () => {
    await reserve(await open(), [item(4)]);
    await expect(adjust({ count: 3 })).rejects.toMatchObject({ message: expect.stringContaining('hold 4 units'), details: { reason: 'reserved' } });
    await expect(adjust({ delta: -11 })).rejects.toMatchObject({ details: { reason: 'on_hand' } });
    expect(await adjust({ count: 4 })).toMatchObject({ onHand: 4, reserved: 4 });
  });

  it('is for the seller it belongs to', async () => {
    await expect(adjust({ delta: 1 }, { sellerId: world.sellers.two })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
