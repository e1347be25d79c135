import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { recordEvents } from '@/server/modules/analytics/record-events';
import { rollUpEvents } from '@/server/modules/analytics/roll-up-events';
import { clock, setClock } from '@/server/platform/clock';
import type { Database, Viewer } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import type { SellerStatsPanel } from '@/shared/contracts/seller-stats';
import { newId } from '@/shared/ids';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@/shared/time';
import { createTestPlatform } from '@/testing/platform';
import { createTestDatabase, type TestDatabase } from '@/testing/postgres';
import { createWorld, type World } from '@/testing/world';
import { exportSellerStats } from './export-seller-stats';
import { getRatingStats } from './get-rating-stats';
import { getSellerOverview } from './get-seller-overview';
import { getSellerSeries } from './get-seller-series';
import { listProductStats } from './list-product-stats';
import { listSellerRefunds } from './list-seller-refunds';

let database: TestDatabase;
let platform: Platform;
let owner: pg.Pool;
let world: World;
let viewer: Viewer;
let now: number;
const input = { seller: 'northbeam', days: 7, currency: 'usd' } as const;

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createWorld(database.ownerUrl);
  platform = await createTestPlatform(database);
  owner = new pg.Pool({ connectionString: database.ownerUrl, max: 2 });
  viewer = { userId: world.sellerOne, role: 'customer' };
  now = Math.floor(clock.now().getTime() / DAY_MS) * DAY_MS + 12 * HOUR_MS;
  setClock({ now: () => new Date(now) });
  await arrange();
});
beforeEach(() => setClock({ now: () => new Date(now) }));
afterEach(() => setClock());
afterAll(async () => {
  await owner.end();
  await platform.close();
  await database.drop();
});

interface Sale {
  daysAgo: number;
  backMinor?: number;
  sellerId?: string;
  buyer?: string;
}

/** An order of one unit, as its verbs write it: 4,600 of 5,000 are the seller's, and of what went back as much. */
async function sell({ daysAgo, backMinor = 0, sellerId = world.sellers.one, buyer = world.buyerA }: Sale): Promise<void> {
  const { id: productId, variantId, priceId, versionId } = sellerId === world.sellers.one ? world.products.published : world.products.other;
  const [order, item, refund, key] = [newId('order'), newId('orderItem'), newId('refund'), newId('entitlement')];
  const at = new Date(now - daysAgo * DAY_MS);
  await owner.query(`insert into orders (id, buyer_user_id, status, currency, subtotal_minor, total_minor, expires_at, paid_at, created_at) values ($1, $2, 'paid', 'usd', 5000, 5000, $3, $3, $3)`, [order, buyer, at]);
  await owner.query(`insert into seller_orders (id, order_id, seller_id, number, currency, total_minor, fee_minor, paid_at, created_at) select $1, $2, $3, number, 'usd', 5000, 400, $4, $4 from orders where id = $2`, [newId('sellerOrder'), order, sellerId, at]);
  await owner.query(
    `insert into order_items (id, order_id, seller_id, product_id, variant_id, price_id, title, kind, quantity, unit_price_minor, total_minor, fee_bps, fee_minor, refunded_minor) values ($1, $2, $3, $4, $5, $6, '=Kit', 'download', 1, 5000, 5000, 800, 400, $7)`,
    [item, order, sellerId, productId, variantId, priceId, backMinor],
  );
  await owner.query(`insert into entitlements (id, holder_user_id, product_id, order_item_id, source) values ($1, $2, $3, $4, 'purchase')`, [key, buyer, productId, item]);
  await owner.query(`insert into download_events (id, entitlement_id, product_id, version_id, user_id, requested_at) values ($1, $2, $3, $4, $5, $6)`, [newId('download'), key, productId, versionId, buyer, at]);
  await post({ source: 'payment', order, item, sellerId, sellerMinor: -4600, at });
  // A payout moves what is owed, and is no loss.
  await post({ source: 'transfer', order, item: null, sellerId, sellerMinor: 4600, at });
  if (backMinor === 0) return;
  await owner.query(`insert into refunds (id, order_id, amount_minor, currency, status, settled_at) values ($1, $2, $3, 'usd', 'succeeded', $4)`, [refund, order, backMinor, at]);
  await owner.query('insert into refund_items (refund_id, order_item_id, amount_minor) values ($1, $2, $3)', [refund, item, backMinor]);
  await post({ source: 'refund', order, item, sellerId, sellerMinor: (backMinor * 92) / 100, at });
}

