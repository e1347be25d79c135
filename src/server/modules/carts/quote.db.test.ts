import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { assertDropAllows } from '@/server/modules/drops/assert-drop-allows';
import { readIn, type Reader } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import { newId } from '@/shared/ids';
import { createBundle, createCoupon, grantKey } from '@/testing/bundles';
import { createTestPlatform } from '@/testing/platform';
import { createTestDatabase, type TestDatabase } from '@/testing/postgres';
import { createGoods, createProduct, createWorld, type Goods, type Product, type World } from '@/testing/world';
import type { Quote, QuoteRequest, Selection } from './quote';
import { quoteSelections } from './quote-selections';

let database: TestDatabase;
let platform: Platform;
let world: World;
let owner: pg.Client;
let pack: Product;
let other: Product;
let shoe: Goods;
let count = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createWorld(database.ownerUrl);
  platform = await createTestPlatform(database);
  owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
});
beforeEach(async () => {
  count += 1;
  pack = await createProduct(owner, world.sellers.one, { slug: `pack-${count}`, status: 'published', priceMinor: 5_000 });
  other = await createProduct(owner, world.sellers.two, { slug: `other-${count}`, status: 'published', priceMinor: 3_000 });
  shoe = await createGoods(owner, world.sellers.two, { slug: `shoe-${count}`, priceMinor: 12_800, stock: { '42': 2, '43': 0 } });
});
afterAll(async () => {
  await owner.end();
  await platform.close();
  await database.drop();
});

const now = () => new Date();
const one = (variantId: string, quantity = 1): Selection => ({ variantId, quantity });
const request = (selections: readonly Selection[], changes: Partial<QuoteRequest> = {}): QuoteRequest => ({
  userId: world.buyerA, organizationId: null, selections, currency: 'usd', country: 'DE', couponCode: null, now: now(), ...changes,
});
const quote = (selections: readonly Selection[], changes: Partial<QuoteRequest> = {}) => quoteSelections(platform.db.readAsService('test'), request(selections, changes));
const reasons = ({ problems }: Quote) => problems.map(({ reason }) => reason);
const size = (name: string) => shoe.variants[name]!.variantId;

describe('the facts', () => {
  it('come in one statement, however many lines, with everything an order keeps', async () => {
    const reader = platform.db.readAsService('test');
    let statements = 0;
    const counting: Reader = { rows: (statement) => ((statements += 1), reader.rows(statement)) };
    const many: Product[] = [];
    for (let index = 0; index < 20; index += 1) many.push(await createProduct(owner, world.sellers.one, { slug: `many-${count}-${index}`, status: 'published', priceMinor: 100 + index }));
    const found = await quoteSelections(counting, request([...many.map(({ variantId }) => one(variantId)), one(size('42'), 2)], { couponCode: 'NONE' }));
    expect(statements).toBe(1);
    expect(found.items).toHaveLength(21);
    expect(found.lines.map(({ variantId }) => variantId)).toEqual([...many.map(({ variantId }) => variantId), size('42')]);
    expect(found.items.at(-1)).toMatchObject({
      kind: 'physical', productType: 'sneaker', title: `shoe-${count}`, variantTitle: '42', options: { size: '42' }, sku: `shoe-${count}-42`, condition: 'new', license: null, version: null,
      stockLevelId: shoe.variants['42']!.levelId, unitPriceMinor: 12_800, shippingMinor: 900, totalMinor: 26_500, feeBps: 800, feeMinor: 2_048, sellerName: 'oda',
    });
    expect(found.items[0]).toMatchObject({ version: '1.0.0', license: 'personal', stockLevelId: null, priceId: many[0]!.priceId });
  });

  it('hold for a transaction as for a reader', async () => {
    const inside = await platform.db.asService('test', (tx) => quoteSelections(readIn(tx), request([one(pack.variantId), one(size('42'))])));
    expect(inside).toEqual(await quote([one(pack.variantId), one(size('42'))]));
    expect(typeof inside.items[0]!.unitPriceMinor).toBe('number');
  });

  it('a guest owns nothing and may have anything', async () => {
    await grantKey(owner, { productId: pack.id, userId: world.buyerA });
    expect(await quote([one(pack.variantId)], { userId: null })).toMatchObject({ problems: [], totalMinor: 5_000 });
  });
});

