import { Prisma } from '@generated/client';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '@/shared/ids';
import { assertBooks } from '@/testing/oracle';
import { startShop, type Shop } from '@/testing/shop';
import { createGoods, createProduct, fillCart, type Goods, type Product } from '@/testing/world';
import { askStripe } from './ask-stripe';
import { cancelItems } from './cancel-items';
import { cancelOrder } from './cancel-order';
import { checkoutCart } from './checkout-cart';
import { getOrder } from './get-order';
import { reconcileOrders } from './reconcile-orders';
import { refundOrder } from './refund-order';

type Name = Parameters<Shop['viewer']>[0];

let shop: Shop;
let owner: pg.Client;
let goods: Goods;
let kit: Product;
let count = 0;

beforeAll(async () => {
  shop = await startShop();
  owner = new pg.Client({ connectionString: shop.database.ownerUrl });
  await owner.connect();
});
beforeEach(async () => {
  const unique = (count += 1);
  goods = await createGoods(owner, shop.world.sellers.one, { slug: `runner-${unique}`, priceMinor: 12_000, stock: { '42': 3, '43': 1 } });
  kit = await createProduct(owner, shop.world.sellers.two, { slug: `boxed-kit-${unique}`, status: 'published', priceMinor: 5_900 });
});
afterEach(async () => {
  await fetch(`${shop.stripeUrl}/_double/faults`, { method: 'DELETE' });
  await shop.work();
  await assertBooks(shop.platform.db);
});
afterAll(async () => {
  await owner.end();
  await shop.stop();
});

const size = (name: string) => goods.variants[name]!;
const fill = (name: Name, items: [string, number][], changes: { couponCode?: string; country?: string | null } = {}) =>
  fillCart(owner, shop.viewer(name).userId, { items: items.map(([variantId, quantity]) => ({ variantId, quantity })), ...changes });
const checkout = (name: Name, expectedTotalMinor: number) => checkoutCart(shop.platform, { viewer: shop.viewer(name), input: { expectedTotalMinor, expectedCurrency: 'usd' } });
const level = async (name: string) => (await shop.sql<{ onHand: number; reserved: number }>('select on_hand as "onHand", reserved from stock_levels where id = $1', [size(name).levelId]))[0];
const order = async (id: string) =>
  (await shop.sql<{ status: string; total: number; discount: number; shipping: number; refunded: number }>(
    'select status, total_minor::int as total, discount_minor::int as discount, shipping_minor::int as shipping, refunded_minor::int as refunded from orders where id = $1', [id]))[0];
const items = (id: string) =>
  shop.sql<{ id: string; kind: string; total: number; fee: number; canceled: number; restocked: number }>(
    'select id, kind, total_minor::int as total, fee_minor::int as fee, canceled_quantity as canceled, restocked_quantity as restocked from order_items where order_id = $1 order by kind desc', [id]);
const parts = (id: string) => shop.sql<{ seller: string; total: number; fulfilment: string; paid: boolean }>(
  'select s.slug as seller, p.total_minor::int as total, p.fulfilment, p.paid_at is not null as paid from seller_orders p join sellers s on s.id = p.seller_id where p.order_id = $1 order by s.slug', [id]);

async function buy(name: Name, expectedTotalMinor: number): Promise<string> {
  const { orderId, redirectUrl } = await checkout(name, expectedTotalMinor);
  await shop.pay(redirectUrl);
  await shop.work();
  return orderId;
}

