import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Viewer } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import { CreateCouponInput } from '@/shared/contracts/coupons';
import { SetShippingRatesInput, type ShippingRate } from '@/shared/contracts/shipping';
import { newId } from '@/shared/ids';
import { createBundle, grantKey } from '@/testing/bundles';
import { createTestPlatform } from '@/testing/platform';
import { createTestDatabase, type TestDatabase } from '@/testing/postgres';
import { createProduct, createWorld, type Product, type World } from '@/testing/world';
import { archiveCoupon } from './archive-coupon';
import { archivePlatformCoupon } from './archive-platform-coupon';
import { createCoupon } from './create-coupon';
import { createPlatformCoupon } from './create-platform-coupon';
import { listCoupons } from './list-coupons';
import { listPlatformCoupons } from './list-platform-coupons';
import { listShippingRates } from './list-shipping-rates';
import { quoteBundles } from './quote-bundles';
import { setShippingRates } from './set-shipping-rates';

let database: TestDatabase;
let platform: Platform;
let world: World;
let owner: pg.Client;
let count = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createWorld(database.ownerUrl);
  platform = await createTestPlatform(database);
  owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
});
beforeEach(() => {
  count += 1;
});
afterAll(async () => {
  await owner.end();
  await platform.close();
  await database.drop();
});

const viewer = (userId: string, role: Viewer['role'] = 'customer'): Viewer => ({ userId, role });
const seller = () => viewer(world.sellerOne);
const terms = (coupon: object) => CreateCouponInput.parse({ seller: 'northbeam', coupon: { code: `TEN-${count}`, cut: { percentBps: 1_000 }, ...coupon } });
const create = (coupon: object = {}, who = seller()) => createCoupon(platform.db, { viewer: who, input: terms(coupon) });
const list = () => listCoupons(platform.db, { viewer: seller(), input: { seller: 'northbeam', limit: 50 } });