async function post({ source, order, item, sellerId, sellerMinor, at }: { source: string; order: string; item: string | null; sellerId: string; sellerMinor: number; at: Date }): Promise<void> {
  const transaction = newId('ledgerTransaction');
  await owner.query(`insert into ledger_accounts (id, seller_id, name, currency) values ($1, $2, 'seller_payable', 'usd'), ($3, null, 'stripe_clearing', 'usd') on conflict do nothing`, [newId('ledgerAccount'), sellerId, newId('ledgerAccount')]);
  await owner.query(
    `with head as (insert into ledger_transactions (id, source_type, source_id, posted_at) values ($1, $2, $1, $3) returning id)
     insert into ledger_entries (id, transaction_id, account_id, amount_minor, currency, order_item_id, order_id, posted_at)
     select x.id, head.id, a.id, x.amount, 'usd', x.item, $4, $3 from head, (values ($5, $6::bigint, $7, $8), ($9, -$6::bigint, null, null)) x(id, amount, item, seller)
     join ledger_accounts a on a.currency = 'usd' and a.seller_id is not distinct from x.seller and a.name = case when x.seller is null then 'stripe_clearing' else 'seller_payable' end`,
    [transaction, source, at, order, newId('ledgerEntry'), sellerMinor, item, sellerId, newId('ledgerEntry')],
  );
}

/** Seven days: two sales, one of them given back, eight views, three carts. The seven before: one sale, two views. Another seller's are beside them. */
async function arrange(): Promise<void> {
  await sell({ daysAgo: 0 });
  await sell({ daysAgo: 2, backMinor: 5000, buyer: world.buyerB });
  await sell({ daysAgo: 9 });
  await sell({ daysAgo: 1, sellerId: world.sellers.two });
  const event = (visitor: number, daysAgo: number, name: 'view' | 'cart' = 'view') => ({ name, place: 'product' as const, productId: world.products.published.id, visitor: `v_${String(visitor).padStart(22, '0')}`, at: new Date(now - daysAgo * DAY_MS - HOUR_MS) });
  const views = Array.from({ length: 8 }, (_, visitor) => event(visitor, visitor % 4));
  await recordEvents(platform, [...views, ...views, event(1, 9), event(2, 9), event(1, 1, 'cart'), event(2, 2, 'cart'), event(3, 3, 'cart'), { ...event(1, 1), productId: world.products.other.id }]);
  await rollUpEvents(platform);
  // What a review needs is tried where reviews are written; here they are only counted.
  const client = await owner.connect();
  await client.query('set session_replication_role = replica');
  for (const [author, rating, hiddenAt] of [[world.buyerA, 4, null], [world.buyerB, 1, new Date(now)]] as const) {
    await client.query(
      `insert into reviews (id, product_id, seller_id, author_id, author_name, order_item_id, rating, created_at, hidden_at)
       select $1, $2, $3, $4, 'A', i.id, $5, $6, $7 from order_items i join orders o on o.id = i.order_id where i.seller_id = $3 and o.buyer_user_id = $4 limit 1`,
      [newId('review'), world.products.published.id, world.sellers.one, author, rating, new Date(now - DAY_MS), hiddenAt],
    );
  }
  await client.query('set session_replication_role = origin');
  client.release();
}

it('sums a span beside the one before it, as the books have it', async () => {
  const { now: current, before } = await getSellerOverview(platform.db, { viewer, input: { seller: 'northbeam', days: 7 } });
  expect(current).toEqual({ views: 8, carts: 3, orders: 2, refundedOrders: 1, reviews: 1, rating: 4, money: [{ currency: 'usd', netMinor: 4600, backMinor: 4600 }] });
  expect(before).toEqual({ views: 2, carts: 0, orders: 1, refundedOrders: 0, reviews: 0, rating: null, money: [{ currency: 'usd', netMinor: 4600, backMinor: 0 }] });
});

it('counts what is not summed yet, once', async () => {
  const event = (visitor: string) => ({ name: 'view' as const, place: 'product' as const, productId: world.products.published.id, visitor, at: clock.now() });
  await recordEvents(platform, [event('v_0000000000000000000000'), event('v_9999999999999999999999'), event('v_9999999999999999999999')]);
  const views = async () => (await getSellerOverview(platform.db, { viewer, input: { seller: 'northbeam', days: 7 } })).now.views;
  expect(await views()).toBe(9);
  setClock({ now: () => new Date(now + 2 * MINUTE_MS) });
  await rollUpEvents(platform);
  expect(await views()).toBe(9);
  await owner.query(`delete from analytics_seen where visitor = 'v_9999999999999999999999'`);
  await owner.query(`update analytics_product_days set views = views - 1 where product_id = $1 and day = $2`, [world.products.published.id, new Date(now).toISOString().slice(0, 10)]);
});