describe('one order for everything', () => {
  it('sells goods and a download of two sellers at once, with shipping, stock, keys and parts', async () => {
    await fill('buyerA', [[size('42').variantId, 2], [kit.variantId, 1]]);
    const orderId = await buy('buyerA', 2 * 12_000 + 900 + 5_900);
    expect(await order(orderId)).toEqual({ status: 'paid', total: 30_800, discount: 0, shipping: 900, refunded: 0 });
    expect(await items(orderId)).toMatchObject([{ kind: 'physical', total: 24_900, fee: 1_920 }, { kind: 'download', total: 5_900, fee: 472 }]);
    expect(await parts(orderId)).toEqual([{ seller: 'northbeam', total: 24_900, fulfilment: 'unshipped', paid: true }, { seller: 'oda', total: 5_900, fulfilment: 'none', paid: true }]);
    expect(await level('42')).toEqual({ onHand: 1, reserved: 0 });
    expect(await shop.sql('select country, city from addresses where order_id = $1', [orderId])).toMatchObject([{ country: 'DE' }]);
    expect(await shop.sql('select 1 from cart_items i join carts c on c.id = i.cart_id where c.user_id = $1', [shop.world.buyerA])).toHaveLength(0);
  });

  it('shows an item by its first picture, and what has none by its cover', async () => {
    for (const position of [1, 0]) await owner.query(`insert into product_images (id, product_id, seller_id, sha256, alt, width, height, files, position) select $1, p.id, p.seller_id, repeat($3, 64), '', 40, 30, '{}', $4::int from products p where p.id = $2`, [newId('productImage'), goods.id, position === 0 ? 'a' : 'b', position]);
    await fill('buyerB', [[size('43').variantId, 1], [kit.variantId, 1]]);
    const { orderId } = await checkout('buyerB', 12_900 + 5_900);
    const { items: shown } = await getOrder(shop.platform.db, { viewer: shop.viewer('buyerB'), orderId });
    expect(shown.map(({ kind, image }) => [kind, image?.thumb.webp.slice(0, 12)])).toEqual([['physical', '/images/aaaa'], ['download', undefined]]);
  });

  it('M29: two clicks and two tabs are one order and one session; a changed cart is another, and the old one is closed', async () => {
    await fill('buyerB', [[size('42').variantId, 1]]);
    const [first, second] = await Promise.all([checkout('buyerB', 12_900), checkout('buyerB', 12_900)]);
    expect(second).toEqual(first);
    await fill('buyerB', [[size('42').variantId, 3]]);
    const changed = await checkout('buyerB', 3 * 12_000 + 1_800);
    expect(changed.orderId).not.toBe(first.orderId);
    expect(await order(first.orderId)).toMatchObject({ status: 'expired' });
    expect(await level('42')).toEqual({ onHand: 3, reserved: 3 });
    await cancelOrder(shop.platform, { viewer: shop.viewer('buyerB'), orderId: changed.orderId });
    expect(await level('42')).toEqual({ onHand: 3, reserved: 0 });
  });

  it('S12: what is withdrawn while its buyer pays is sold from what the order kept', async () => {
    await fill('orgMember', [[size('42').variantId, 1], [kit.variantId, 1]]);
    const { orderId, redirectUrl } = await checkout('orgMember', 12_900 + 5_900);
    await owner.query('update product_variants set archived_at = now() where id = $1', [size('42').variantId]);
    await owner.query(`update products set status = 'archived', title = 'Renamed' where id in ($1, $2)`, [goods.id, kit.id]);
    await owner.query('update prices set archived_at = now() where variant_id = any ($1)', [[size('42').variantId, kit.variantId]]);
    await owner.query('select app.refresh_catalog_entries(array[$1, $2])', [goods.id, kit.id]);
    await shop.pay(redirectUrl);
    await shop.work();
    expect(await order(orderId)).toMatchObject({ status: 'paid', total: 18_800 });
    expect(await shop.sql('select title, unit_price_minor::int as price from order_items where order_id = $1 order by unit_price_minor', [orderId])).toEqual([{ title: kit.slug, price: 5_900 }, { title: goods.slug, price: 12_000 }]);
    expect(await level('42')).toEqual({ onHand: 2, reserved: 0 });
    expect(await shop.sql('select 1 from entitlements where product_id = $1 and revoked_at is null', [kit.id])).toHaveLength(1);
  });

  it('M20: a price that changes between cart and payment makes another order; the session at the old price cannot be paid', async () => {
    await fill('orgOwner', [[kit.variantId, 1]]);
    const first = await checkout('orgOwner', 5_900);
    await owner.query('update prices set archived_at = now() where id = $1', [kit.priceId]);
    await owner.query(`insert into prices (id, variant_id, amount_minor, currency) values ($1, $2, 6_900, 'usd')`, [newId('price'), kit.variantId]);
    await owner.query('select app.refresh_catalog_entries(array[$1])', [kit.id]);
    await expect(checkout('orgOwner', 5_900)).rejects.toMatchObject({ code: 'CONFLICT' });
    const second = await checkout('orgOwner', 6_900);
    expect(second.orderId).not.toBe(first.orderId);
    expect(await order(first.orderId)).toMatchObject({ status: 'expired', total: 5_900 });
    await shop.work();
    expect((await shop.pay(first.redirectUrl)).status).toBeGreaterThanOrEqual(400);
    await shop.pay(second.redirectUrl);
    await shop.work();
    expect(await order(second.orderId)).toMatchObject({ status: 'paid', total: 6_900 });
  });

  it('M31: a cart of several lines whose answer from Stripe was lost is the same session at the next click', async () => {
    const more: Product[] = [];
    for (const number of [1, 2, 3, 4]) more.push(await createProduct(owner, shop.world.sellers[number % 2 ? 'one' : 'two'], { slug: `line-${number}-${count}`, status: 'published', priceMinor: 1_000 * number }));
    await fill('orgOwner', [[size('42').variantId, 1], [kit.variantId, 1], ...more.map(({ variantId }): [string, number] => [variantId, 1])]);
    const total = 12_900 + 5_900 + 10_000;
    const first = await checkout('orgOwner', total);
    // As if the process had died between Stripe's answer and ours.
    await shop.sql('update orders set stripe_checkout_session_id = null, checkout_url = null where id = $1', [first.orderId]);
    const again = await checkout('orgOwner', total);
    expect(again).toEqual(first);
    expect(await shop.sql(`select 1 from stripe_double.objects where kind = 'checkout.session' and doc->>'client_reference_id' = $1`, [again.orderId])).toHaveLength(1);
    await cancelOrder(shop.platform, { viewer: shop.viewer('orgOwner'), orderId: again.orderId });
  });

  it('S03: says what is sold out, and M20: what costs something else, before anything is ordered', async () => {
    await fill('buyerA', [[size('43').variantId, 2]]);
    await expect(checkout('buyerA', 24_900)).rejects.toMatchObject({ code: 'CONFLICT' });
    await fill('buyerA', [[size('43').variantId, 1]]);
    await expect(checkout('buyerA', 12_000)).rejects.toMatchObject({ code: 'CONFLICT', details: { reason: 'price_changed' } });
    await fill('buyerA', [[size('43').variantId, 1]], { country: null });
    await expect(checkout('buyerA', 12_900)).rejects.toMatchObject({ details: { reason: 'country_missing' } });
    expect(await level('43')).toEqual({ onHand: 1, reserved: 0 });
  });

  it('M23: a coupon for one is used by one of twenty at once', async () => {
    const code = `ONE-${count}`;
    await owner.query(`insert into coupons (id, seller_id, code, percent_bps, max_redemptions) values ($1, $2, $3, 1000, 1)`, [newId('coupon'), shop.world.sellers.two, code]);
    const buyers: string[] = [];
    for (let index = 0; index < 20; index += 1) {
      const { rows } = await owner.query<{ id: string }>('insert into users (email) values ($1) returning id', [`coupon${count}-${index}@example.test`]);
      await owner.query(`insert into profiles (user_id, display_name) values ($1, 'Buyer')`, [rows[0]!.id]);
      await fillCart(owner, rows[0]!.id, { items: [{ variantId: kit.variantId, quantity: 1 }], couponCode: code });
      buyers.push(rows[0]!.id);
    }
    const results = await Promise.allSettled(buyers.map((userId) => checkoutCart(shop.platform, { viewer: { userId, role: 'customer' }, input: { expectedTotalMinor: 5_310, expectedCurrency: 'usd' } })));
    const won = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    expect(won).toHaveLength(1);
    await shop.pay(won[0]!.redirectUrl);
    await shop.work();
    expect(await order(won[0]!.orderId)).toMatchObject({ status: 'paid', total: 5_310, discount: 590 });
    expect(await shop.sql('select redeemed from coupons where code = $1', [code])).toEqual([{ redeemed: 1 }]);
  });

  it('M25: a coupon of the platform for everything skips Stripe, takes the same path, and the seller is owed in full', async () => {
    const code = `GIFT-${count}`;
    await owner.query(`insert into coupons (id, code, percent_bps) values ($1, $2, 10000)`, [newId('coupon'), code]);
    await fill('orgMember', [[kit.variantId, 1]], { couponCode: code });
    const { orderId, redirectUrl } = await checkout('orgMember', 0);
    expect(redirectUrl).toBe(`/checkout/success?order=${orderId}`);
    expect(await order(orderId)).toMatchObject({ status: 'paid', total: 0, discount: 5_900 });
    expect(await shop.sql(`select a.name, sum(e.amount_minor)::int as net from ledger_entries e join ledger_accounts a on a.id = e.account_id where e.order_id = $1 group by 1 order by 1`, [orderId])).toEqual([
      { name: 'platform_fees', net: -472 }, { name: 'promotions', net: 5_900 }, { name: 'seller_payable', net: -5_428 },
    ]);
  });

  it('lets go of another open order for the same download, so that nobody pays twice', async () => {
    await fill('sellerOne', [[kit.variantId, 1]]);
    const inCart = await checkout('sellerOne', 5_900);
    const { startCheckout } = await import('./start-checkout');
    const unlocked = await startCheckout(shop.platform, { viewer: shop.viewer('sellerOne'), input: { variantId: kit.variantId, quantity: 1, expectedPriceMinor: 5_900, expectedCurrency: 'usd' } });
    expect(unlocked.orderId).not.toBe(inCart.orderId);
    expect(await order(inCart.orderId)).toMatchObject({ status: 'canceled' });
  });
});

