import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { clock } from '@/server/platform/clock';
import type { Viewer } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import type { CartView } from '@/shared/contracts/cart';
import { newId } from '@/shared/ids';
import { createBundle, createCoupon, grantKey } from '@/testing/bundles';
import { assertBooks } from '@/testing/oracle';
import { createTestPlatform } from '@/testing/platform';
import { createTestDatabase, type TestDatabase } from '@/testing/postgres';
import { createGoods, createProduct, createWorld, type Goods, type Product, type World } from '@/testing/world';
import { acceptChanges } from './accept-changes';
import { addToCart } from './add-to-cart';
import { applyCoupon } from './apply-coupon';
import type { CartCall } from './cart-call';
import { changeQuantity } from './change-quantity';
import { dropCoupon } from './drop-coupon';
import { getCart } from './get-cart';
import { getCartCount } from './get-cart-count';
import { removeFromCart } from './remove-from-cart';
import { setDestination } from './set-destination';
import { sweepCarts } from './sweep-carts';

let database: TestDatabase;
let platform: Platform;
let limited: Platform;
let world: World;
let owner: pg.Client;
let pack: Product;
let shoe: Goods;
let count = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createWorld(database.ownerUrl);
  platform = await createTestPlatform(database);
  limited = await createTestPlatform(database, { RATE_LIMITS: 'on' });
  owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
});
beforeEach(async () => {
  count += 1;
  pack = await createProduct(owner, world.sellers.one, { slug: `pack-${count}`, status: 'published', priceMinor: 5_000 });
  shoe = await createGoods(owner, world.sellers.two, { slug: `shoe-${count}`, priceMinor: 12_800, stock: { '42': 5, '43': 0 } });
});
afterEach(async () => {
  await owner.query('delete from carts');
  await assertBooks(platform.db);
});
afterAll(async () => {
  await owner.end();
  await platform.close();
  await limited.close();
  await database.drop();
});

const IP = '203.0.113.7';
const guest = (token: string | null = null): CartCall => ({ viewer: null, token, ip: IP });
const person = (userId: string, token: string | null = null): CartCall => ({ viewer: { userId, role: 'customer' } satisfies Viewer, token, ip: IP });
const buyer = () => person(world.buyerA);
const add = (call: CartCall, variantId: string, more: { quantity?: number; choices?: Record<string, string> } = {}) => addToCart(platform, call, { variantId, quantity: 1, choices: {}, ...more });
const size = (name: string) => shoe.variants[name]!.variantId;
const reasons = ({ problems, lines }: CartView) => [...lines.flatMap((line) => line.problems), ...problems].map(({ reason }) => reason);
async function reprice({ variantId, priceId }: Product, amountMinor: number): Promise<void> {
  await owner.query('update prices set archived_at = now() where id = $1', [priceId]);
  await owner.query(`insert into prices (id, variant_id, amount_minor, currency) values ($1, $2, $3, 'usd')`, [newId('price'), variantId, amountMinor]);
  await owner.query('select app.refresh_catalog_entries(array(select product_id from product_variants where id = $1))', [variantId]);
}
/** A guest with a pack and two pairs. */
async function guestWithCart(): Promise<string> {
  const { cookie } = await add(guest(), pack.variantId);
  await add(guest(cookie!.token), size('42'), { quantity: 2 });
  return cookie!.token!;
}