describe('what cannot be bought', () => {
  it('is withdrawn with its seller, its version or its price, and never published things are not shown at all', async () => {
    expect(await quote([one(world.products.draft.variantId)])).toMatchObject({ lines: [], problems: [{ reason: 'not_for_sale' }] });
    await owner.query(`update product_versions set yanked_at = now(), yanked_reason = 'broken' where product_id = $1`, [pack.id]);
    expect(reasons(await quote([one(pack.variantId)]))).toEqual(['not_for_sale']);
    await owner.query(`update sellers set lifecycle = 'suspended' where id = $1`, [world.sellers.two]);
    expect(await quote([one(other.variantId)])).toMatchObject({ lines: [{ title: `other-${count}` }], problems: [{ reason: 'not_for_sale', variantId: other.variantId }] });
    await owner.query(`update sellers set lifecycle = 'active' where id = $1`, [world.sellers.two]);
    expect(reasons(await quote([one(other.variantId)], { currency: 'eur' }))).toEqual(['other_currency']);
  });

  it('M38: is what members of the selling organization sell', async () => {
    expect(reasons(await quote([one(pack.variantId)], { userId: world.sellerOne }))).toEqual(['own_product']);
    expect(reasons(await quote([one(pack.variantId)], { userId: world.sellerTwo }))).toEqual([]);
  });

  it('is owned by the person, or by the organization bought for, and by nobody else', async () => {
    await grantKey(owner, { productId: pack.id, userId: world.orgOwner });
    expect(reasons(await quote([one(pack.variantId)], { userId: world.orgOwner }))).toEqual(['owned']);
    expect(reasons(await quote([one(pack.variantId)], { userId: world.orgOwner, organizationId: world.organizations.buying }))).toEqual(['personal_license']);
    await owner.query(`update entitlements set revoked_at = now(), revoked_reason = 'refunded' where product_id = $1`, [pack.id]);
    expect(reasons(await quote([one(pack.variantId)], { userId: world.orgOwner }))).toEqual([]);
    await owner.query(`update product_variants set license = 'team' where id = $1`, [pack.variantId]);
    await grantKey(owner, { productId: pack.id, organizationId: world.organizations.buying, license: 'team' });
    expect(reasons(await quote([one(pack.variantId)], { userId: world.orgOwner, organizationId: world.organizations.buying }))).toEqual(['owned']);
    expect(reasons(await quote([one(pack.variantId)], { userId: world.orgOwner }))).toEqual([]);
  });

  it('is bought for an organization by its owners and admins alone', async () => {
    await owner.query(`update product_variants set license = 'team' where id = $1`, [pack.variantId]);
    expect(reasons(await quote([one(pack.variantId)], { userId: world.orgMember, organizationId: world.organizations.buying }))).toEqual(['not_a_buyer']);
    expect(reasons(await quote([one(pack.variantId)], { userId: world.buyerA, organizationId: world.organizations.buying }))).toEqual(['not_a_buyer']);
    expect(reasons(await quote([one(pack.variantId)], { userId: world.orgOwner, organizationId: world.organizations.buying }))).toEqual([]);
  });
});