describe('money that comes late', () => {
  it('M09: takes the stock again when there is some, and gives the money back when there is none', async () => {
    await fill('buyerA', [[size('43').variantId, 1], [size('42').variantId, 1]]);
    await shop.control('faults', { holdEvents: true });
    const late = await checkout('buyerA', 2 * 12_000 + 900);
    await shop.pay(late.redirectUrl);
    // Closed by hand, as if its session had been closed: the money is at Stripe and we do not know.
    await shop.sql(`update orders set status = 'expired', closed_at = now() where id = $1`, [late.orderId]);
    await shop.sql(`update stock_reservations set status = 'released' where order_id = $1`, [late.orderId]);
    await shop.sql(`update stock_levels set reserved = 0 where id = any ($1)`, [[size('42').levelId, size('43').levelId]]);
    await fill('buyerB', [[size('43').variantId, 1]]);
    const quick = await checkout('buyerB', 12_900);
    await askStripe(shop.platform, { orderId: late.orderId });
    await fetch(`${shop.stripeUrl}/_double/faults`, { method: 'DELETE' });
    await shop.work();
    expect(await order(late.orderId)).toMatchObject({ status: 'partially_refunded', refunded: 12_450 });
    expect(await level('43')).toEqual({ onHand: 1, reserved: 1 });
    expect(await level('42')).toEqual({ onHand: 2, reserved: 0 });
    expect(shop.mail.list().some((mail) => JSON.stringify(mail).includes('Sold out before your payment arrived'))).toBe(true);
    await shop.pay(quick.redirectUrl);
  });
});