describe('a guest', () => {
  it('has nothing until something is added, then a cart behind a token of which only the hash is kept', async () => {
    expect(await getCart(platform, guest())).toMatchObject({ cart: { count: 0, lines: [] } });
    const { cart, cookie } = await add(guest(), pack.variantId);
    expect(cart).toMatchObject({ count: 1, totalMinor: 5_000, problems: [] });
    expect(cookie!.token).toMatch(/^[\w-]{43}$/);
    const { rows } = await owner.query<{ all: string }>('select c::text as all from carts c');
    expect(rows).toHaveLength(1);
    expect(rows[0]!.all).not.toContain(cookie!.token);
    expect((await getCart(platform, guest(cookie!.token))).cart).toEqual(cart);
    expect(await getCartCount(platform, guest(cookie!.token))).toEqual({ count: 1 });
  });

  it('cannot choose the token: an unknown one opens nothing and is not taken over', async () => {
    const chosen = 'x'.repeat(43);
    expect((await getCart(platform, guest(chosen))).cart.count).toBe(0);
    expect((await add(guest(chosen), pack.variantId)).cookie!.token).not.toBe(chosen);
    expect((await getCart(platform, guest(`' or true --`))).cart.count).toBe(0);
  });

  it('makes only so many carts from one address', async () => {
    for (let made = 0; made < 60; made += 1) await addToCart(limited, guest(), { variantId: pack.variantId, quantity: 1, choices: {} });
    await expect(addToCart(limited, guest(), { variantId: pack.variantId, quantity: 1, choices: {} })).rejects.toMatchObject({ code: 'RATE_LIMITED' });
    await expect(addToCart(limited, { ...guest(), ip: '203.0.113.8' }, { variantId: pack.variantId, quantity: 1, choices: {} })).resolves.toMatchObject({ cart: { count: 1 } });
  });

  it('is swept thirty days after the last change; people’s carts stay', async () => {
    await add(guest(), pack.variantId);
    await add(buyer(), pack.variantId);
    expect(await sweepCarts(platform)).toBe(0);
    await owner.query(`update carts set updated_at = $1`, [new Date(clock.now().getTime() - 31 * 86_400_000)]);
    expect(await sweepCarts(platform)).toBe(1);
    expect((await getCart(platform, buyer())).cart.count).toBe(1);
  });
});

describe('adding', () => {
  it('adds goods up and has downloads once, however often and however many at once', async () => {
    await add(buyer(), size('42'), { quantity: 2 });
    expect((await add(buyer(), size('42'))).cart.lines).toMatchObject([{ quantity: 3, lineMinor: 38_400, available: 5 }]);
    await Promise.all([add(buyer(), pack.variantId), add(buyer(), pack.variantId), add(buyer(), size('42')), add(buyer(), size('42'))]);
    const { cart } = await getCart(platform, buyer());
    expect(cart.count).toBe(6);
    expect(reasons(cart)).toEqual(['country_missing']);
  });

  it('refuses what cannot be had, and writes nothing', async () => {
    await grantKey(owner, { productId: pack.id, userId: world.buyerA });
    await expect(add(buyer(), pack.variantId)).rejects.toMatchObject({ code: 'CONFLICT', details: { reason: 'owned' } });
    await expect(add(buyer(), size('43'))).rejects.toMatchObject({ code: 'CONFLICT', details: { reason: 'sold_out' } });
    await expect(add(buyer(), size('42'), { quantity: 6 })).rejects.toMatchObject({ code: 'CONFLICT', message: `Only 5 of “shoe-${count}” are left.` });
    await expect(add(person(world.sellerOne), pack.variantId)).rejects.toMatchObject({ code: 'CONFLICT', details: { reason: 'own_product' } });
    await expect(add(buyer(), world.products.draft.variantId)).rejects.toMatchObject({ code: 'NOT_FOUND', message: 'This is not for sale.' });
    await expect(add(buyer(), newId('variant'))).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect((await owner.query('select from carts')).rows).toEqual([]);
  });

  it('an empty cart turns to the currency of what is put in; later things must have a price in it', async () => {
    const yen = await createProduct(owner, world.sellers.one, { slug: `yen-${count}`, status: 'published', priceMinor: 900, currency: 'jpy' });
    expect((await add(buyer(), yen.variantId)).cart).toMatchObject({ currency: 'jpy', totalMinor: 900, currencies: ['jpy'] });
    await expect(add(buyer(), pack.variantId)).rejects.toMatchObject({ code: 'CONFLICT', details: { reason: 'other_currency' } });
    await removeFromCart(platform, buyer(), { variantId: yen.variantId });
    expect((await add(buyer(), pack.variantId)).cart).toMatchObject({ currency: 'usd', totalMinor: 5_000 });
  });

  it('holds fifty different things', async () => {
    const cart = newId('cart');
    await owner.query('insert into carts (id, user_id) values ($1, $2)', [cart, world.buyerA]);
    for (let index = 0; index < 50; index += 1) {
      const { variantId } = await createProduct(owner, world.sellers.two, { slug: `fill-${count}-${index}`, status: 'published', priceMinor: 100 });
      await owner.query(`insert into cart_items (id, cart_id, variant_id, quantity, seen_price_minor, seen_currency) values ($1, $2, $3, 1, 100, 'usd')`, [newId('cartItem'), cart, variantId]);
    }
    await expect(add(buyer(), pack.variantId)).rejects.toMatchObject({ code: 'CONFLICT', details: { reason: 'too_many_lines' } });
  });
});

