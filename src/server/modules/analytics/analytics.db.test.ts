import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { remindCarts } from '@/server/modules/carts/remind-carts';
import { clock, setClock } from '@/server/platform/clock';
import type { Viewer } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import { newId } from '@/shared/ids';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@/shared/time';
import { createTestPlatform } from '@/testing/platform';
import { createTestDatabase, type TestDatabase } from '@/testing/postgres';
import { createWorld, fillCart, type World } from '@/testing/world';
import { exportShopAnalytics } from './export-shop-analytics';
import { forwardEvents } from './forward-events';
import { getShopAnalytics } from './get-shop-analytics';
import { readVisitor } from './read-visitor';
import { recordEvents } from './record-events';
import { rollUpEvents } from './roll-up-events';
import { EVENT_DAYS, sweepEvents } from './sweep-events';

let database: TestDatabase;
let platform: Platform;
let owner: pg.Pool;
let world: World;
let admin: Viewer;
let now: number;
const TABLES = 'analytics_events, analytics_seen, analytics_days, analytics_product_days, analytics_search_days, cart_reminders, purchases_to_forward';

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createWorld(database.ownerUrl);
  platform = await createTestPlatform(database);
  owner = new pg.Pool({ connectionString: database.ownerUrl, max: 2 });
  admin = { userId: world.admin, role: 'admin' };
});
afterAll(async () => {
  await owner.end();
  await platform.close();
  await database.drop();
});
beforeEach(async () => {
  // Noon, so that an hour is never another day.
  now = Math.floor(clock.now().getTime() / DAY_MS) * DAY_MS + 12 * HOUR_MS;
  setClock({ now: () => new Date(now) });
  await owner.query(`truncate ${TABLES}`);
  await owner.query('update analytics_marks set rolled_until = null, forwarded_at = null, forwarded_id = null');
});
afterEach(() => setClock());

const product = () => world.products.published.id;
const view = (visitor: string, productId = product()) => ({ name: 'view' as const, place: 'product' as const, productId, visitor: `v_${visitor.padEnd(22, '0')}`, at: clock.now() });
const home = (visitor: string) => ({ name: 'view' as const, place: 'home' as const, visitor: `v_${visitor.padEnd(22, '0')}`, at: clock.now() });
const search = (visitor: string, term: string, results: number) => ({ name: 'search' as const, term, results, visitor: `v_${visitor.padEnd(22, '0')}`, at: clock.now() });
const sums = async () => ({ ...(await getShopAnalytics(platform.db, { viewer: admin, input: { days: 7 } })), topSearches: [], emptySearches: [] });
const rows = async (text: string) => (await owner.query<Record<string, unknown>>(text)).rows;

describe('who visits', () => {
  const ask = (headers: Record<string, string>, ip = '203.0.113.7') => readVisitor({ platform, ip, header: (name) => ({ 'user-agent': 'Mozilla/5.0 Firefox/150', ...headers })[name] ?? null });

  it('is nobody when the browser says no, whatever its cookies say, nor a program', async () => {
    const before = await rows('select day from visitor_salts');
    const cookie = `latchkey_consent=all; latchkey-visitor=${'a'.repeat(22)}`;
    expect(await ask({ dnt: '1', cookie })).toBeNull();
    expect(await ask({ 'sec-gpc': '1', cookie })).toBeNull();
    expect(await ask({ 'user-agent': 'Googlebot/2.1' })).toBeNull();
    expect(await ask({ 'user-agent': '' })).toBeNull();
    expect(await rows('select day from visitor_salts')).toEqual(before);
  });

  it('is known by a cookie only where it was allowed', async () => {
    const visitor = 'latchkey-visitor=AbCdEfGhIjKlMnOpQrSt-_';
    expect(await ask({ cookie: `${visitor}; latchkey_consent=all` })).toEqual({ id: 'v_AbCdEfGhIjKlMnOpQrSt-_', isLasting: true });
    expect(await ask({ cookie: `${visitor}; latchkey_consent=needed` })).toMatchObject({ isLasting: false });
    expect(await ask({ cookie: visitor })).toMatchObject({ isLasting: false });
    expect(await ask({ cookie: 'latchkey_consent=all; latchkey-visitor=<script>' })).toMatchObject({ isLasting: false });
  });

  it('without one is another every day, in every process the same, and cannot be found out once the salt is gone', async () => {
    const first = await ask({});
    expect(first?.id).toMatch(/^d_[\w-]{22}$/);
    expect(await ask({})).toEqual(first);
    expect((await ask({}, '203.0.113.8'))?.id).not.toBe(first?.id);
    const other = await createTestPlatform(database);
    expect(await readVisitor({ platform: other, ip: '203.0.113.7', header: (name) => (name === 'user-agent' ? 'Mozilla/5.0 Firefox/150' : null) })).toEqual(first);
    await other.close();
    now += DAY_MS;
    expect((await ask({}))?.id).not.toBe(first?.id);
    now += DAY_MS;
    await sweepEvents(platform);
    expect(await rows(`select count(*)::int as kept from visitor_salts where day <= '${new Date(now - 2 * DAY_MS).toISOString()}'::timestamptz`)).toEqual([{ kept: 0 }]);
  });
});