describe('what is kept for a drop', () => {
  /** A drop of size 42 in which buyer A won `won` units. */
  async function dropOf(won: number, claimUntil = "now() + interval '1 hour'"): Promise<string> {
    const [dropId, entryId] = [newId('drop'), newId('dropEntry')];
    await owner.query(
      `insert into drops (id, product_id, seller_id, entries_open_at, entries_close_at, per_person_cap, claim_hours, seed_hash, seed, revealed_seed, entries_root, closed_at, drawn_at)
       values ($1, $2, $3, now() - interval '3 days', now() - interval '2 days', 2, 24, encode(sha256('x'), 'hex'), repeat('a', 64), repeat('a', 64), repeat('b', 64), now() - interval '2 days', now() - interval '1 day')`, [dropId, shoe.id, world.sellers.two]);
    await owner.query('insert into drop_variants (drop_id, variant_id, units) values ($1, $2, 2)', [dropId, size('42')]);
    if (won > 0) await owner.query(
      `insert into drop_entries (id, drop_id, user_id, variant_id, quantity, entry_hash, entered_at, rank, drawn_quantity, won_quantity, claim_expires_at) values ($1, $2, $3, $4, $5, repeat('c', 64), now() - interval '2 days', 1, $5, $5, ${claimUntil})`,
      [entryId, dropId, world.buyerA, size('42'), won]);
    return entryId;
  }
  const problems = async (quantity: number, changes: Partial<QuoteRequest> = {}) => (await quote([one(size('42'), quantity)], changes)).problems;
  const title = () => `shoe-${count}`;

  it('is said in the cart, in the words the order would be refused with, also to guests', async () => {
    await dropOf(0);
    const message = `${title()} is given out by a drop. Until that is over only those who won there may buy it.`;
    for (const userId of [world.buyerA, null]) expect(await problems(1, { userId })).toEqual([{ reason: 'drop', variantId: size('42'), message }]);
    await expect(platform.db.asService('test', (tx) => assertDropAllows(tx, { userId: world.buyerA, items: [one(size('42'))], now: now() }))).rejects.toMatchObject({ message });
    await owner.query('update drop_variants set released_at = now() where variant_id = $1', [size('42')]);
    expect(await problems(1)).toEqual([]);
  });

  it('may be had by who won it, up to what they won and in their time', async () => {
    await dropOf(1);
    expect(await problems(1)).toEqual([]);
    expect(await problems(2)).toMatchObject([{ reason: 'drop', message: `You won 1 of ${title()}; you may order 1 more.` }]);
    expect(await problems(1, { userId: world.buyerB })).toMatchObject([{ reason: 'drop' }]);
    expect(await problems(1, { now: new Date(Date.now() + 2 * 60 * 60 * 1000) })).toMatchObject([{ reason: 'drop', message: `The time to claim ${title()} is over. What was not claimed went to the next in line.` }]);
  });

  it('counts what is in other orders of theirs, but not in the one that is ordered again', async () => {
    const entryId = await dropOf(1);
    const orderId = await openOrder(world.buyerA);
    await owner.query('insert into drop_claims (entry_id, order_id, variant_id, quantity, claimed_at) values ($1, $2, $3, 1, now())', [entryId, orderId, size('42')]);
    expect(await problems(1)).toMatchObject([{ reason: 'drop', message: `You have ordered all you won of ${title()}.` }]);
    expect(await problems(1, { heldByOrderId: orderId })).toEqual([]);
  });
});

it('shows the first picture of a product, and none where there is none', async () => {
  for (const [position, letter] of [[1, 'd'], [0, 'c']] as const) {
    await owner.query(`insert into product_images (id, product_id, seller_id, sha256, width, height, files, position) values ($1, $2, $3, repeat($4, 64), 10, 10, '{}', $5)`, [newId('productImage'), shoe.id, world.sellers.two, letter, position]);
  }
  const { lines } = await quote([one(size('42')), one(pack.variantId)]);
  expect(lines.map(({ image }) => image?.thumb.webp ?? null)).toEqual([`/images/${'c'.repeat(64)}-thumb.webp`, null]);
});

async function openOrder(userId: string, { cartId = null, status = 'pending' }: { cartId?: string | null; status?: string } = {}): Promise<string> {
  const id = newId('order');
  await owner.query(`insert into orders (id, open_key, buyer_user_id, currency, total_minor, expires_at, status, cart_id) values ($1, $1, $2, 'usd', 0, now() + interval '1 hour', $3, $4)`, [id, userId, status, cartId]);
  return id;
}