it('draws days, and a year by week, whose sums are the same', async () => {
  const { step, points } = await getSellerSeries(platform.db, { viewer, input });
  expect([step, points.length, points.at(-1)?.day]).toEqual(['day', 7, new Date(now).toISOString().slice(0, 10)]);
  expect(points.reduce((sum, point) => ({ views: sum.views + point.views, orders: sum.orders + point.orders, netMinor: sum.netMinor + point.netMinor }), { views: 0, orders: 0, netMinor: 0 })).toEqual({ views: 8, orders: 2, netMinor: 4600 });
  const year = await getSellerSeries(platform.db, { viewer, input: { ...input, days: 365 } });
  expect([year.step, year.points.length]).toEqual(['week', 53]);
  expect(year.points.reduce((sum, { netMinor }) => sum + netMinor, 0)).toBe(9200);
});

it('follows each product from looking to having', async () => {
  const [first, ...others] = await listProductStats(platform.db, { viewer, input: { ...input, sort: 'revenue' } });
  expect(others).toEqual([]);
  expect(first).toMatchObject({ slug: 'fastify-starter', views: 8, carts: 3, orders: 2, units: 2, downloaders: 2, refundedOrders: 1, netMinor: 4600, reviews: 1, rating: 4 });
  for (const sort of ['views', 'orders', 'conversion', 'refunds'] as const) expect(await listProductStats(platform.db, { viewer, input: { ...input, sort } })).toHaveLength(1);
});

it('lists what went back, and how buyers rated', async () => {
  expect(await listSellerRefunds(platform.db, { viewer, input: { seller: 'northbeam', days: 7 } })).toEqual([expect.objectContaining({ title: '=Kit', amountMinor: 5000, currency: 'usd' })]);
  expect(await getRatingStats(platform.db, { viewer, input: { seller: 'northbeam', days: 7 } })).toEqual({ stars: [0, 0, 0, 1, 0], rating: 4, reviews: 1 });
});

it('gives all of it as files that no spreadsheet runs', async () => {
  const read = async (panel: SellerStatsPanel) => {
    let text = '';
    for await (const part of await exportSellerStats(platform.db, { viewer, input, panel })) text += part;
    return text.split('\r\n').slice(0, -1);
  };
  expect(await read('days')).toHaveLength(8);
  expect((await read('products'))[1]).toBe('fastify-starter,fastify-starter,8,3,2,2,2,1,4600,usd,1,4.00');
  expect((await read('refunds'))[1]).toMatch(/^[\dT:.Z-]+,\d+,'=Kit,5000,usd$/);
  expect(await read('ratings')).toEqual(['stars,reviews', '1,0', '2,0', '3,0', '4,1', '5,0']);
});

it('asks the database once for who may and once for each panel', async () => {
  const asked = vi.fn();
  const counting = <Kind extends 'readAs' | 'reportAsService'>(kind: Kind) => (who: never) => {
    const reader = platform.db[kind](who);
    return { rows: (statement: never) => (asked(kind), reader.rows(statement)) };
  };
  const db = { ...platform.db, readAs: counting('readAs'), reportAsService: counting('reportAsService') } as unknown as Database;
  const panels = [() => getSellerOverview(db, { viewer, input: { seller: 'northbeam', days: 30 } }), () => getSellerSeries(db, { viewer, input }), () => listProductStats(db, { viewer, input: { ...input, sort: 'views' } }), () => listSellerRefunds(db, { viewer, input: { seller: 'northbeam', days: 30 } }), () => getRatingStats(db, { viewer, input: { seller: 'northbeam', days: 30 } })];
  for (const panel of panels) {
    asked.mockClear();
    await panel();
    expect(asked.mock.calls).toEqual([['readAs'], ['reportAsService']]);
  }
});

it('tells others nothing, not even that the seller is there', async () => {
  for (const stranger of [{ userId: world.sellerTwo, role: 'customer' }, { userId: world.admin, role: 'admin' }] as const) {
    await expect(getSellerOverview(platform.db, { viewer: stranger, input: { seller: 'northbeam', days: 7 } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(exportSellerStats(platform.db, { viewer: stranger, input, panel: 'days' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  }
});