describe('signing in', () => {
  it('brings the guest’s cart along at the first call, adds goods up to what is there and loses nothing', async () => {
    const token = await guestWithCart();
    await setDestination(platform, guest(token), { country: 'FR' });
    await add(buyer(), size('42'), { quantity: 4 });
    const { cart, cookie } = await getCart(platform, person(world.buyerA, token));
    expect(cookie).toEqual({ token: null });
    expect(cart).toMatchObject({ country: 'FR', count: 6 });
    expect(cart.lines.map(({ variantId, quantity }) => [variantId, quantity])).toEqual([[pack.variantId, 1], [size('42'), 5]]);
    expect((await getCart(platform, guest(token))).cart.count).toBe(0);
  });

  it('makes a person’s first cart of the guest’s, in its currency, once for two calls at once', async () => {
    const token = await guestWithCart();
    const seen = await Promise.all([getCartCount(platform, person(world.buyerA, token)), getCart(platform, person(world.buyerA, token)), getCart(platform, person(world.buyerA, token))]);
    expect(seen[0].count + seen[1].cart.count + seen[2].cart.count).toBeGreaterThan(0);
    expect((await getCart(platform, buyer())).cart.count).toBe(3);
    expect((await owner.query('select from carts')).rows).toHaveLength(1);
  });

  it('M37: what the person owns is told only then', async () => {
    const { cookie } = await add(guest(), pack.variantId);
    await grantKey(owner, { productId: pack.id, userId: world.buyerA });
    expect(reasons((await getCart(platform, guest(cookie!.token))).cart)).toEqual([]);
    const { cart } = await getCart(platform, person(world.buyerA, cookie!.token));
    expect(cart).toMatchObject({ totalMinor: 0, lines: [{ lineMinor: 0, problems: [{ reason: 'owned' }] }] });
  });
});

