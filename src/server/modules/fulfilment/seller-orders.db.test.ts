import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { checkoutCart } from '@/server/modules/orders/checkout-cart';
import { refundOrder } from '@/server/modules/orders/refund-order';
import { SellerOrderSort } from '@/shared/contracts/seller-orders';
import { assertBooks } from '@/testing/oracle';
import { expectSorted } from '@/testing/read-pages';
import { startShop, type Shop } from '@/testing/shop';
import { createGoods, fillCart, type Goods } from '@/testing/world';
import { exportOrdersToShip } from './export-orders-to-ship';
import { getSellerOrder } from './get-seller-order';
import { listSellerOrders } from './list-seller-orders';
import { requestReturn } from './request-return';
import { shipItems } from './ship-items';

let shop: Shop;
let owner: pg.Client;
let goods: Goods;
let count = 0;

beforeAll(async () => {
  shop = await startShop();
  owner = new pg.Client({ connectionString: shop.database.ownerUrl });
  await owner.connect();
  // A person of the seller's who is neither owner nor admin.
  await owner.query(`insert into organization_members (organization_id, user_id, role) values ($1, $2, 'member')`, [shop.world.organizations.one, shop.world.orgMember]);
});
beforeEach(async () => {
  goods = await createGoods(owner, shop.world.sellers.one, { slug: `desk-${(count += 1)}`, priceMinor: 10_000, stock: { '42': 9 } });
});
afterEach(async () => {
  await shop.work();
  await assertBooks(shop.platform.db);
});
afterAll(async () => {
  await owner.end();
  await shop.stop();
});

const one = () => shop.viewer('sellerOne');
const desk = (show: 'to_ship' | 'partly_shipped' | 'shipped' | 'returns' | 'all', more: { q?: string; sort?: SellerOrderSort; cursor?: string; limit?: number } = {}) =>
  listSellerOrders(shop.platform.db, { viewer: one(), input: { seller: 'northbeam', show, q: '', limit: 50, ...more } });
const detail = (orderId: string, viewer = one()) => getSellerOrder(shop.platform.db, { viewer, input: { seller: 'northbeam', orderId } });
const ids = async (page: ReturnType<typeof desk>) => (await page).items.map(({ orderId }) => orderId);

/** An order of shoes of seller one, and a kit of seller two when asked. */
async function buy({ quantity = 1, withKit = false, buyer = 'buyerA' }: { quantity?: number; withKit?: boolean; buyer?: 'buyerA' | 'buyerB' } = {}): Promise<string> {
  const { other } = shop.world.products;
  await fillCart(owner, shop.world[buyer], { items: [{ variantId: goods.variants['42']!.variantId, quantity }, ...(withKit ? [{ variantId: other.variantId, quantity: 1 }] : [])] });
  const total = quantity * 10_000 + 900 * Math.ceil((quantity * 900) / 2_000) + (withKit ? other.priceMinor : 0);
  const placed = await checkoutCart(shop.platform, { viewer: shop.viewer(buyer), input: { expectedTotalMinor: total, expectedCurrency: 'usd' } });
  await shop.pay(placed.redirectUrl);
  await shop.work();
  return placed.orderId;
}

const ship = async (orderId: string, quantity: number) => {
  const { items } = await detail(orderId);
  await shipItems(shop.platform, { viewer: one(), input: { seller: 'northbeam', orderId, items: [{ itemId: items[0]!.id, quantity }], carrier: 'Post', trackingNumber: 'RR1' } });
};