async function hold(orderId: string, userId: string, quantity: number): Promise<void> {
  const { variantId, levelId } = shoe.variants['42']!;
  await owner.query('update stock_levels set reserved = reserved + $2 where id = $1', [levelId, quantity]);
  await owner.query(`insert into stock_reservations (id, order_id, level_id, variant_id, user_id, quantity, expires_at) values ($1, $2, $3, $4, $5, $6, now() + interval '1 hour')`,
    [newId('stockReservation'), orderId, levelId, variantId, userId, quantity]);
}

async function cartOf(userId: string): Promise<string> {
  await owner.query('insert into carts (id, user_id) values ($1, $2) on conflict (user_id) do nothing', [newId('cart'), userId]);
  return (await owner.query<{ id: string }>('select id from carts where user_id = $1', [userId])).rows[0]!.id;
}

describe('stock', () => {
  it('S02: is counted by size, less what others hold', async () => {
    expect(reasons(await quote([one(size('43'))]))).toEqual(['sold_out']);
    await hold(await openOrder(world.buyerB), world.buyerB, 1);
    expect(await quote([one(size('42'), 2)])).toMatchObject({ problems: [{ reason: 'too_many', message: `Only 1 of “shoe-${count}” is left.` }], lines: [{ available: 1 }] });
    expect(reasons(await quote([one(size('42'))]))).toEqual([]);
  });

  it('held by the open order of one’s own cart is still one’s own to order; held by another of one’s orders only when that is named', async () => {
    await hold(await openOrder(world.buyerA, { cartId: await cartOf(world.buyerA) }), world.buyerA, 1);
    const direct = await openOrder(world.buyerA);
    await hold(direct, world.buyerA, 1);
    expect(await quote([one(size('42'))])).toMatchObject({ problems: [], lines: [{ available: 1 }] });
    expect(await quote([one(size('42'), 2)], { heldByOrderId: direct })).toMatchObject({ problems: [], lines: [{ available: 2 }] });
    expect(reasons(await quote([one(size('42'))], { userId: world.buyerB }))).toEqual(['sold_out']);
    await owner.query(`update orders set status = 'expired' where buyer_user_id = $1`, [world.buyerA]);
  });
});

describe('a bundle', () => {
  it('M37: across sellers and kinds, less what is owned at this moment', async () => {
    const set = await createBundle(owner, world.sellers.one, { slug: `set-${count}`, priceMinor: 16_640, parts: [{ productId: pack.id, variantId: pack.variantId }, { productId: other.id }, { productId: shoe.id }] });
    const chosen = { ...one(set.variantId), choices: { [shoe.id]: size('42') } };
    const whole = await quote([chosen]);
    expect(whole).toMatchObject({ problems: [], discountMinor: 4_160, shippingMinor: 900, totalMinor: 17_540, lines: [{ kind: 'bundle', lineMinor: 16_640, available: 2 }] });
    expect(whole.lines[0]!.parts.map(({ shareMinor }) => shareMinor)).toEqual([4_000, 2_400, 10_240]);
    expect(new Set(whole.items.map(({ sellerId }) => sellerId))).toEqual(new Set([world.sellers.one, world.sellers.two]));
    await grantKey(owner, { productId: other.id, userId: world.buyerA });
    expect(await quote([chosen])).toMatchObject({ problems: [], totalMinor: 15_140, lines: [{ lineMinor: 14_240 }] });
    expect(reasons(await quote([one(set.variantId)]))).toEqual(['choice_missing']);
    expect(reasons(await quote([{ ...chosen, choices: { [shoe.id]: size('43') } }]))).toEqual(['sold_out']);
    expect(reasons(await quote([{ ...chosen, choices: { [shoe.id]: pack.variantId } }]))).toEqual(['choice_missing']);
  });

  it('M37: all of it owned is refused, and M38 counts for its parts', async () => {
    const set = await createBundle(owner, world.sellers.one, { slug: `duo-${count}`, priceMinor: 6_000, parts: [{ productId: pack.id }, { productId: other.id }] });
    expect(reasons(await quote([one(set.variantId)], { userId: world.sellerTwo }))).toEqual(['own_product']);
    for (const { id } of [pack, other]) await grantKey(owner, { productId: id, userId: world.buyerA });
    expect(reasons(await quote([one(set.variantId)]))).toEqual(['owned']);
  });
});

