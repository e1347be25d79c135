import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { releaseStock } from '@/server/modules/inventory/release-stock';
import { reserveStock } from '@/server/modules/inventory/reserve-stock';
import { sellReserved } from '@/server/modules/inventory/sell-reserved';
import { setClock } from '@/server/platform/clock';
import { createDatabase, type Database, type Viewer } from '@/server/platform/db';
import type { CreateDropInput, DropProof } from '@/shared/contracts/drops';
import { HOUR_MS, MINUTE_MS } from '@/shared/time';
import { assertBooks } from '@/testing/oracle';
import { testEnv } from '@/testing/api-server';
import { breakOff } from '@/testing/break-off';
import { createTestDatabase, type TestDatabase } from '@/testing/postgres';
import { createOpenOrders, createPeople, createStocked, type Stocked } from '@/testing/stock';
import { createWorld, type World } from '@/testing/world';
import { announceDrops } from './announce-drops';
import { assertDropAllows } from './assert-drop-allows';
import { cancelDrop } from './cancel-drop';
import { claimDrop } from './claim-drop';
import { createDrop } from './create-drop';
import { enterDrop } from './enter-drop';
import { getDrop } from './get-drop';
import { getDropProof } from './get-drop-proof';
import { tellWinners } from './tell-winners';
import { turnDrops } from './turn-drops';
import { verifyProof } from './verify-proof';
import { withdrawEntry } from './withdraw-entry';

let database: TestDatabase;
let owner: pg.Client;
let world: World;
let dbs: Database[];
let shoe: Stocked;
let people: string[];
let count = 0;
const start = new Date('2026-11-20T12:00:00Z').getTime();
let now = start;

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createWorld(database.ownerUrl);
  owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  dbs = [1, 2].map(() => createDatabase({ userUrl: database.userUrl, serviceUrl: database.serviceUrl, max: 8 }));
  people = await createPeople(owner, { count: 30, name: 'drop' });
  setClock({ now: () => new Date(now) });
});
beforeEach(async () => {
  now = start;
  shoe = await createStocked(owner, world.sellers.one, { slug: `drop-shoe-${(count += 1)}`, units: [3, 2] });
});
afterEach(() => assertBooks(dbs[0]!));
afterAll(async () => {
  setClock();
  await Promise.all(dbs.map((db) => db.close()));
  await owner.end();
  await database.drop();
});

const db = () => dbs[0]!;
const viewer = (userId: string): Viewer => ({ userId, role: 'customer' });
const seller = () => viewer(world.sellerOne);
const size = (index = 0) => shoe.sizes[index]!;
const inputOf = (changes: Partial<CreateDropInput> = {}): CreateDropInput => ({
  seller: 'northbeam', product: shoe.slug, entriesOpenAt: new Date(start).toISOString(), entriesCloseAt: new Date(start + HOUR_MS).toISOString(), perPersonCap: 2, claimHours: 2,
  variants: [{ variantId: size(0).variantId, units: 3 }, { variantId: size(1).variantId, units: 1 }], ...changes,
});
const create = async (changes: Partial<CreateDropInput> = {}) => (await createDrop(db(), { viewer: seller(), input: inputOf(changes) })).dropId;
const enter = (dropId: string, userId: string, { quantity = 1, of = 0 } = {}) => enterDrop(db(), { viewer: viewer(userId), input: { dropId, variantId: size(of).variantId, quantity } });
const turnAt = async (at: number) => {
  now = at;
  const env = testEnv(database);
  // Two processes, three at a time: each step happens once.
  await Promise.all([...dbs, ...dbs, ...dbs].map((one) => turnDrops({ db: one, env })));
};
const draw = async () => {
  await turnAt(start + HOUR_MS);
  await turnAt(start + HOUR_MS + 5 * MINUTE_MS);
};
const drawnAt = start + HOUR_MS + 5 * MINUTE_MS;
const entriesOf = async (dropId: string) => (await owner.query<{ userId: string; rank: number; won: number; lapsed: boolean }>('select user_id as "userId", rank, won_quantity as won, lapsed_at is not null as lapsed from drop_entries where drop_id = $1 order by rank', [dropId])).rows;

