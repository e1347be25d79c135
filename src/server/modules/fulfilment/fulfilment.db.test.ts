import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { cancelItems } from '@/server/modules/orders/cancel-items';
import { checkoutCart } from '@/server/modules/orders/checkout-cart';
import { getOrderDetail } from '@/server/modules/orders/get-order-detail';
import { refundOrder } from '@/server/modules/orders/refund-order';
import { settleRefund } from '@/server/modules/orders/settle-refund';
import { listMovements } from '@/server/modules/stockroom/list-movements';
import { assertBooks } from '@/testing/oracle';
import { startShop, type Shop } from '@/testing/shop';
import { createGoods, fillCart, type Goods } from '@/testing/world';
import { answerReturn } from './answer-return';
import { getSellerOrder } from './get-seller-order';
import { markDelivered } from './mark-delivered';
import { receiveReturn } from './receive-return';
import { requestReturn } from './request-return';
import { shipItems } from './ship-items';
import { tellToShip } from './tell-to-ship';
import { withdrawReturn } from './withdraw-return';

let shop: Shop;
let owner: pg.Client;
let goods: Goods;
let orderId: string;
let itemId: string;
let count = 0;

beforeAll(async () => {
  shop = await startShop();
  owner = new pg.Client({ connectionString: shop.database.ownerUrl });
  await owner.connect();
});
beforeEach(async () => {
  goods = await createGoods(owner, shop.world.sellers.one, { slug: `boot-${(count += 1)}`, priceMinor: 10_000, stock: { '42': 5 } });
  await fillCart(owner, shop.world.buyerA, { items: [{ variantId: goods.variants['42']!.variantId, quantity: 3 }] });
  const placed = await checkoutCart(shop.platform, { viewer: shop.viewer('buyerA'), input: { expectedTotalMinor: 31_800, expectedCurrency: 'usd' } });
  await shop.pay(placed.redirectUrl);
  await shop.work();
  orderId = placed.orderId;
  itemId = (await shop.sql<{ id: string }>('select id from order_items where order_id = $1', [orderId]))[0]!.id;
});
afterEach(async () => {
  await shop.work();
  await assertBooks(shop.platform.db);
});
afterAll(async () => {
  await owner.end();
  await shop.stop();
});

const ship = (quantity: number) => shipItems(shop.platform, { viewer: shop.viewer('sellerOne'), input: { seller: 'northbeam', orderId, items: [{ itemId, quantity }], carrier: 'Post', trackingNumber: 'RR1' } });
const part = async () => (await shop.sql<{ fulfilment: string; shipped: boolean }>('select fulfilment, shipped_at is not null as shipped from seller_orders where order_id = $1', [orderId]))[0];
const onHand = async () => (await shop.sql<{ onHand: number }>('select on_hand as "onHand" from stock_levels where id = $1', [goods.variants['42']!.levelId]))[0]?.onHand;
const refunded = async () => (await shop.sql<{ refunded: number }>('select refunded_minor::int as refunded from orders where id = $1', [orderId]))[0]?.refunded;