describe('what they did', () => {
  it('is written in one statement; what nobody may see is dropped, and so is what looks like an address', async () => {
    expect(await recordEvents(platform, [view('a'), view('a', world.products.draft.id), view('a', `prd_${'0'.repeat(26)}`), home('a'), search('a', ' Node  KIT ', 2), search('a', 'ada@lind.example', 0)])).toBe(3);
    expect(await rows('select name, place, term, results, seller_id is not null as sold from analytics_events order by name, place nulls first')).toEqual([
      { name: 'search', place: null, term: 'node kit', results: 2, sold: false },
      { name: 'view', place: 'home', term: null, results: null, sold: false },
      { name: 'view', place: 'product', term: null, results: null, sold: true },
    ]);
  });

  it('is summed once, the same before and after, however often and by how many at once', async () => {
    await recordEvents(platform, [home('a'), view('a'), view('a'), view('b'), { ...view('b'), name: 'cart' }, view('b', world.products.other.id), search('c', 'rust', 0)]);
    const before = await sums();
    expect(before).toMatchObject({ visitors: 3, funnel: { discovery: 2, view: 2, cart: 1 } });
    now += 2 * MINUTE_MS;
    await Promise.all([rollUpEvents(platform), rollUpEvents(platform), rollUpEvents(platform)]);
    expect(await sums()).toEqual(before);
    // The same visitors again, an hour later, beside a new one: summed and young together.
    now += HOUR_MS;
    await recordEvents(platform, [view('a'), home('a'), view('d')]);
    const young = await sums();
    expect(young).toMatchObject({ visitors: 4, funnel: { discovery: 2, view: 3, cart: 1 } });
    now += 2 * MINUTE_MS;
    // Three of one moment, two at most in a transaction.
    await rollUpEvents(platform, { most: 2 });
    await rollUpEvents(platform, { most: 2 });
    expect(await sums()).toEqual(young);
    expect(await rows('select rolled_until as until from analytics_marks')).toEqual([{ until: new Date(now - MINUTE_MS) }]);
    expect(await rows(`select views, carts from analytics_product_days where product_id = '${product()}'`)).toEqual([{ views: 3, carts: 1 }]);
  });

  it('shows admins what was searched for and not found, and gives it as a file no spreadsheet runs', async () => {
    await recordEvents(platform, [search('a', '=cmd()', 0), search('b', '=cmd()', 0), search('b', 'node', 3)]);
    now += 2 * MINUTE_MS;
    await rollUpEvents(platform);
    const stats = await getShopAnalytics(platform.db, { viewer: admin, input: { days: 30 } });
    expect(stats.topSearches).toEqual([{ term: '=cmd()', searches: 2, empty: 2 }, { term: 'node', searches: 1, empty: 0 }]);
    expect(stats.emptySearches).toEqual([{ term: '=cmd()', searches: 2, empty: 2 }]);
    expect([...(await exportShopAnalytics(platform.db, { viewer: admin, input: { days: 30 }, panel: 'searches' }))]).toEqual(['term,searches,without_results\r\n', "'=cmd(),2,2\r\n", 'node,1,0\r\n']);
    await expect(exportShopAnalytics(platform.db, { viewer: { userId: world.buyerA, role: 'customer' }, input: { days: 30 }, panel: 'days' })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  it('is forgotten after 400 days; sums stay', async () => {
    await recordEvents(platform, [view('a')]);
    now += 2 * MINUTE_MS;
    await rollUpEvents(platform);
    now += (EVENT_DAYS - 1) * DAY_MS;
    await recordEvents(platform, [view('b')]);
    now += 2 * MINUTE_MS;
    // A hundred days at most in a run.
    for (let run = 0; run < EVENT_DAYS / 100; run += 1) await rollUpEvents(platform);
    expect(await sweepEvents(platform)).toBe(0);
    expect(await rows('select kind, count(*)::int as seen from analytics_seen group by 1 order by 1')).toEqual([{ kind: 'view', seen: 2 }, { kind: 'visit', seen: 2 }]);
    now += 2 * DAY_MS;
    expect(await sweepEvents(platform)).toBe(1);
    expect(await rows('select kind, visitor from analytics_seen')).toEqual([{ kind: 'visit', visitor: view('b').visitor }]);
    now += EVENT_DAYS * DAY_MS;
    expect(await sweepEvents(platform)).toBe(1);
    expect(await rows('select views from analytics_product_days')).toEqual([{ views: 1 }, { views: 1 }]);
    expect(await rows('select from analytics_seen')).toEqual([]);
  });
});

describe('forwarding', () => {
  type Body = { api_key: string; batch: { uuid: string; event: string; timestamp: string; properties: Record<string, unknown> }[] };
  let status: number;

  /** A shop that forwards to a server of our own. */
  async function forwarding(work: (asked: Platform, bodies: Body[]) => Promise<void>): Promise<void> {
    const bodies: Body[] = [];
    const server = createServer((request, response) => {
      let text = '';
      request.on('data', (part: Buffer) => (text += part.toString()));
      request.on('end', () => {
        bodies.push(JSON.parse(text) as Body);
        response.writeHead(status).end('{}');
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const asked = await createTestPlatform(database, { POSTHOG_KEY: 'phc_for_tests', POSTHOG_HOST: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
    try {
      await work(asked, bodies);
    } finally {
      await asked.close();
      await new Promise((resolve) => server.close(resolve));
    }
  }

  it('sends nothing unless asked to, then each event under one id, and again what was refused; ours stay', async () => {
    status = 503;
    await forwarding(async (asked, bodies) => {
      await recordEvents(platform, [view('old')]);
      now += 2 * MINUTE_MS;
      expect(await forwardEvents(platform)).toBe(0);
      expect(await forwardEvents(asked)).toBe(0);
      now += MINUTE_MS;
      await recordEvents(platform, [{ ...view('a'), recommendationId: newId('recommendation') }, home('b')]);
      now += 2 * MINUTE_MS;
      await expect(forwardEvents(asked)).rejects.toThrow('503');
      status = 200;
      expect(await forwardEvents(asked)).toBe(2);
      expect(await forwardEvents(asked)).toBe(0);
      expect(bodies).toHaveLength(2);
      expect(bodies[1]).toEqual(bodies[0]);
      expect(bodies[1]?.batch.map(({ event, properties }) => ({ event, ...properties }))).toEqual(expect.arrayContaining([expect.objectContaining({ event: 'view', productId: product(), isRecommended: true, $process_person_profile: false })]));
      expect(JSON.stringify(bodies)).not.toContain('rcm_');
      expect(await rows('select count(*)::int as kept from analytics_events')).toEqual([{ kept: 3 }]);
    });
  });

  /** An order as it becomes paid. */
  async function pay(client: pg.Pool | pg.PoolClient, id: string, { paidAt, isRenewal = false }: { paidAt: number; isRenewal?: boolean }): Promise<void> {
    await client.query('set session_replication_role = replica');
    await client.query(`insert into orders (id, buyer_user_id, status, currency, total_minor, subtotal_minor, expires_at, subscription_id, stripe_invoice_id) values ('ord_' || $1::text, $2, 'pending', 'usd', 0, 0, now(), $3, $3)`, [id, world.buyerA, isRenewal ? `sbs_${id}` : null]);
    await client.query(`insert into seller_orders (id, order_id, seller_id, number, currency, total_minor, fee_minor) select 'sor_' || $1::text, id, $2, number, 'usd', 0, 0 from orders where id = 'ord_' || $1::text`, [id, world.sellers.one]);
    await client.query('set session_replication_role = origin');
    await client.query(`update seller_orders set paid_at = $2 where id = 'sor_' || $1::text`, [id, new Date(paidAt)]);
  }

  it('sends each purchase once, however late it was paid or committed, renewals by their own name, and forgets where it was when it stops', async () => {
    status = 200;
    await forwarding(async (asked, bodies) => {
      const sent = () => bodies.splice(0).flatMap(({ batch }) => batch.map(({ event, properties }) => `${event} ${String(properties.distinct_id)}`));
      await pay(owner, 'early', { paidAt: now });
      await forwardEvents(asked);
      const open = await owner.connect();
      await open.query('begin');
      await pay(open, 'committed-late', { paidAt: now });
      await pay(owner, 'paid-late', { paidAt: now - 3 * DAY_MS });
      now += HOUR_MS;
      await recordEvents(platform, [home('a')]);
      now += 2 * MINUTE_MS;
      await pay(owner, 'again', { paidAt: now, isRenewal: true });
      status = 503;
      await expect(forwardEvents(asked)).rejects.toThrow('503');
      const refused = bodies.splice(0);
      status = 200;
      expect(await forwardEvents(asked)).toBe(3);
      expect(bodies).toEqual(refused);
      expect(sent().sort()).toEqual(['purchase sor_paid-late', 'renewal sor_again', `view ${home('a').visitor}`]);
      await open.query('commit');
      open.release();
      expect(await forwardEvents(asked)).toBe(1);
      expect(sent()).toEqual(['purchase sor_committed-late']);
      expect(await forwardEvents(asked)).toBe(0);
      await pay(owner, 'unsent', { paidAt: now });
      await forwardEvents(platform);
      await pay(owner, 'stopped', { paidAt: now });
      expect(await rows('select seller_order_id from purchases_to_forward')).toEqual([]);
      // One that was being written while the shop stopped.
      await owner.query(`insert into purchases_to_forward (seller_order_id) values ('sor_stopped')`);
      await forwardEvents(platform);
      expect(await forwardEvents(asked)).toBe(0);
      // Paid once more, as after a correction by hand.
      await pay(owner, 'corrected', { paidAt: now });
      for (const at of [null, new Date(now)]) await owner.query(`update seller_orders set paid_at = $1 where id = 'sor_corrected'`, [at]);
      expect(await forwardEvents(asked)).toBe(1);
      // As the release before left it: a mark, and behind it what it had not come to.
      now += HOUR_MS;
      await owner.query('update analytics_marks set forwarded_at = $1', [new Date(now - MINUTE_MS)]);
      await pay(owner, 'waited', { paidAt: now });
      await owner.query('delete from purchases_to_forward');
      await owner.query(await readFile('supabase/migrations/20261121013010_purchases_since_the_mark.sql', 'utf8'));
      expect(sent()).toEqual(['purchase sor_corrected']);
      expect(await forwardEvents(asked)).toBe(1);
      expect(sent()).toEqual(['purchase sor_waited']);
    });
    await owner.query(`set session_replication_role = replica`);
    await owner.query(`delete from seller_orders where id like 'sor\_%' and length(id) < 25`);
    await owner.query(`delete from orders where id like 'ord\_%' and length(id) < 25`);
    await owner.query(`set session_replication_role = origin`);
  });
});

describe('left carts', () => {
  const mails = () => rows(`select to_address, subject from email_outbox where kind = 'cart-reminder' order by to_address`);
  const leave = async (userId: string) => {
    await fillCart(owner, userId, { items: [{ variantId: world.products.published.variantId, quantity: 1 }] });
    await owner.query('update carts set updated_at = $1 where user_id = $2', [new Date(now - 25 * HOUR_MS), userId]);
  };

  it('bring one mail a day later to those who want it, and none to guests, to who bought, or twice', async () => {
    await leave(world.buyerA);
    await leave(world.buyerB);
    await leave(world.orgOwner);
    await owner.query(`insert into carts (id, token_hash, updated_at) values ('crt_guest', 'hash', $1)`, [new Date(now - 25 * HOUR_MS)]);
    await owner.query(`insert into cart_items (id, cart_id, variant_id, quantity, seen_price_minor, seen_currency) values ('cit_guest', 'crt_guest', $1, 1, 100, 'usd')`, [world.products.published.variantId]);
    await owner.query(`insert into notification_preferences (user_id, type, mail, updated_at) values ($1, 'cart_reminder', false, now())`, [world.buyerB]);
    await owner.query(`insert into orders (id, buyer_user_id, status, currency, total_minor, subtotal_minor, expires_at, paid_at) values ('ord_bought', $1, 'paid', 'usd', 0, 0, now(), $2)`, [world.orgOwner, new Date(now - HOUR_MS)]);
    await Promise.all([remindCarts(platform), remindCarts(platform)]);
    await remindCarts(platform);
    expect(await mails()).toEqual([{ to_address: 'buyera@example.test', subject: 'fastify-starter is still in your cart' }]);
    // A week later something else is left there: nobody is written to again so soon.
    now += 7 * DAY_MS;
    await leave(world.buyerA);
    await remindCarts(platform);
    expect(await mails()).toHaveLength(1);
    now += 31 * DAY_MS;
    await leave(world.buyerA);
    await remindCarts(platform);
    expect(await mails()).toHaveLength(2);
  });
});