describe('who may review', () => {
  const mayReview = (name: Name, productId: string) =>
    shop.platform.db.readAs(shop.viewer(name)).rows<{ may: boolean }>(Prisma.sql`select app.may_review(${productId}) as may`).then(([row]) => row?.may);

  it('P8: only who bought, goods only once they are shipped, and nobody who got all the money back', async () => {
    await fill('buyerA', [[size('42').variantId, 1], [kit.variantId, 1]]);
    const orderId = await buy('buyerA', 12_000 + 900 + 5_900);
    expect([await mayReview('buyerA', kit.id), await mayReview('buyerB', kit.id), await mayReview('buyerA', goods.id)]).toEqual([true, false, false]);
    await refundOrder(shop.platform, { viewer: shop.viewer('admin'), input: { orderId, reason: 'asked for' } });
    await shop.work();
    expect(await mayReview('buyerA', kit.id)).toBe(false);
  });
});

describe('giving back', () => {
  it('S09: a canceled unit is refunded with its share and goes back to the shelf, once', async () => {
    await fill('buyerA', [[size('42').variantId, 3]]);
    const orderId = await buy('buyerA', 3 * 12_000 + 1_800);
    const [item] = await items(orderId);
    await cancelItems(shop.platform, { viewer: shop.viewer('buyerA'), input: { orderId, items: [{ itemId: item!.id, quantity: 1 }] } });
    await shop.work();
    expect(await order(orderId)).toMatchObject({ status: 'partially_refunded', refunded: 12_600 });
    expect(await level('42')).toEqual({ onHand: 1, reserved: 0 });
    await cancelItems(shop.platform, { viewer: shop.viewer('buyerA'), input: { orderId, items: [{ itemId: item!.id, quantity: 2 }] } });
    await shop.work();
    expect(await order(orderId)).toMatchObject({ status: 'refunded', refunded: 37_800 });
    expect(await level('42')).toEqual({ onHand: 3, reserved: 0 });
    expect(await parts(orderId)).toMatchObject([{ fulfilment: 'canceled' }]);
    await expect(cancelItems(shop.platform, { viewer: shop.viewer('buyerA'), input: { orderId, items: [{ itemId: item!.id, quantity: 1 }] } })).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  it('what is given back whole before it was shipped is not to be shipped any more, and goes back to the shelf only when somebody says so', async () => {
    await fill('buyerB', [[size('42').variantId, 1]]);
    const orderId = await buy('buyerB', 12_900);
    await refundOrder(shop.platform, { viewer: shop.viewer('admin'), input: { orderId, reason: 'asked for' } });
    await shop.work();
    expect(await parts(orderId)).toMatchObject([{ fulfilment: 'canceled' }]);
    expect(await level('42')).toEqual({ onHand: 2, reserved: 0 });
  });

  it('M11, M12: a seller refunds only own items, two at once are one, and the key goes with the last cent', async () => {
    await fill('buyerB', [[size('42').variantId, 1], [kit.variantId, 1]]);
    const orderId = await buy('buyerB', 12_000 + 900 + 5_900);
    const [shoe, download] = await items(orderId);
    const refund = (amountMinor: number, itemId: string) =>
      refundOrder(shop.platform, { viewer: shop.viewer('sellerOne'), input: { orderId, seller: 'northbeam', items: [{ itemId, amountMinor, restockQuantity: 0, cancelQuantity: 0 }], reason: 'late parcel' } });
    await expect(refund(100, download!.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const both = await Promise.allSettled([refund(10_000, shoe!.id), refund(10_000, shoe!.id)]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await shop.work();
    expect(await order(orderId)).toMatchObject({ status: 'partially_refunded', refunded: 10_000 });
    await refundOrder(shop.platform, { viewer: shop.viewer('admin'), input: { orderId, items: [{ itemId: download!.id, amountMinor: 5_900, restockQuantity: 0, cancelQuantity: 0 }], reason: 'did not work' } });
    await shop.work();
    expect(await shop.sql('select 1 from entitlements where order_item_id = $1 and revoked_at is null', [download!.id])).toHaveLength(0);
    expect(await order(orderId)).toMatchObject({ refunded: 15_900 });
  });

  it('M17: a dispute that takes some while a refund is under way leaves the refund what the items have', async () => {
    const other = await createProduct(owner, shop.world.sellers.two, { slug: `disputed-kit-${count}`, status: 'published', priceMinor: 6_000 });
    await fill('orgOwner', [[kit.variantId, 1], [other.variantId, 1]]);
    const orderId = await buy('orgOwner', 11_900);
    const [{ itemId }] = (await shop.sql<{ itemId: string }>('select id as "itemId" from order_items where order_id = $1 and product_id = $2', [orderId, kit.id])) as [{ itemId: string }];
    await shop.control('faults', { route: 'POST /v1/refunds', fail: 20 });
    const asked = await refundOrder(shop.platform, { viewer: shop.viewer('admin'), input: { orderId, items: [{ itemId, amountMinor: 5_900, restockQuantity: 0, cancelQuantity: 0 }], reason: 'complaint' } });
    expect(asked.status).toBe('pending');
    const [{ charge }] = (await shop.sql<{ charge: string }>('select stripe_charge_id as charge from payments where order_id = $1', [orderId])) as [{ charge: string }];
    await shop.control('disputes', { charge, amount: 4_000 });
    await shop.work();
    await fetch(`${shop.stripeUrl}/_double/faults`, { method: 'DELETE' });
    await shop.sql(`update refunds set created_at = created_at - interval '5 minutes' where order_id = $1`, [orderId]);
    await reconcileOrders(shop.platform);
    await shop.work();
    expect(await order(orderId)).toMatchObject({ status: 'partially_refunded', refunded: 5_900 });
    expect(await shop.sql(`select sum(refunded_minor)::int as refunded, sum(disputed_minor)::int as disputed, bool_and(refunded_minor + disputed_minor <= total_minor) as fits from order_items where order_id = $1`, [orderId]))
      .toEqual([{ refunded: 5_900, disputed: 4_000, fits: true }]);
  });

  it('M16, M17: a dispute takes the money once, keeps out refunds, and takes the keys when it is lost', async () => {
    await fill('orgOwner', [[kit.variantId, 1]]);
    const orderId = await buy('orgOwner', 5_900);
    const [{ intent }] = (await shop.sql<{ intent: string }>('select stripe_payment_intent_id as intent from orders where id = $1', [orderId])) as [{ intent: string }];
    const dispute = (await shop.control('disputes', { payment_intent: intent })) as { id: string };
    await shop.work();
    expect(await shop.sql('select status, amount_minor::int as amount, fee_minor::int as fee from disputes where order_id = $1', [orderId])).toEqual([{ status: 'needs_response', amount: 5_900, fee: 1_500 }]);
    await expect(refundOrder(shop.platform, { viewer: shop.viewer('admin'), input: { orderId, reason: 'asked for' } })).rejects.toMatchObject({ code: 'CONFLICT' });
    await shop.control(`disputes/${dispute.id}/close`, { status: 'lost' });
    await shop.work();
    expect(await shop.sql('select status from disputes where order_id = $1', [orderId])).toEqual([{ status: 'lost' }]);
    expect(await shop.sql('select 1 from entitlements e join order_items i on i.id = e.order_item_id where i.order_id = $1 and e.revoked_at is null', [orderId])).toHaveLength(0);
  });
});
