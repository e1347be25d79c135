import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { requestReturn } from '@/server/modules/fulfilment/request-return';
import { withdrawReturn } from '@/server/modules/fulfilment/withdraw-return';
import { shipItems } from '@/server/modules/fulfilment/ship-items';
import { listOrderDocuments } from '@/server/modules/invoicing/list-order-documents';
import { assertBooks } from '@/testing/oracle';
import { startShop, type Shop } from '@/testing/shop';
import { createGoods, fillCart, type Goods } from '@/testing/world';
import { cancelItems } from './cancel-items';
import { cancelOrder } from './cancel-order';
import { checkoutCart } from './checkout-cart';
import { getOrder } from './get-order';
import { getOrderDetail } from './get-order-detail';
import { listOrders } from './list-orders';

type Name = Parameters<Shop['viewer']>[0];

let shop: Shop;
let owner: pg.Client;
let goods: Goods;
let count = 0;

beforeAll(async () => {
  shop = await startShop();
  owner = new pg.Client({ connectionString: shop.database.ownerUrl });
  await owner.connect();
});
beforeEach(async () => {
  goods = await createGoods(owner, shop.world.sellers.one, { slug: `desk-${(count += 1)}`, priceMinor: 10_000, stock: { '42': 5 } });
  await joinAs('admin');
});
afterAll(async () => {
  await shop.work();
  await assertBooks(shop.platform.db);
  await owner.end();
  await shop.stop();
});

/** Buyer A is one of the buying organization, or, as nothing, has left it. */
async function joinAs(role: 'admin' | 'member' | null): Promise<void> {
  const { world } = shop;
  await shop.sql('delete from organization_members where organization_id = $1 and user_id = $2', [world.organizations.buying, world.buyerA]);
  if (role) await shop.sql('insert into organization_members (organization_id, user_id, role) values ($1, $2, $3)', [world.organizations.buying, world.buyerA, role]);
}

/** Two units, ordered by buyer A for the organization. */
async function place(): Promise<{ orderId: string; redirectUrl: string }> {
  await fillCart(owner, shop.world.buyerA, { items: [{ variantId: goods.variants['42']!.variantId, quantity: 2 }] });
  await shop.sql('update carts set organization_id = $1 where user_id = $2', [shop.world.organizations.buying, shop.world.buyerA]);
  return checkoutCart(shop.platform, { viewer: shop.viewer('buyerA'), input: { expectedTotalMinor: 20_900, expectedCurrency: 'usd' } });
}

async function buy(): Promise<{ orderId: string; itemId: string }> {
  const { orderId, redirectUrl } = await place();
  await shop.pay(redirectUrl);
  await shop.work();
  const [item] = await shop.sql<{ id: string }>('select id from order_items where order_id = $1', [orderId]);
  return { orderId, itemId: item!.id };
}

const giveUp = (name: Name, orderId: string) => cancelOrder(shop.platform, { viewer: shop.viewer(name), orderId });
const callOff = (name: Name, { orderId, itemId }: { orderId: string; itemId: string }) => cancelItems(shop.platform, { viewer: shop.viewer(name), input: { orderId, items: [{ itemId, quantity: 1 }] } });
const sendBack = (name: Name, { orderId, itemId }: { orderId: string; itemId: string }) =>
  requestReturn(shop.platform, { viewer: shop.viewer(name), input: { orderId, sellerSlug: 'northbeam', items: [{ itemId, quantity: 1 }], reason: 'too small' } });
const detail = (name: Name, orderId: string) => getOrderDetail(shop.platform.db, { viewer: shop.viewer(name), orderId });
const NOT_FOUND = { code: 'NOT_FOUND' };
const FORBIDDEN = { code: 'FORBIDDEN' };

describe('an order of an organization', () => {
  it('is nothing to who placed it and has left, and still everything to those who belong', async () => {
    const bought = await buy();
    const { orderId } = bought;
    const db = shop.platform.db;
    await shipItems(shop.platform, { viewer: shop.viewer('sellerOne'), input: { seller: 'northbeam', orderId, items: [{ itemId: bought.itemId, quantity: 1 }], carrier: 'Post', trackingNumber: 'RR1' } });
    const { returnId } = await sendBack('buyerA', bought);
    const viewer = shop.viewer('buyerA');
    expect((await listOrderDocuments(db, { viewer, orderId })).length).toBeGreaterThan(0);
    await joinAs(null);
    await expect(getOrder(db, { viewer, orderId })).rejects.toMatchObject(NOT_FOUND);
    await expect(detail('buyerA', orderId)).rejects.toMatchObject(NOT_FOUND);
    expect((await listOrders(db, { viewer, input: { limit: 50 } })).items.map(({ id }) => id)).not.toContain(orderId);
    await expect(listOrderDocuments(db, { viewer, orderId })).rejects.toMatchObject(NOT_FOUND);
    await expect(giveUp('buyerA', orderId)).rejects.toMatchObject(NOT_FOUND);
    await expect(callOff('buyerA', bought)).rejects.toMatchObject(NOT_FOUND);
    await expect(sendBack('buyerA', bought)).rejects.toMatchObject(NOT_FOUND);
    await expect(withdrawReturn(shop.platform, { viewer, input: { returnId } })).rejects.toMatchObject(NOT_FOUND);
    expect(await detail('orgMember', orderId)).toMatchObject({ id: orderId, isBuyer: false, mayGiveUp: false });
    expect(await detail('orgOwner', orderId)).toMatchObject({ id: orderId, isBuyer: true });
    await withdrawReturn(shop.platform, { viewer: shop.viewer('orgOwner'), input: { returnId } });
    expect(await callOff('orgOwner', bought)).toMatchObject({ items: [{ canceledQuantity: 1 }] });
  });

  it('is read by plain members, and called off and sent back by owners and admins', async () => {
    const bought = await buy();
    await expect(callOff('orgMember', bought)).rejects.toMatchObject(FORBIDDEN);
    await expect(sendBack('orgMember', bought)).rejects.toMatchObject(FORBIDDEN);
    await expect(callOff('buyerB', bought)).rejects.toMatchObject(NOT_FOUND);
    await joinAs('member');
    await expect(callOff('buyerA', bought)).rejects.toMatchObject(FORBIDDEN);
    expect(await callOff('orgOwner', bought)).toMatchObject({ items: [{ canceledQuantity: 1 }] });
  });

  it('that waits for its payment is given up by who placed it, or an owner or admin', async () => {
    const { orderId } = await place();
    expect(await detail('orgMember', orderId)).toMatchObject({ mayGiveUp: false });
    await expect(giveUp('orgMember', orderId)).rejects.toMatchObject(FORBIDDEN);
    await expect(giveUp('buyerB', orderId)).rejects.toMatchObject(NOT_FOUND);
    await joinAs('member');
    expect(await detail('buyerA', orderId)).toMatchObject({ mayGiveUp: true, isBuyer: false });
    expect(await giveUp('buyerA', orderId)).toMatchObject({ status: 'canceled' });
    await joinAs('admin');
    const second = await place();
    expect(await detail('orgOwner', second.orderId)).toMatchObject({ mayGiveUp: true });
    expect(await giveUp('orgOwner', second.orderId)).toMatchObject({ status: 'canceled' });
  });
});