/** Places an order as the order engine does, or with its two steps the other way round; returns its id. */
async function place(userId: string, { quantity = 1, of = 0, using = db(), claimFirst = false } = {}): Promise<string> {
  const [orderId] = await createOpenOrders(owner, [userId]);
  const items = [{ ...size(of), quantity }];
  const at = new Date(now);
  await using.asService('test', async (tx) => {
    if (claimFirst) await claimDrop(tx, { userId, orderId: orderId!, items, now: at });
    await reserveStock(tx, { orderId: orderId!, userId, items, expiresAt: new Date(now + HOUR_MS), now: at });
    if (!claimFirst) await claimDrop(tx, { userId, orderId: orderId!, items, now: at });
  });
  return orderId!;
}
const pay = (orderId: string) => db().asService('test', (tx) => sellReserved(tx, { orderId, now: new Date(now) }));
async function expire(orderId: string): Promise<void> {
  await owner.query(`update orders set status = 'expired', closed_at = now() where id = $1`, [orderId]);
  await db().asService('test', (tx) => releaseStock(tx, orderId));
}
const refused = { code: 'CONFLICT', details: { reason: 'drop' } };

describe('a draw', () => {
  it('gives every unit to the first in line, once, and proves it', async () => {
    const dropId = await create();
    for (const userId of people.slice(0, 10)) await enter(dropId, userId);
    for (const userId of people.slice(10, 13)) await enter(dropId, userId, { of: 1, quantity: 2 });
    expect(await getDropProof(db(), dropId)).toMatchObject({ entriesRoot: null, seed: null, entries: [] });
    await turnAt(start + HOUR_MS);
    const published = await getDropProof(db(), dropId);
    expect(published).toMatchObject({ seed: null, entriesRoot: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(published.entries).toHaveLength(13);
    expect(verifyProof(published)).toEqual({ holds: false, because: 'it is not drawn yet' });
    await turnAt(drawnAt - 1);
    expect((await getDropProof(db(), dropId)).seed).toBeNull();
    await turnAt(drawnAt);
    const proof = await getDropProof(db(), dropId);
    expect(verifyProof(proof)).toEqual({ holds: true, entries: 13, winners: 4 });
    expect(JSON.stringify(proof)).not.toContain(people[0]);
    const entries = await entriesOf(dropId);
    expect(entries.map(({ rank }) => rank)).toEqual(Array.from({ length: 13 }, (_, index) => index + 1));
    const mails = (await owner.query(`select 1 from email_outbox where kind = 'drop-won' and text_body like '%' || $1 || '%'`, [dropId])).rowCount;
    expect(mails).toBe(4);
    const [winner] = entries.filter(({ won }) => won > 0);
    expect((await getDrop(db(), { viewer: viewer(winner!.userId), dropId })).own).toMatchObject({ rank: winner!.rank, wonQuantity: 1 });
    expect((await getDrop(db(), { viewer: null, dropId })).own).toBeNull();
  });

  it('tells many winners page by page, each once, wherever it breaks off', async () => {
    const crowd = await createPeople(owner, { count: 600, name: 'winner' });
    const dropId = await create({ variants: [{ variantId: size(0).variantId, units: 3 }] });
    await owner.query(`insert into drop_entries (id, drop_id, user_id, variant_id, quantity, entry_hash, entered_at, rank, drawn_quantity, won_quantity, claim_expires_at)
      select 'ent_' || n, $1, person, $2, 1, encode(sha256(person::text::bytea), 'hex'), $4, n, 1, 1, $5 from unnest($3::uuid[]) with ordinality as p (person, n)`, [dropId, size(0).variantId, crowd, new Date(start), new Date(start + 9 * HOUR_MS)]);
    await owner.query(`update drops set closed_at = $2, entries_root = repeat('a', 64), drawn_at = $2, revealed_seed = seed where id = $1`, [dropId, new Date(start + HOUR_MS)]);
    now = start + 2 * HOUR_MS;
    const env = testEnv(database);
    const told = async () => (await owner.query<{ count: number }>(`select count(*)::int as count from notifications where type = 'drop_won' and user_id = any ($1::uuid[])`, [crowd])).rows[0]!.count;
    await expect(tellWinners({ db: breakOff(db(), { after: 1 }), env })).rejects.toMatchObject({ errors: [expect.objectContaining({ message: 'the process ended' })] });
    expect(await told()).toBe(100);
    await Promise.all(dbs.map((one) => tellWinners({ db: one, env })));
    expect(await told()).toBe(600);
    expect((await owner.query('select from drop_entries where drop_id = $1 and told_quantity = won_quantity', [dropId])).rowCount).toBe(600);
    // No such draw was published.
    await owner.query('delete from drops where id = $1', [dropId]);
  });

  it('tells nobody who has ordered it all what they may order, and those of other drops though one fails', async () => {
    const dropIds = [await create({ variants: [{ variantId: size(0).variantId, units: 2 }] })];
    const [broken, sound] = [shoe, await createStocked(owner, world.sellers.one, { slug: `drop-shoe-${(count += 1)}`, units: [3, 2] })];
    shoe = sound;
    dropIds.push(await create({ variants: [{ variantId: size(0).variantId, units: 2 }] }));
    for (const [index, stocked] of [broken, sound].entries()) {
      shoe = stocked;
      for (const userId of people.slice(0, 2)) await enter(dropIds[index]!, userId);
    }
    const told = async (dropId: string) => (await owner.query(`select from notifications n join drop_entries e on n.dedupe_key = 'drop-won:' || e.id || ':1' where e.drop_id = $1`, [dropId])).rowCount;
    await draw();
    const [orderId] = [await place(people[0]!)];
    await owner.query(`delete from notifications where type = 'drop_won'`);
    await owner.query('update drop_entries set told_quantity = 0 where drop_id = any ($1)', [dropIds]);
    const [first] = [...dropIds].sort();
    const other = dropIds.find((id) => id !== first)!;
    await owner.query(`create function pg_temp.refuse() returns trigger language plpgsql as $$ begin raise exception 'no'; end $$`);
    await owner.query(`create trigger refuse before update of told_quantity on drop_entries for each row when (old.drop_id = '${first}') execute function pg_temp.refuse()`);
    await expect(tellWinners({ db: db(), env: testEnv(database) })).rejects.toThrow('winners of 1 drops could not be told');
    await owner.query('drop trigger refuse on drop_entries');
    expect([await told(first!), await told(other)]).toEqual([0, other === dropIds[1] ? 1 : 2]);
    await tellWinners({ db: db(), env: testEnv(database) });
    expect([await told(dropIds[0]!), await told(dropIds[1]!)]).toEqual([2, 1]);
    // Closed unpaid: it may be ordered again.
    await expire(orderId);
    await tellWinners({ db: db(), env: testEnv(database) });
    expect(await told(dropIds[1]!)).toBe(2);
  });

  it('is refused by the proof when anything of it is changed', async () => {
    const dropId = await create();
    for (const userId of people.slice(0, 8)) await enter(dropId, userId, { quantity: 2 });
    await draw();
    const proof = await getDropProof(db(), dropId);
    expect(verifyProof(proof).holds).toBe(true);
    const other = '0'.repeat(64);
    const first = proof.entries[0]!;
    const withFirst = (changes: Partial<typeof first>): DropProof => ({ ...proof, entries: [{ ...first, ...changes }, ...proof.entries.slice(1)] });
    const tampered: Record<string, DropProof> = {
      dropId: { ...proof, dropId: `drp_${'0'.repeat(26)}` },
      seed: { ...proof, seed: other },
      'seed and its hash of another': { ...proof, seed: other, seedHash: '60e05bd1b195af2f94112fa7197a5c88289058840ce7c6df9693756bc6250f55' },
      seedHash: { ...proof, seedHash: other },
      entriesRoot: { ...proof, entriesRoot: other },
      'an entry gone': { ...proof, entries: proof.entries.slice(1) },
      'an entry twice': { ...proof, entries: [first, ...proof.entries] },
      hash: withFirst({ hash: other }),
      variantId: withFirst({ variantId: size(1).variantId }),
      quantity: withFirst({ quantity: 1 }),
      rank: withFirst({ rank: (first.rank ?? 0) + 1 }),
      drawn: withFirst({ drawn: first.drawn + 1 }),
      'won less': { ...proof, entries: proof.entries.map((entry) => (entry.drawn > 0 ? { ...entry, won: 0 } : entry)) },
      'won more': { ...proof, entries: proof.entries.map((entry) => (entry.rank === 8 ? { ...entry, won: 2 } : entry)) },
      units: { ...proof, variants: proof.variants.map((variant) => ({ ...variant, units: variant.units + 1 })) },
    };
    for (const [what, changed] of Object.entries(tampered)) expect(verifyProof(changed).holds, what).toBe(false);
  });

  it('is not held when an entry was changed after the list was published', async () => {
    const dropId = await create();
    for (const userId of people.slice(0, 3)) await enter(dropId, userId);
    await turnAt(start + HOUR_MS);
    await owner.query('update drop_entries set quantity = 2 where drop_id = $1 and user_id = $2', [dropId, people[0]]);
    await expect(turnAt(drawnAt)).rejects.toMatchObject({ errors: [expect.objectContaining({ message: expect.stringContaining('not those that were published') })] });
    expect((await getDropProof(db(), dropId)).seed).toBeNull();
    await owner.query('update drop_entries set quantity = 1 where drop_id = $1 and user_id = $2', [dropId, people[0]]);
    await turnAt(drawnAt);
  });
});

describe('announcing', () => {
  it('tells those who follow the product, once and an hour before it opens', async () => {
    const [earlier, follower, waiting, stranger] = people as [string, string, string, string];
    const before = await create({ variants: [{ variantId: size(1).variantId, units: 1 }] });
    await enter(before, earlier, { of: 1 });
    await cancelDrop(db(), { viewer: seller(), input: { seller: 'northbeam', dropId: before } });
    await owner.query('insert into favorites (user_id, product_id, created_at) select $1, id, now() from products where slug = $2', [follower, shoe.slug]);
    await owner.query('insert into stock_alerts (user_id, variant_id, asked_at) values ($1, $2, now())', [waiting, size(0).variantId]);
    const dropId = await create({ entriesOpenAt: new Date(start + 3 * HOUR_MS).toISOString(), entriesCloseAt: new Date(start + 5 * HOUR_MS).toISOString() });
    const told = async () => (await owner.query<{ userId: string }>('select user_id as "userId" from notifications where dedupe_key = $1 order by 1', [`drop-starting:${dropId}`])).rows.map(({ userId }) => userId);
    await turnAt(start + 2 * HOUR_MS - 1);
    expect(await told()).toEqual([]);
    await turnAt(start + 2 * HOUR_MS);
    await turnAt(start + 2 * HOUR_MS + MINUTE_MS);
    expect(await told()).toEqual([earlier, follower, waiting].sort());
    expect(await told()).not.toContain(stranger);
  });

  it('tells very many page by page, each once, wherever it breaks off', async () => {
    const crowd = await createPeople(owner, { count: 1_000, name: 'follower' });
    await owner.query('insert into favorites (user_id, product_id, created_at) select unnest($1::uuid[]), $2, now()', [crowd, shoe.productId]);
    const dropId = await create();
    const env = testEnv(database);
    // Two full pages; the third is empty and says that it is done.
    for (const after of [0, 1, 2]) await expect(announceDrops({ db: breakOff(db(), { after }), env })).rejects.toThrow('the process ended');
    expect((await owner.query('select from drops where id = $1 and announced_at is null', [dropId])).rowCount).toBe(1);
    await turnAt(start);
    const counted = (table: string) => owner.query(`select count(*)::int as count from ${table} where dedupe_key like $1`, [`drop-starting:${dropId}%`]);
    expect([(await counted('notifications')).rows, (await counted('email_outbox')).rows]).toEqual([[{ count: 1_000 }], [{ count: 1_000 }]]);
    expect((await owner.query('select from drops where id = $1 and announced_at is not null', [dropId])).rowCount).toBe(1);
  });
});

describe('entering', () => {
  it('is once per person, also in twenty clicks at once, in its time and within the cap', async () => {
    const dropId = await create({ entriesOpenAt: new Date(start + MINUTE_MS).toISOString() });
    await expect(enter(dropId, people[0]!)).rejects.toMatchObject({ details: { reason: 'not_open' } });
    now = start + MINUTE_MS;
    await Promise.all(Array.from({ length: 20 }, () => enter(dropId, people[0]!)));
    await enter(dropId, people[0]!, { of: 1, quantity: 2 });
    expect((await getDrop(db(), { viewer: viewer(people[0]!), dropId }))).toMatchObject({ entryCount: 1, own: { quantity: 2, variantId: size(1).variantId } });
    await expect(enter(dropId, people[0]!, { quantity: 3 })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    await expect(enter(dropId, world.sellerOne)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await withdrawEntry(db(), { viewer: viewer(people[0]!), dropId });
    expect(await getDrop(db(), { viewer: viewer(people[0]!), dropId })).toMatchObject({ entryCount: 0, own: null });
    now = start + HOUR_MS;
    await expect(enter(dropId, people[0]!)).rejects.toMatchObject({ details: { reason: 'not_open' } });
  });

  it('never slips in behind the closing', async () => {
    const dropId = await create();
    now = start + HOUR_MS - 1;
    await Promise.all([...people.map((userId) => enter(dropId, userId).catch(() => undefined)), turnAt(start + HOUR_MS)]);
    await turnAt(drawnAt);
    expect(verifyProof(await getDropProof(db(), dropId)).holds).toBe(true);
  });
});

describe('setting up', () => {
  it('takes only counted, available stock of own products on sale, once', async () => {
    await expect(createDrop(db(), { viewer: viewer(world.sellerTwo), input: inputOf() })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(create({ product: 'queue-kit' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(create({ variants: [{ variantId: size().variantId, units: 4 }] })).rejects.toMatchObject({ details: { reason: 'sold_out' } });
    await expect(create({ product: 'fastify-starter', variants: [{ variantId: world.products.published.variantId, units: 1 }] })).rejects.toMatchObject({ code: 'UNPROCESSABLE' });
    await expect(create({ entriesCloseAt: new Date(start + MINUTE_MS).toISOString() })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    const made = await Promise.allSettled(dbs.map((one) => createDrop(one, { viewer: seller(), input: inputOf() })));
    expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('keeps sizes of one stock together', async () => {
    await owner.query('update product_variants set stock_level_id = $1 where id = $2', [size(0).levelId, size(1).variantId]);
    await expect(create({ variants: [{ variantId: size(0).variantId, units: 1 }] })).rejects.toMatchObject({ details: { reason: 'shared_stock' } });
    await expect(create({ variants: [{ variantId: size(0).variantId, units: 2 }, { variantId: size(1).variantId, units: 2 }] })).rejects.toMatchObject({ details: { reason: 'sold_out' } });
    await create({ variants: [{ variantId: size(0).variantId, units: 2 }, { variantId: size(1).variantId, units: 1 }] });
  });

  it('keeps its stock also from a size that joins it later', async () => {
    await create();
    await owner.query('update product_variants set stock_level_id = $1 where id = $2', [size(0).levelId, size(1).variantId]);
    await owner.query('delete from drop_variants where variant_id = $1', [size(1).variantId]);
    await expect(place(people[0]!, { of: 1 })).rejects.toMatchObject(refused);
  });

  it('and buying at once never promise one unit twice', async () => {
    const buying = people.slice(0, 6).map((userId, index) => place(userId, { using: dbs[index % 2]! }).then(() => true, () => false));
    const [made, ...bought] = await Promise.all([create({ variants: [{ variantId: size().variantId, units: 2 }] }).then(() => true, () => false), ...buying]);
    const held = bought.filter(Boolean).length;
    expect(held + (made ? 2 : 0)).toBeLessThanOrEqual(3);
  });

  it('may be called off until it is drawn', async () => {
    const dropId = await create();
    await expect(place(people[0]!)).rejects.toMatchObject(refused);
    await cancelDrop(db(), { viewer: seller(), input: { seller: 'northbeam', dropId } });
    await expire(await place(people[0]!));
    const second = await create();
    await enter(second, people[0]!);
    await draw();
    await expect(cancelDrop(db(), { viewer: seller(), input: { seller: 'northbeam', dropId: second } })).rejects.toMatchObject({ details: { reason: 'drawn' } });
  });
});

describe('claiming', () => {
  it('is for winners, up to what they won, and again when an order was not paid', async () => {
    const dropId = await create({ variants: [{ variantId: size().variantId, units: 3 }] });
    for (const userId of people.slice(0, 4)) await enter(dropId, userId, { quantity: 2 });
    await draw();
    const [first, second, third] = await entriesOf(dropId);
    expect([first?.won, second?.won, third?.won]).toEqual([2, 1, 0]);
    await expect(place(third!.userId)).rejects.toMatchObject(refused);
    await expect(place(people[9]!)).rejects.toMatchObject(refused);
    await expect(place(first!.userId, { quantity: 3 })).rejects.toMatchObject(refused);
    const orderId = await place(first!.userId, { quantity: 2 });
    await expect(place(first!.userId)).rejects.toMatchObject(refused);
    await expire(orderId);
    await pay(await place(first!.userId, { quantity: 1 }));
    await expect(place(first!.userId, { quantity: 2 })).rejects.toMatchObject({ message: expect.stringContaining('you may order 1 more') });
    const twenty = await Promise.all(Array.from({ length: 20 }, (_, index) => place(second!.userId, { using: dbs[index % 2]!, claimFirst: true }).then(() => 1, () => 0)));
    expect(twenty.reduce<number>((sum, one) => sum + one, 0)).toBe(1);
    // Size 42 is in no drop, and sells.
    await expire(await place(people[9]!, { of: 1 }));
    await db().asService('test', (tx) => assertDropAllows(tx, { userId: null, items: [{ variantId: size(1).variantId, quantity: 1 }], now: new Date(now) }));
    await expect(db().asService('test', (tx) => assertDropAllows(tx, { userId: null, items: [{ variantId: size().variantId, quantity: 1 }], now: new Date(now) }))).rejects.toMatchObject(refused);
  });

  it('passes down the line what is not claimed in time, and ends when nobody is left', async () => {
    const dropId = await create({ variants: [{ variantId: size().variantId, units: 2 }] });
    for (const userId of people.slice(0, 4)) await enter(dropId, userId);
    await draw();
    const [first, second, third, fourth] = (await entriesOf(dropId)).map(({ userId }) => userId);
    await pay(await place(first!));
    now = drawnAt + 2 * HOUR_MS;
    // The job is late: time is over all the same.
    await expect(place(second!)).rejects.toMatchObject(refused);
    await turnAt(drawnAt + 2 * HOUR_MS);
    expect((await entriesOf(dropId)).map(({ won, lapsed }) => [won, lapsed])).toEqual([[1, false], [1, true], [1, false], [0, false]]);
    const open = await place(third!);
    // An open order keeps its unit past the end of the claim; closed unpaid, it goes on to the next.
    await turnAt(drawnAt + 4 * HOUR_MS);
    expect((await entriesOf(dropId))[3]).toMatchObject({ userId: fourth, won: 0 });
    await expire(open);
    await turnAt(drawnAt + 4 * HOUR_MS + MINUTE_MS);
    expect((await entriesOf(dropId))[3]).toMatchObject({ won: 1 });
    expect(verifyProof(await getDropProof(db(), dropId))).toMatchObject({ holds: true, winners: 4 });
    await turnAt(drawnAt + 7 * HOUR_MS);
    expect(await getDrop(db(), { viewer: null, dropId })).toMatchObject({ stage: 'ended' });
    await expire(await place(people[9]!));
  });

  it('with nobody there is over at once', async () => {
    const dropId = await create();
    await draw();
    expect(await getDrop(db(), { viewer: null, dropId })).toMatchObject({ stage: 'ended', entryCount: 0 });
    await expire(await place(people[0]!));
  });
});