describe('a coupon', () => {
  const used = async (code: string) => (await createCoupon(owner, { code, maxRedemptions: 1 }));
  const redeem = (couponId: string, order: { id: string; userId: string; status: string }) =>
    owner.query(`with r as (insert into coupon_redemptions (id, coupon_id, order_id, user_id, amount_minor, status) values ($1, $2, $3, $4, 100, $5)) update coupons set redeemed = redeemed + 1 where id = $2`,
      [newId('couponRedemption'), couponId, order.id, order.userId, order.status]);

  it('M23: used up by somebody else takes nothing off; held by one’s own cart it still does', async () => {
    const mine = await used(`MINE-${count}`);
    await redeem(mine, { id: await openOrder(world.buyerA, { cartId: await cartOf(world.buyerA) }), userId: world.buyerA, status: 'held' });
    expect(await quote([one(pack.variantId)], { couponCode: `MINE-${count}` })).toMatchObject({ problems: [], discountMinor: 500, items: [{ subsidyMinor: 500 }] });
    expect(reasons(await quote([one(pack.variantId)], { userId: world.buyerB, couponCode: `MINE-${count}` }))).toEqual(['coupon_used']);
    await owner.query(`update orders set status = 'paid', paid_at = now() where buyer_user_id = $1 and status = 'pending'`, [world.buyerA]);
    expect(reasons(await quote([one(pack.variantId)], { couponCode: `MINE-${count}` }))).toEqual(['coupon_used']);
  });

  it('M24: ended, archived, another seller’s or for a first purchase takes nothing off', async () => {
    await createCoupon(owner, { code: `ENDED-${count}`, endsAt: new Date(Date.now() - 1_000) });
    await createCoupon(owner, { code: `TWO-${count}`, sellerId: world.sellers.two });
    await createCoupon(owner, { code: `FIRST-${count}`, isFirstPurchase: true });
    await owner.query('update coupons set archived_at = now() where id = $1', [await createCoupon(owner, { code: `GONE-${count}` })]);
    const tried = async (code: string) => reasons(await quote([one(pack.variantId)], { couponCode: `${code}-${count}` }));
    expect(await tried('ENDED')).toEqual(['coupon_ended']);
    expect(await tried('TWO')).toEqual(['coupon_not_applicable']);
    expect(await tried('GONE')).toEqual(['coupon_unknown']);
    await owner.query(`update orders set status = 'paid', paid_at = now() where id = $1`, [await openOrder(world.buyerA)]);
    expect(await tried('FIRST')).toEqual(['coupon_not_applicable']);
    expect(reasons(await quote([one(pack.variantId)], { userId: world.orgMember, couponCode: `FIRST-${count}` }))).toEqual([]);
  });

  it('M25: may leave nothing to pay', async () => {
    await createCoupon(owner, { code: `ALL-${count}`, percentBps: 10_000 });
    expect(await quote([one(pack.variantId)], { couponCode: `ALL-${count}` })).toMatchObject({ problems: [], totalMinor: 0 });
  });
});

describe('M27: another currency', () => {
  it.each([['jpy', 5_000], ['kwd', 12_345]])('%s is counted in its own minor unit', async (currency, priceMinor) => {
    const sold = await createProduct(owner, world.sellers.one, { slug: `${currency}-${count}`, status: 'published', priceMinor, currency });
    const cheap = await createProduct(owner, world.sellers.one, { slug: `${currency}-cheap-${count}`, status: 'published', priceMinor: 49, currency });
    expect(await quote([one(sold.variantId)], { currency })).toMatchObject({ problems: [], totalMinor: priceMinor });
    expect(reasons(await quote([one(cheap.variantId)], { currency }))).toEqual(['below_minimum']);
  });
});