describe('what changed since', () => {
  it('M20: a price is told until it was accepted, and told again when it changes again', async () => {
    await add(buyer(), pack.variantId);
    await reprice(pack, 6_900);
    expect((await getCart(platform, buyer())).cart.lines).toMatchObject([{ unitPriceMinor: 6_900, seenMinor: 5_000 }]);
    expect((await acceptChanges(platform, buyer())).cart.lines).toMatchObject([{ unitPriceMinor: 6_900, seenMinor: null }]);
    expect((await getCart(platform, buyer())).cart.lines[0]!.seenMinor).toBeNull();
  });

  it('a bundle that costs less by what was bought meanwhile is told with the arithmetic', async () => {
    const other = await createProduct(owner, world.sellers.two, { slug: `other-${count}`, status: 'published', priceMinor: 5_000 });
    const set = await createBundle(owner, world.sellers.one, { slug: `set-${count}`, priceMinor: 8_000, parts: [{ productId: pack.id }, { productId: other.id }] });
    await add(buyer(), set.variantId);
    await grantKey(owner, { productId: other.id, userId: world.buyerA });
    expect((await getCart(platform, buyer())).cart.lines).toMatchObject([{ lineMinor: 4_000, seenMinor: 8_000, parts: [{ owned: false }, { owned: true, shareMinor: 4_000 }] }]);
  });

  it('a line that became unavailable stays and says so; sold out, withdrawn, fewer left', async () => {
    await add(buyer(), pack.variantId);
    await add(buyer(), size('42'), { quantity: 3 });
    await owner.query(`update products set status = 'archived' where id = $1`, [pack.id]);
    await owner.query('select app.refresh_catalog_entries(array[$1])', [pack.id]);
    await owner.query('update stock_levels set on_hand = 2 where id = $1', [shoe.variants['42']!.levelId]);
    await owner.query(`insert into stock_movements (id, level_id, delta, reason, at) values ($1, $2, -3, 'lost', now())`, [newId('stockMovement'), shoe.variants['42']!.levelId]);
    const { cart } = await getCart(platform, buyer());
    expect(cart.lines.map(({ problems }) => problems.map(({ reason }) => reason))).toEqual([['not_for_sale'], ['too_many']]);
    await expect(changeQuantity(platform, buyer(), { variantId: size('42'), quantity: 4 })).rejects.toMatchObject({ code: 'CONFLICT' });
    expect((await changeQuantity(platform, buyer(), { variantId: size('42'), quantity: 2 })).cart.lines[1]).toMatchObject({ quantity: 2, problems: [] });
    expect((await removeFromCart(platform, buyer(), { variantId: pack.variantId })).cart.lines).toHaveLength(1);
    await expect(changeQuantity(platform, buyer(), { variantId: pack.variantId, quantity: 1 })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('a coupon', () => {
  it('is kept when it holds, said when it is gone, and dropped', async () => {
    await add(buyer(), pack.variantId);
    const id = await createCoupon(owner, { code: `TEN-${count}` });
    expect((await applyCoupon(platform, buyer(), { code: `TEN-${count}` })).cart).toMatchObject({ couponCode: `TEN-${count}`, coupon: { discountMinor: 500 }, totalMinor: 4_500 });
    await owner.query('update coupons set archived_at = now() where id = $1', [id]);
    expect((await getCart(platform, buyer())).cart).toMatchObject({ coupon: null, totalMinor: 5_000, problems: [{ reason: 'coupon_unknown' }] });
    expect((await dropCoupon(platform, buyer())).cart).toMatchObject({ couponCode: null, problems: [] });
  });

  it('that takes nothing off changes nothing, and guessing has an end', async () => {
    await add(buyer(), pack.variantId);
    await createCoupon(owner, { code: `TWO-${count}`, sellerId: world.sellers.two });
    await expect(applyCoupon(platform, buyer(), { code: 'NOBODYS' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(applyCoupon(platform, buyer(), { code: `TWO-${count}` })).rejects.toMatchObject({ code: 'CONFLICT', details: { reason: 'coupon_not_applicable', field: 'code' } });
    expect((await getCart(platform, buyer())).cart.couponCode).toBeNull();
    for (let guess = 0; guess < 30; guess += 1) await expect(applyCoupon(limited, buyer(), { code: `GUESS-${guess}` })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(applyCoupon(limited, buyer(), { code: `TEN-${count}` })).rejects.toMatchObject({ code: 'RATE_LIMITED' });
  });
});

describe('the destination', () => {
  it('country, currency and organization; what is not named stays', async () => {
    await add(buyer(), size('42'));
    expect((await setDestination(platform, buyer(), { country: 'DE' })).cart).toMatchObject({ country: 'DE', needsShipping: true, shippingMinor: 900, totalMinor: 13_700, problems: [] });
    const euros = await setDestination(platform, buyer(), { currency: 'eur' });
    expect(euros.cart).toMatchObject({ country: 'DE', currency: 'eur', totalMinor: 0, lines: [{ problems: [{ reason: 'other_currency' }] }] });
    await expect(setDestination(platform, buyer(), { organizationId: world.organizations.buying })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await add(person(world.orgOwner), pack.variantId);
    expect((await setDestination(platform, person(world.orgOwner), { organizationId: world.organizations.buying })).cart).toMatchObject({ organizationId: world.organizations.buying, lines: [{ problems: [{ reason: 'personal_license' }] }] });
    expect(reasons((await setDestination(platform, person(world.orgOwner), { organizationId: null })).cart)).toEqual([]);
  });

  it('needs a cart', async () => {
    await expect(setDestination(platform, buyer(), { country: 'DE' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

it('nobody sees or changes another’s cart', async () => {
  const token = await guestWithCart();
  await add(buyer(), pack.variantId);
  expect((await getCart(platform, person(world.buyerB))).cart.count).toBe(0);
  await expect(removeFromCart(platform, person(world.buyerB), { variantId: pack.variantId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect((await getCart(platform, guest(token))).cart.count).toBe(3);
  expect((await getCart(platform, buyer())).cart.count).toBe(1);
});
