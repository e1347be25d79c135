import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { releaseStock } from '@/server/modules/inventory/release-stock';
import { reserveStock } from '@/server/modules/inventory/reserve-stock';
import { sellReserved } from '@/server/modules/inventory/sell-reserved';
import { notify } from '@/server/modules/notifications/notify';
import type { Database } from '@/server/platform/db';
import { ListStockInput, StockSort, type AdjustStockInput } from '@/shared/contracts/inventory';
import { assertBooks } from '@/testing/oracle';
import { expectSorted } from '@/testing/read-pages';
import { startShop, type Shop } from '@/testing/shop';
import { createOpenOrders, createPeople, createStocked, type Stocked } from '@/testing/stock';
import { askStockAlert } from './ask-stock-alert';
import { cancelStockAlert } from './cancel-stock-alert';
import { changeStock } from './change-stock';
import { getStockAlert } from './get-stock-alert';
import { listMovements } from './list-movements';
import { listStock } from './list-stock';
import { markLowStock } from './mark-low-stock';
import { tellBackInStock } from './tell-back-in-stock';

let shop: Shop;
let owner: pg.Client;
let shoe: Stocked;
let people: string[];
let count = 0;

beforeAll(async () => {
  shop = await startShop();
  owner = new pg.Client({ connectionString: shop.database.ownerUrl });
  await owner.connect();
  people = await createPeople(owner, { count: 12, name: 'waiting' });
});
beforeEach(async () => {
  shoe = await createStocked(owner, shop.world.sellers.one, { slug: `low-shoe-${(count += 1)}`, units: [5, 0] });
});
afterEach(() => assertBooks(shop.platform.db));
afterAll(async () => {
  await owner.end();
  await shop.stop();
});

const db = () => shop.platform.db;
const as = (userId: string) => ({ userId, role: 'customer' as const });
const change = (reason: AdjustStockInput['reason'], units: number, { size = 0, userId = shop.world.sellerOne } = {}) =>
  changeStock(db(), { viewer: as(userId), input: { seller: 'northbeam', levelId: shoe.sizes[size]!.levelId, reason, units, note: 'for the test' } });
const ask = (userId: string, size = 1) => askStockAlert(db(), { viewer: as(userId), variantId: shoe.sizes[size]!.variantId });
const isWaiting = async (userId: string) => (await getStockAlert(db(), { viewer: as(userId), variantId: shoe.sizes[1]!.variantId })).isWaiting;
const mailsAbout = (subject: string) => shop.mail.list({}).filter((mail) => mail.subject.includes(shoe.slug) && mail.subject.includes(subject));

async function hold(quantity: number, size = 0): Promise<string> {
  const [orderId] = await createOpenOrders(owner, [shop.world.buyerA]);
  const now = new Date();
  await db().asService('test', (tx) => reserveStock(tx, { orderId: orderId!, userId: shop.world.buyerA, items: [{ ...shoe.sizes[size]!, quantity }], expiresAt: now, now }));
  return orderId!;
}
const sell = async (orderId: string) => db().asService('test', (tx) => sellReserved(tx, { orderId, now: new Date() }));
async function release(orderId: string): Promise<void> {
  await owner.query(`update orders set status = 'expired', closed_at = now() where id = $1`, [orderId]);
  await db().asService('test', (tx) => releaseStock(tx, orderId));
}

/** A transaction that runs more often than it was asked for was ended by the database, which found a circle. */
function countRuns(inner: Database) {
  const runs = { asked: 0, done: 0 };
  const asService: Database['asService'] = (reason, work) => {
    runs.asked += 1;
    return inner.asService(reason, (tx) => {
      runs.done += 1;
      return work(tx);
    });
  };
  return { runs, counted: { ...inner, asService } };
}