describe('a seller’s coupons', () => {
  it('are made, listed newest first with their uses, and ended; each with a line in the audit log', async () => {
    const { couponId } = await create({ code: `first-${count}`, product: 'fastify-starter', maxRedemptions: 2, least: { amountMinor: 5_000, currency: 'usd' } });
    await create({ code: `LATER-${count}`, cut: { amountMinor: 500, currency: 'eur' }, startsAt: '2999-01-01T00:00:00Z' });
    const order = newId('order');
    await owner.query(`insert into orders (id, open_key, buyer_user_id, currency, total_minor, expires_at, status, paid_at) values ($1, $1, $2, 'usd', 0, now(), 'paid', now())`, [order, world.buyerA]);
    await owner.query(`insert into coupon_redemptions (id, coupon_id, order_id, user_id, amount_minor, status) values ($1, $2, $3, $4, 590, 'redeemed')`, [newId('couponRedemption'), couponId, order, world.buyerA]);
    await owner.query('update coupons set redeemed = 1 where id = $1', [couponId]);
    const { items } = await list();
    expect(items.slice(0, 2)).toMatchObject([
      { code: `LATER-${count}`, state: 'scheduled', amountMinor: 500, currency: 'eur', redeemed: 0, taken: [] },
      { code: `FIRST-${count}`, state: 'active', percentBps: 1_000, currency: 'usd', leastMinor: 5_000, productSlug: 'fastify-starter', redeemed: 1, held: 0, taken: [{ currency: 'usd', amountMinor: 590 }] },
    ]);
    await archiveCoupon(platform.db, { viewer: seller(), input: { seller: 'northbeam', couponId } });
    expect((await list()).items.find(({ id }) => id === couponId)!.state).toBe('archived');
    await expect(archiveCoupon(platform.db, { viewer: seller(), input: { seller: 'northbeam', couponId } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const { rows } = await owner.query<{ action: string }>('select action from audit_log where target_id = $1 order by at', [couponId]);
    expect(rows.map(({ action }) => action)).toEqual(['coupon.create', 'coupon.archive']);
  });

  it('a code is one coupon in the whole shop, also for two at once, and free again once it has ended', async () => {
    const tries = await Promise.allSettled([create(), create(), createPlatformCoupon(platform.db, { viewer: viewer(world.admin, 'admin'), input: { coupon: terms({}).coupon } })]);
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await owner.query('update coupons set archived_at = now() where code = $1', [`TEN-${count}`]);
    await expect(create()).resolves.toMatchObject({ couponId: expect.stringMatching(/^cpn_/) as string });
    await expect(create()).rejects.toMatchObject({ code: 'CONFLICT', details: { reason: 'taken', field: 'coupon.code' } });
  });

  it('bad terms get a clear word and write nothing', async () => {
    await expect(create({ endsAt: '2001-01-01T00:00:00Z' })).rejects.toMatchObject({ code: 'INVALID_INPUT', details: { field: 'coupon.endsAt' } });
    await expect(create({ product: 'queue-kit' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(create({ cut: { amountMinor: 500, currency: 'usd' }, least: { amountMinor: 900, currency: 'eur' } })).rejects.toMatchObject({ code: 'INVALID_INPUT', details: { field: 'coupon.least' } });
    for (const bad of [{ cut: { percentBps: 10_001 } }, { cut: { percentBps: 0 } }, { cut: { amountMinor: 1.5, currency: 'usd' } }, { cut: { percentBps: 1, amountMinor: 1, currency: 'usd' } }, { code: 'A B' }, { maxRedemptions: 0 }, { sellerId: world.sellers.two }]) {
      expect(CreateCouponInput.safeParse({ seller: 'northbeam', coupon: { code: 'TEN', cut: { percentBps: 1_000 }, ...bad } }).success, JSON.stringify(bad)).toBe(false);
    }
  });

  it('are for owners and admins to make, for members to see, and for strangers not there', async () => {
    await owner.query(`insert into organization_members (organization_id, user_id, role) values ($1, $2, 'member') on conflict do nothing`, [world.organizations.one, world.orgMember]);
    await expect(create({}, viewer(world.orgMember))).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect((await listCoupons(platform.db, { viewer: viewer(world.orgMember), input: { seller: 'northbeam', limit: 50 } })).items).toBeInstanceOf(Array);
    await expect(create({}, viewer(world.sellerTwo))).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(create({}, viewer(world.admin, 'admin'))).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const { couponId } = await create();
    await expect(archiveCoupon(platform.db, { viewer: viewer(world.sellerTwo), input: { seller: 'oda', couponId } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(archivePlatformCoupon(platform.db, { viewer: viewer(world.admin, 'admin'), input: { couponId } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await owner.query('delete from organization_members where organization_id = $1 and user_id = $2', [world.organizations.one, world.orgMember]);
  });

  it('the platform’s own are for admins alone, page by page', async () => {
    for (let n = 0; n < 3; n += 1) await createPlatformCoupon(platform.db, { viewer: viewer(world.admin, 'admin'), input: { coupon: terms({ code: `PLAT-${count}-${n}` }).coupon } });
    const first = await listPlatformCoupons(platform.db, { viewer: viewer(world.admin, 'admin'), input: { limit: 2 } });
    expect(first.items.map(({ code }) => code)).toEqual([`PLAT-${count}-2`, `PLAT-${count}-1`]);
    const rest = await listPlatformCoupons(platform.db, { viewer: viewer(world.admin, 'admin'), input: { limit: 2, cursor: first.nextCursor! } });
    expect(rest.items[0]!.code).toBe(`PLAT-${count}-0`);
    await expect(listPlatformCoupons(platform.db, { viewer: viewer(world.admin, 'ops'), input: { limit: 2 } })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect((await list()).items.some(({ code }) => code.startsWith('PLAT'))).toBe(false);
  });
});

describe('shipping rates', () => {
  const rate = (changes: Partial<ShippingRate> = {}): ShippingRate => ({ name: 'Europe', countries: ['DE', 'FR'], currency: 'usd', parcelMinor: 900, parcelGrams: 5_000, freeFromMinor: 20_000, ...changes });
  const set = (rates: readonly ShippingRate[], who = seller()) => setShippingRates(platform.db, { viewer: who, input: SetShippingRatesInput.parse({ seller: 'northbeam', rates }) });
  const live = () => listShippingRates(platform.db, { viewer: seller(), input: { seller: 'northbeam' } });

  it('take the place of those that held, also when two write at once', async () => {
    await set([rate(), rate({ name: 'Elsewhere', countries: ['*'], parcelMinor: 2_500, freeFromMinor: null })]);
    expect(await live()).toEqual([rate(), rate({ name: 'Elsewhere', countries: ['*'], parcelMinor: 2_500, freeFromMinor: null })]);
    await Promise.all([set([rate({ name: 'One' })]), set([rate({ name: 'Two' })]), set([rate({ name: 'Three' })])]);
    expect(await live()).toHaveLength(1);
    await set([]);
    expect(await live()).toEqual([]);
  });

  it('name a country once per currency, and only real ones', async () => {
    await set([rate()]);
    await expect(set([rate(), rate({ name: 'Again', countries: ['FR'] })])).rejects.toMatchObject({ code: 'INVALID_INPUT', message: 'France is in two rates in USD.', details: { field: 'rates.1.countries' } });
    await set([rate(), rate({ name: 'In euros', currency: 'eur' })]);
    expect(SetShippingRatesInput.safeParse({ seller: 'northbeam', rates: [rate({ countries: ['ZZ'] })] }).success).toBe(false);
    expect(await live()).toHaveLength(2);
  });

  it('are the seller’s own', async () => {
    await expect(set([rate()], viewer(world.sellerTwo))).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(listShippingRates(platform.db, { viewer: viewer(world.buyerA), input: { seller: 'northbeam' } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('bundles for who looks', () => {
  let [one, two]: Product[] = [];
  it('M37: each by itself, with what the viewer owns taken off', async () => {
    one = await createProduct(owner, world.sellers.one, { slug: `one-${count}`, status: 'published', priceMinor: 4_000 });
    two = await createProduct(owner, world.sellers.two, { slug: `two-${count}`, status: 'published', priceMinor: 6_000 });
    const parts = [{ productId: one.id }, { productId: two.id }];
    const [set, again] = [await createBundle(owner, world.sellers.one, { slug: `set-${count}`, priceMinor: 8_000, parts }), await createBundle(owner, world.sellers.one, { slug: `again-${count}`, priceMinor: 9_000, parts })];
    const quote = (who: Viewer | null) => quoteBundles(platform, { viewer: who, input: { productIds: [set.id, again.id, one!.id, newId('product')], currency: 'usd', choices: {} } });
    const byPrice = async (who: Viewer | null) => (await quote(who)).sort((a, b) => a.priceMinor - b.priceMinor);
    expect(await byPrice(null)).toMatchObject([{ productId: set.id, priceMinor: 8_000, ownPriceMinor: 8_000, problem: null, parts: [{ shareMinor: 3_200, owned: false }, { shareMinor: 4_800 }] }, { ownPriceMinor: 9_000 }]);
    await grantKey(owner, { productId: two.id, userId: world.buyerA });
    expect(await byPrice(viewer(world.buyerA))).toMatchObject([{ ownPriceMinor: 3_200, parts: [{ owned: false }, { owned: true }] }, { ownPriceMinor: 3_600 }]);
    await grantKey(owner, { productId: one.id, userId: world.buyerA });
    expect(await byPrice(viewer(world.buyerA))).toMatchObject([{ ownPriceMinor: 0, problem: { reason: 'owned' } }, { problem: { reason: 'owned' } }]);
    expect(await byPrice(viewer(world.buyerB))).toMatchObject([{ ownPriceMinor: 8_000 }, { ownPriceMinor: 9_000 }]);
  });
});