describe('parcels', () => {
  it('ships in parts, tells the buyer, and is delivered when every parcel is', async () => {
    const first = await ship(1);
    expect(await part()).toEqual({ fulfilment: 'partially_shipped', shipped: false });
    const second = await ship(2);
    expect(await part()).toEqual({ fulfilment: 'shipped', shipped: true });
    await markDelivered(shop.platform, { viewer: shop.viewer('sellerOne'), input: { seller: 'northbeam', shipmentId: first.shipmentId } });
    expect(await part()).toMatchObject({ fulfilment: 'shipped' });
    await markDelivered(shop.platform, { viewer: shop.viewer('sellerOne'), input: { seller: 'northbeam', shipmentId: second.shipmentId } });
    expect(await part()).toMatchObject({ fulfilment: 'delivered' });
    await shop.work();
    expect(shop.mail.list().filter((mail) => JSON.stringify(mail).includes('has sent a parcel')).length).toBeGreaterThanOrEqual(2);
  });

  it('is asked of its seller once, and many in one go', async () => {
    const told = async () => (await shop.sql<{ title: string; href: string }>(`select title, href from notifications where type = 'order_to_ship' and user_id = $1 order by id desc`, [shop.world.sellerOne]));
    await Promise.all([tellToShip(shop.platform), tellToShip(shop.platform)]);
    const before = await told();
    await tellToShip(shop.platform);
    expect(await told()).toEqual(before);
    expect((await shop.sql('select 1 from seller_orders where order_id = $1 and told_at is not null', [orderId])).length).toBe(1);
    await shop.sql('update seller_orders set told_at = null where order_id = $1', [orderId]);
    await shop.sql(`delete from notifications where dedupe_key like 'to-ship:' || $1 || '%'`, [orderId]);
    await tellToShip(shop.platform);
    expect((await told())[0]).toEqual({ title: expect.stringMatching(/^3 × .* to ship \(LK-\d+\)$/), href: `/seller/northbeam/orders/${orderId}` });
  });

  it('is on its way, not delivered, when one parcel holds all of it', async () => {
    await ship(3);
    expect(await part()).toEqual({ fulfilment: 'shipped', shipped: true });
  });

  it('is for its seller alone, and each unit is shipped once, however many try', async () => {
    await expect(shipItems(shop.platform, { viewer: shop.viewer('buyerB'), input: { seller: 'northbeam', orderId, items: [{ itemId, quantity: 1 }], carrier: 'Post', trackingNumber: '' } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const all = await Promise.allSettled(Array.from({ length: 6 }, () => ship(1)));
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
  });

  it('canceling and shipping at once never does both to one unit', async () => {
    const cancel = cancelItems(shop.platform, { viewer: shop.viewer('buyerA'), input: { orderId, items: [{ itemId, quantity: 3 }] } });
    const all = await Promise.allSettled([cancel, ship(3)]);
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });
});

describe('returns', () => {
  it('go the whole way once: asked, accepted, received, money and shelf', async () => {
    await ship(3);
    const ask = () => requestReturn(shop.platform, { viewer: shop.viewer('buyerA'), input: { orderId, sellerSlug: 'northbeam', items: [{ itemId, quantity: 2 }], reason: 'too small' } });
    const { returnId } = await ask();
    await expect(ask()).rejects.toMatchObject({ code: 'CONFLICT' });
    const arrived = { viewer: shop.viewer('sellerOne'), input: { seller: 'northbeam', returnId, items: [{ itemId, restockQuantity: 1, amountMinor: 20_000 }] } };
    await expect(receiveReturn(shop.platform, arrived)).rejects.toMatchObject({ code: 'CONFLICT' });
    await answerReturn(shop.platform, { viewer: shop.viewer('sellerOne'), input: { seller: 'northbeam', returnId, decision: 'approved', answer: '' } });
    await receiveReturn(shop.platform, arrived);
    await shop.work();
    expect([await refunded(), await onHand()]).toEqual([20_000, 3]);
    await expect(receiveReturn(shop.platform, arrived)).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(requestReturn(shop.platform, { viewer: shop.viewer('buyerA'), input: { orderId, sellerSlug: 'northbeam', items: [{ itemId, quantity: 2 }], reason: 'too small' } })).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  it('that arrive after all the money went back put units on the shelf, once, and say so', async () => {
    await ship(3);
    const { returnId } = await requestReturn(shop.platform, { viewer: shop.viewer('buyerA'), input: { orderId, sellerSlug: 'northbeam', items: [{ itemId, quantity: 2 }], reason: 'too small' } });
    await answerReturn(shop.platform, { viewer: shop.viewer('sellerOne'), input: { seller: 'northbeam', returnId, decision: 'approved', answer: '' } });
    await refundOrder(shop.platform, { viewer: shop.viewer('sellerOne'), input: { orderId, seller: 'northbeam', reason: 'in advance' } });
    await shop.work();
    expect([await refunded(), await onHand()]).toEqual([31_800, 2]);
    const arrived = (restockQuantity: number, amountMinor = 0) => receiveReturn(shop.platform, { viewer: shop.viewer('sellerOne'), input: { seller: 'northbeam', returnId, items: [{ itemId, restockQuantity, amountMinor }] } });
    await expect(arrived(2, 1)).rejects.toMatchObject({ code: 'CONFLICT', details: { reason: 'refunded' } });
    const all = await Promise.allSettled([arrived(2), arrived(2), arrived(2)]);
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect([await refunded(), await onHand()]).toEqual([31_800, 4]);
    const [movement] = (await listMovements(shop.platform.db, { viewer: shop.viewer('sellerOne'), input: { seller: 'northbeam', levelId: goods.variants['42']!.levelId, limit: 1 } })).items;
    const order = await getOrderDetail(shop.platform.db, { viewer: shop.viewer('buyerA'), orderId });
    expect(movement).toMatchObject({ reason: 'returned', delta: 2, orderNumber: order.number });
    expect(order.parts[0]?.returns).toMatchObject([{ status: 'received', hasRefund: false }]);
    expect(order.timeline.at(-1)).toMatchObject({ title: expect.stringContaining('received the return'), note: 'No money goes back with it' });
    expect(await getSellerOrder(shop.platform.db, { viewer: shop.viewer('sellerOne'), input: { seller: 'northbeam', orderId } })).toMatchObject({ returns: [{ status: 'received', hasRefund: false }], items: [{ returnedQuantity: 2, restockedQuantity: 2 }] });
    await shop.work();
    expect(shop.mail.list().some((mail) => JSON.stringify(mail).includes('No money goes back with it'))).toBe(true);
  });

  it('never put a unit on the shelf that a refund under way brings there', async () => {
    await ship(3);
    const { returnId } = await requestReturn(shop.platform, { viewer: shop.viewer('buyerA'), input: { orderId, sellerSlug: 'northbeam', items: [{ itemId, quantity: 3 }], reason: 'too small' } });
    await answerReturn(shop.platform, { viewer: shop.viewer('sellerOne'), input: { seller: 'northbeam', returnId, decision: 'approved', answer: '' } });
    await shop.control('faults', { route: 'POST /v1/refunds', fail: 20 });
    await refundOrder(shop.platform, { viewer: shop.viewer('sellerOne'), input: { orderId, seller: 'northbeam', reason: 'in advance', items: [{ itemId, amountMinor: 31_800, restockQuantity: 2, cancelQuantity: 0 }] } });
    const arrived = (restockQuantity: number) => receiveReturn(shop.platform, { viewer: shop.viewer('sellerOne'), input: { seller: 'northbeam', returnId, items: [{ itemId, restockQuantity, amountMinor: 0 }] } });
    await expect(arrived(2)).rejects.toMatchObject({ details: { reason: 'too_many' } });
    await arrived(1);
    await fetch(`${shop.stripeUrl}/_double/faults`, { method: 'DELETE' });
    const [refund] = await shop.sql<{ id: string }>('select id from refunds where order_id = $1', [orderId]);
    await settleRefund(shop.platform, { refundId: refund!.id });
    expect([await refunded(), await onHand()]).toEqual([31_800, 5]);
  });

  it('are refused before shipping and to strangers, and can be withdrawn', async () => {
    const ask = () => requestReturn(shop.platform, { viewer: shop.viewer('buyerA'), input: { orderId, sellerSlug: 'northbeam', items: [{ itemId, quantity: 1 }], reason: 'too small' } });
    await expect(ask()).rejects.toMatchObject({ code: 'CONFLICT' });
    await ship(3);
    const { returnId } = await ask();
    await expect(withdrawReturn(shop.platform, { viewer: shop.viewer('buyerB'), input: { returnId } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await withdrawReturn(shop.platform, { viewer: shop.viewer('buyerA'), input: { returnId } });
    await expect(answerReturn(shop.platform, { viewer: shop.viewer('sellerOne'), input: { seller: 'northbeam', returnId, decision: 'approved', answer: '' } })).rejects.toMatchObject({ code: 'CONFLICT' });
    expect((await ask()).returnId).not.toBe(returnId);
  });
});