describe('a seller’s stock', () => {
  it('is listed by product, set right with a reason, and its movements name who did', async () => {
    expect(await change('received', 3)).toEqual({ onHand: 8, reserved: 0 });
    expect(await change('damaged', 2)).toEqual({ onHand: 6, reserved: 0 });
    expect(await change('counted', 4)).toEqual({ onHand: 4, reserved: 0 });
    await sell(await hold(1));
    await hold(2);
    const { items } = await listStock(db(), { viewer: as(shop.world.sellerOne), input: { seller: 'northbeam', limit: 20, q: shoe.slug, show: 'all' } });
    expect(items).toMatchObject([{ slug: shoe.slug, levels: [{ title: '41', onHand: 3, reserved: 2, available: 1, lowAt: null }, { title: '42', onHand: 0, available: 0 }] }]);
    const page = await listMovements(db(), { viewer: as(shop.world.sellerOne), input: { seller: 'northbeam', levelId: shoe.sizes[0]!.levelId, limit: 3 } });
    expect(page.items).toMatchObject([{ reason: 'sold', delta: -1, variantTitle: '41', orderNumber: expect.stringMatching(/^LK-/) }, { reason: 'counted', delta: -2, actorName: 'sellerOne', note: 'for the test' }, { reason: 'damaged', delta: -2 }]);
    const rest = await listMovements(db(), { viewer: as(shop.world.sellerOne), input: { seller: 'northbeam', levelId: shoe.sizes[0]!.levelId, limit: 3, cursor: page.nextCursor! } });
    expect(rest.items.map(({ reason }) => reason)).toEqual(['received', 'received']);
    expect(rest.nextCursor).toBeNull();
  });

  it('refuses strangers, nothing, and less than open orders hold', async () => {
    await expect(change('received', 1, { userId: shop.world.sellerTwo })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(change('received', 0)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    await hold(3);
    await expect(change('counted', 2)).rejects.toMatchObject({ code: 'CONFLICT', message: expect.stringContaining('hold 3 units') });
    await expect(change('lost', 6)).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  it('pages by product and finds what is low or sold out', async () => {
    await createStocked(owner, shop.world.sellers.two, { slug: `other-shoe-${count}`, units: [1] });
    const list = (input: object) => listStock(db(), { viewer: as(shop.world.sellerOne), input: { seller: 'northbeam', limit: 1, q: '', show: 'all', ...input } });
    const first = await list({});
    expect(first.items).toMatchObject([{ slug: shoe.slug }]);
    if (first.nextCursor) expect((await list({ cursor: first.nextCursor })).items[0]?.slug).not.toBe(shoe.slug);
    expect((await list({ show: 'low', q: shoe.slug })).items).toEqual([]);
    expect((await list({ show: 'sold_out', q: shoe.slug })).items).toHaveLength(1);
    await expect(listStock(db(), { viewer: as(shop.world.buyerA), input: { seller: 'northbeam', limit: 1, q: '', show: 'all' } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('the order of the shelf', () => {
  it('is by name or by what is to be had, as asked', async () => {
    for (const [name, units] of [['a-boot', [2, 1]], ['B-boot', [3]], ['b-boot', [0, 3]], ['Ö-boot', [9]]] as const) {
      const { productId } = await createStocked(owner, shop.world.sellers.one, { slug: `boot-${(count += 1)}`, units });
      await owner.query('update products set title = $2 where id = $1', [productId, name]);
      await owner.query('select app.refresh_catalog_entries(array[$1])', [productId]);
    }
    for (const sort of StockSort.options) {
      const items = await expectSorted(sort, (more) => listStock(db(), { viewer: as(shop.world.sellerOne), input: ListStockInput.parse({ seller: 'northbeam', sort, ...more }) }),
        ({ title, levels }) => (sort.startsWith('name') ? title.toLowerCase() : levels.reduce((sum, { available }) => sum + available, 0)));
      expect(items.length).toBeGreaterThan(3);
    }
  });
});

describe('notices', () => {
  it('say once per crossing that stock is low', async () => {
    await markLowStock(db(), { viewer: as(shop.world.sellerOne), input: { seller: 'northbeam', levelId: shoe.sizes[0]!.levelId, lowAt: 3 } });
    await sell(await hold(1));
    await shop.work();
    expect(mailsAbout('')).toHaveLength(0);
    await sell(await hold(1));
    await sell(await hold(1));
    await shop.work();
    expect(mailsAbout('left')).toMatchObject([{ to: ['sellerone@example.test'] }]);
    await change('received', 5);
    await sell(await hold(3));
    await shop.work();
    await sell(await hold(1));
    await shop.work();
    expect(mailsAbout('left')).toHaveLength(2);
  });

  it('F05: tell those who wait once each, in the order they asked, as many as there are units', async () => {
    await expect(ask(people[0]!, 0)).rejects.toMatchObject({ code: 'CONFLICT', details: { reason: 'in_stock' } });
    for (const userId of people.slice(0, 5)) await ask(userId);
    await ask(people[0]!);
    await cancelStockAlert(db(), { viewer: as(people[1]!), variantId: shoe.sizes[1]!.variantId });
    await change('received', 2, { size: 1 });
    await Promise.all(Array.from({ length: 6 }, () => tellBackInStock(shop.platform, { levelId: shoe.sizes[1]!.levelId })));
    await shop.work();
    const told = () => mailsAbout('is back').flatMap(({ to }) => to).sort();
    const addresses = async (ids: (string | undefined)[]) => (await owner.query<{ email: string }>('select email from users where id = any ($1)', [ids])).rows.map(({ email }) => email).sort();
    expect(told()).toEqual(await addresses([people[0], people[2]]));
    expect([await isWaiting(people[0]!), await isWaiting(people[3]!)]).toEqual([false, true]);
  });

  it('go to many while some of them buy the same stock, without a circle and without a loss', async () => {
    const crowd = await createPeople(owner, { count: 60, name: 'crowd' });
    const { variantId, levelId } = shoe.sizes[1]!;
    // With a page open: only then does telling them take their number alone.
    await shop.sql(`update live_cursors set watched_until = now() + interval '10 minutes' where user_id = any ($1)`, [crowd]);
    for (const userId of crowd) await ask(userId);
    await change('received', 80, { size: 1 });
    const buyers = crowd.slice(0, 20);
    const orders = await createOpenOrders(owner, buyers);
    const now = new Date();
    for (const [index, orderId] of orders.entries()) await db().asService('test', (tx) => reserveStock(tx, { orderId, userId: buyers[index]!, items: [{ variantId, levelId, quantity: 1 }], expiresAt: now, now }));
    const { runs, counted } = countRuns(db());
    const buy = (orderId: string, index: number) => counted.asService('test', async (tx) => {
      await sellReserved(tx, { orderId, now });
      await notify(tx, { to: { userId: buyers[index]! }, type: 'receipt', title: 'Thank you', href: '/account/orders', dedupeKey: `receipt:${orderId}`, at: now });
    });
    const tell = () => tellBackInStock({ ...shop.platform, db: counted }, { levelId });
    await Promise.all([tell(), tell(), ...orders.map(buy), tell()]);
    expect(runs.done).toBe(runs.asked);
    const toldOf = (key: string) => shop.sql('select count(*)::int as count from notifications where dedupe_key like $1', [key]);
    expect(await toldOf(`back-in-stock:${variantId}:%`)).toEqual([{ count: 60 }]);
    expect(await shop.sql('select count(*)::int as count from email_outbox where dedupe_key like $1', [`back-in-stock:${variantId}:%`])).toEqual([{ count: 60 }]);
    // Their mails need not be sent one by one by whichever test works next.
    await shop.sql('delete from graphile_worker._private_jobs');
  });

  it('wait until there is something, and hear of what others let go', async () => {
    await change('received', 1, { size: 1 });
    const held = await hold(1, 1);
    for (const userId of people.slice(5, 8)) await ask(userId);
    await shop.work();
    expect(mailsAbout('is back')).toHaveLength(0);
    await release(held);
    await shop.work();
    expect(mailsAbout('is back')).toHaveLength(1);
    expect([await isWaiting(people[5]!), await isWaiting(people[6]!), await isWaiting(people[7]!)]).toEqual([false, true, true]);
    // The others have their turn in an hour.
    expect(await shop.sql(`select run_at > now() + interval '50 minutes' as later from graphile_worker.jobs where task_identifier = 'tell-back-in-stock' and key like '%' || $1`, [shoe.sizes[1]!.levelId])).toEqual([{ later: true }]);
  });
});