describe('the order desk', () => {
  it('shows a seller its part of an order and nothing of the rest', async () => {
    const orderId = await buy({ quantity: 2, withKit: true });
    const order = await detail(orderId);
    expect(order.items).toHaveLength(1);
    expect(order).toMatchObject({ buyerName: 'buyerA', fulfilment: 'unshipped', totalMinor: 20_900, takenBackMinor: 0, isDisputed: false, address: { name: 'Ida Moberg', country: 'DE' } });
    expect(order.earnedMinor).toBe(20_900 - order.feeMinor);
    expect(JSON.stringify(order)).not.toContain('queue-kit');
    const theirs = await getSellerOrder(shop.platform.db, { viewer: { userId: shop.world.sellerTwo, role: 'customer' }, input: { seller: 'oda', orderId } });
    expect(theirs).toMatchObject({ fulfilment: 'none', address: null, totalMinor: 4_500 });
  });

  it('is for members of the seller; others are told there is none, and only owners and admins refund', async () => {
    const orderId = await buy();
    expect((await detail(orderId, shop.viewer('orgMember'))).orderId).toBe(orderId);
    for (const viewer of [shop.viewer('buyerA'), shop.viewer('buyerB'), shop.viewer('admin'), { userId: shop.world.sellerTwo, role: 'customer' as const }]) {
      await expect(detail(orderId, viewer)).rejects.toMatchObject({ code: 'NOT_FOUND' });
      await expect(listSellerOrders(shop.platform.db, { viewer, input: { seller: 'northbeam', show: 'all', q: '', limit: 50 } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
      await expect(exportOrdersToShip(shop.platform.db, { viewer, sellerSlug: 'northbeam' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    }
    await expect(getSellerOrder(shop.platform.db, { viewer: { userId: shop.world.sellerTwo, role: 'customer' }, input: { seller: 'oda', orderId } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(refundOrder(shop.platform, { viewer: shop.viewer('orgMember'), input: { orderId, seller: 'northbeam', reason: 'a mistake' } })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  it('puts what is to go first first, page by page, and says what is late', async () => {
    await shop.sql(`update seller_orders set fulfilment = 'delivered' where fulfilment <> 'none'`);
    const [calm, urgent] = [await buy(), await buy()];
    await shop.sql(`update seller_orders set ship_by = date_trunc('milliseconds', now()) - interval '1 day' where order_id = $1`, [urgent]);
    const first = await desk('to_ship', { limit: 1 });
    expect(first.items).toEqual([expect.objectContaining({ orderId: urgent, isOverdue: true, unitsToShip: 1, contents: [`${goods.slug}, 42`] })]);
    const second = await desk('to_ship', { limit: 1, cursor: first.nextCursor ?? '' });
    expect(second).toMatchObject({ items: [{ orderId: calm, isOverdue: false }], nextCursor: null });
    const newest = await desk('all', { limit: 1 });
    expect(newest.items[0]?.orderId).toBe(urgent);
    expect((await desk('all', { limit: 1, cursor: newest.nextCursor ?? '' })).items[0]?.orderId).toBe(calm);
  });

  it('reads in any order page by page, many of one sum or one day among them', async () => {
    await Promise.all([buy(), buy({ buyer: 'buyerB' })]);
    await buy({ quantity: 3 });
    await shop.sql(`update seller_orders set paid_at = date_trunc('hour', paid_at) + interval '7 microseconds'`);
    for (const sort of SellerOrderSort.options) {
      const items = await expectSorted(sort, (more) => desk('all', { sort, ...more }), ({ paidAt, totalMinor }) => (sort.startsWith('paid') ? paidAt : totalMinor));
      expect(items.length).toBeGreaterThan(3);
    }
    const { nextCursor } = await desk('all', { sort: 'total-up', limit: 1 });
    await expect(desk('all', { sort: 'paid-up', limit: 1, cursor: nextCursor ?? '' })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    const forged = Buffer.from(JSON.stringify(['total-up', 'much', 'x'])).toString('base64url');
    await expect(desk('all', { sort: 'total-up', cursor: forged })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });

  it('finds orders by number and by a part of the name, and an order wherever it stands', async () => {
    const orderId = await buy({ quantity: 2 });
    const { number } = await detail(orderId);
    expect(await ids(desk('all', { q: number }))).toEqual([orderId]);
    expect(await ids(desk('all', { q: 'UYERa' }))).toContain(orderId);
    expect(await ids(desk('all', { q: '100%' }))).toEqual([]);
    await ship(orderId, 1);
    expect(await ids(desk('partly_shipped'))).toContain(orderId);
    expect(await ids(desk('to_ship'))).toContain(orderId);
    await ship(orderId, 1);
    expect(await ids(desk('to_ship'))).not.toContain(orderId);
    expect(await ids(desk('shipped'))).toContain(orderId);
    const { items } = await detail(orderId);
    await requestReturn(shop.platform, { viewer: shop.viewer('buyerA'), input: { orderId, sellerSlug: 'northbeam', items: [{ itemId: items[0]!.id, quantity: 1 }], reason: 'too small' } });
    expect((await desk('returns')).items).toContainEqual(expect.objectContaining({ orderId, returnStatus: 'requested' }));
    expect((await detail(orderId)).items[0]).toMatchObject({ shippedQuantity: 2, returnedQuantity: 1 });
  });

  it('shows what a refund took of the seller’s share, and no other seller’s part of it', async () => {
    const orderId = await buy({ withKit: true, buyer: 'buyerB' });
    const before = await detail(orderId);
    await refundOrder(shop.platform, { viewer: shop.viewer('admin'), input: { orderId, reason: 'all of it' } });
    await shop.work();
    const after = await detail(orderId);
    expect(after).toMatchObject({ refundedMinor: 10_900, takenBackMinor: before.earnedMinor, refundPending: false });
    expect(after.refunds).toEqual([expect.objectContaining({ amountMinor: 10_900, status: 'succeeded' })]);
    // Nothing of it is to be shipped, whatever the units say.
    expect(after).toMatchObject({ isCalledOff: true, isOverdue: false });
    expect(await ids(desk('to_ship'))).not.toContain(orderId);
    expect(await exportOrdersToShip(shop.platform.db, { viewer: one(), sellerSlug: 'northbeam' })).not.toContain(`${after.number},`);
  });
});

it('the list to ship is a table that runs nothing', async () => {
  const orderId = await buy({ quantity: 3 });
  await shop.sql(`update addresses set name = '=HYPERLINK("https://evil.test")' where order_id = $1`, [orderId]);
  await ship(orderId, 1);
  const csv = await exportOrdersToShip(shop.platform.db, { viewer: one(), sellerSlug: 'northbeam' });
  const { number } = await detail(orderId);
  const line = csv.split('\r\n').find((one_) => one_.startsWith(`${number},`));
  expect(line).toContain(`"'=HYPERLINK(""https://evil.test"")"`);
  expect(line?.endsWith(',2')).toBe(true);
});
