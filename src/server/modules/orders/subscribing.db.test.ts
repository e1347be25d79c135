import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { getCart } from '@/server/modules/carts/get-cart';
import { addToCart } from '@/server/modules/carts/add-to-cart';
import { assertBooks } from '@/testing/oracle';
import { createRecurring, type RecurringProduct } from '@/testing/recurring';
import { startShop, type Shop } from '@/testing/shop';
import { createGoods, createProduct, fillCart, type Goods, type Product } from '@/testing/world';
import { checkoutCart } from './checkout-cart';
import { startCheckout } from './start-checkout';

type Name = Parameters<Shop['viewer']>[0];

let shop: Shop;
let owner: pg.Client;
let club: RecurringProduct;
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
  club = await createRecurring(owner, shop.world.sellers.one, {
    slug: `club-${unique}`, plans: { pro: { priceMinor: 2_900, tier: 'pro' }, yearly: { priceMinor: 29_000, interval: 'year', tier: 'pro' }, tried: { priceMinor: 4_900, tier: 'pro+', trialDays: 14 } },
  });
  goods = await createGoods(owner, shop.world.sellers.one, { slug: `shoe-${unique}`, priceMinor: 12_000, stock: { '42': 3 } });
  kit = await createProduct(owner, shop.world.sellers.two, { slug: `kit-${unique}`, status: 'published', priceMinor: 5_900 });
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

const plan = (name: string) => club.plans[name]!;
const fill = (name: Name, items: [string, number][], changes: { couponCode?: string } = {}) =>
  fillCart(owner, shop.viewer(name).userId, { items: items.map(([variantId, quantity]) => ({ variantId, quantity })), ...changes });
const checkout = (name: Name, expectedTotalMinor: number) => checkoutCart(shop.platform, { viewer: shop.viewer(name), input: { expectedTotalMinor, expectedCurrency: 'usd' } });
const unlock = (name: Name, planName: string, changes: { expectedPriceMinor?: number; organizationId?: string } = {}) =>
  startCheckout(shop.platform, { viewer: shop.viewer(name), input: { variantId: plan(planName).variantId, quantity: 1, expectedPriceMinor: plan(planName).priceMinor, expectedCurrency: 'usd', ...changes } });
const order = async (id: string) => (await shop.sql<{ status: string; total: number }>('select status, total_minor::int as total from orders where id = $1', [id]))[0];
const subscriptions = () =>
  shop.sql<{ id: string; status: string; holder: string; live: number; ended: string | null; stripeId: string }>(
    `select s.id, s.status, coalesce(s.holder_user_id::text, s.holder_organization_id) as holder, s.ended_reason as ended, s.stripe_subscription_id as "stripeId",
       (select count(*)::int from entitlements e where e.subscription_id = s.id and e.revoked_at is null) as live
     from subscriptions s where s.product_id = $1 order by s.created_at`, [club.id]);

async function pay({ orderId, redirectUrl }: { orderId: string; redirectUrl: string }, fields: Record<string, string> = {}): Promise<string> {
  await shop.pay(redirectUrl, fields);
  await shop.work();
  return orderId;
}

describe('subscribing', () => {
  it('K3: buys shoes, a pack and a membership in one payment', async () => {
    await fill('buyerA', [[goods.variants['42']!.variantId, 1], [kit.variantId, 1], [plan('pro').variantId, 1]]);
    const orderId = await pay(await checkout('buyerA', 12_000 + 900 + 5_900 + 2_900));
    expect(await order(orderId)).toEqual({ status: 'paid', total: 21_700 });
    expect(await subscriptions()).toMatchObject([{ status: 'active', holder: shop.world.buyerA, live: 1, ended: null }]);
    const [payment] = await shop.sql('select amount_minor::int as amount, stripe_payment_intent_id like $2 as intent from payments where order_id = $1', [orderId, 'pi_%']);
    expect(payment).toEqual({ amount: 21_700, intent: true });
    const [{ sessionId }] = (await shop.sql<{ sessionId: string }>('select stripe_checkout_session_id as "sessionId" from orders where id = $1', [orderId])) as [{ sessionId: string }];
    expect(await shop.platform.stripe.checkout.sessions.retrieve(sessionId)).toMatchObject({ mode: 'subscription', amount_total: 21_700 });
    expect(await shop.sql(`select on_hand from stock_levels where id = $1`, [goods.variants['42']!.levelId])).toEqual([{ on_hand: 2 }]);
  });

  it('asks for a card where a trial costs nothing, and gives access at once', async () => {
    const started = await unlock('buyerA', 'tried', { expectedPriceMinor: 0 });
    expect(started.redirectUrl).not.toContain('/checkout/success');
    expect(await order(started.orderId)).toEqual({ status: 'pending', total: 0 });
    await pay(started);
    expect(await order(started.orderId)).toEqual({ status: 'paid', total: 0 });
    expect(await subscriptions()).toMatchObject([{ status: 'trialing', live: 1 }]);
  });

  it('gives a trial once', async () => {
    await pay(await unlock('buyerA', 'tried', { expectedPriceMinor: 0 }));
    await shop.platform.stripe.subscriptions.cancel((await subscriptions())[0]!.stripeId);
    await expect.poll(() => shop.work().then(subscriptions)).toMatchObject([{ status: 'canceled', live: 0, ended: 'canceled' }]);
    await expect(unlock('buyerA', 'tried', { expectedPriceMinor: 0 })).rejects.toMatchObject({ code: 'CONFLICT', details: { reason: 'price_changed' } });
    await pay(await unlock('buyerA', 'tried'));
    // Both may have begun within one second, which is all Stripe tells.
    expect((await subscriptions()).sort((one, other) => one.live - other.live)).toMatchObject([{ live: 0 }, { status: 'active', live: 1 }]);
  });

  it('is an organization’s where one is bought for, and its customer at Stripe is its own', async () => {
    const organizationId = shop.world.organizations.buying;
    await pay(await unlock('orgOwner', 'pro', { organizationId }));
    expect(await subscriptions()).toMatchObject([{ holder: organizationId, live: 1 }]);
    expect(await shop.sql('select organization_id, user_id from billing_customers where organization_id = $1', [organizationId])).toEqual([{ organization_id: organizationId, user_id: null }]);
    await expect(unlock('orgOwner', 'yearly', { organizationId })).rejects.toMatchObject({ details: { reason: 'owned' } });
    expect((await unlock('orgOwner', 'pro')).redirectUrl).toContain('http');
  });

  it('keeps one customer at Stripe per buyer, however often two clicks meet', async () => {
    const before = (await shop.requests('/v1/customers')).length;
    const other = await createRecurring(owner, shop.world.sellers.one, { slug: `other-${count}`, plans: { one: { priceMinor: 900 } } });
    const click = (variantId: string, expectedPriceMinor: number) => startCheckout(shop.platform, { viewer: shop.viewer('admin'), input: { variantId, quantity: 1, expectedPriceMinor, expectedCurrency: 'usd' } });
    await Promise.all([click(plan('pro').variantId, 2_900), click(other.plans['one']!.variantId, 900)]);
    expect((await shop.requests('/v1/customers')).length - before).toBeGreaterThan(0);
    expect(await shop.sql('select 1 from billing_customers where user_id = $1', [shop.world.admin])).toHaveLength(1);
  });

  it('says before paying what Stripe does not allow', async () => {
    const other = await createRecurring(owner, shop.world.sellers.one, { slug: `second-${count}`, plans: { one: { priceMinor: 900 } } });
    await fill('buyerB', [[plan('pro').variantId, 1]]);
    const call = { viewer: shop.viewer('buyerB'), token: null, ip: '127.0.0.1' };
    await expect(addToCart(shop.platform, call, { variantId: other.plans['one']!.variantId, quantity: 1, choices: {} })).rejects.toMatchObject({ code: 'CONFLICT', details: { reason: 'several_subscriptions' } });
    await fill('buyerB', [[plan('pro').variantId, 1], [other.plans['one']!.variantId, 1]]);
    const { cart } = await getCart(shop.platform, call);
    expect(cart.lines.flatMap(({ problems }) => problems.map(({ reason }) => reason))).toEqual(['several_subscriptions']);
    await expect(checkout('buyerB', 3_800)).rejects.toMatchObject({ code: 'CONFLICT', details: { reason: 'several_subscriptions' } });
  });

  it('M06: a card that is declined leaves the order open, and nothing subscribed', async () => {
    const started = await unlock('buyerB', 'pro');
    await pay(started, { number: '4000000000000002' });
    expect(await order(started.orderId)).toMatchObject({ status: 'pending' });
    expect(await subscriptions()).toEqual([]);
    await pay(started);
    expect(await subscriptions()).toMatchObject([{ status: 'active', live: 1 }]);
  });

  it('is refused while one runs, and gives the money back of a second that was paid in the same moment', async () => {
    const [first, second] = [await unlock('orgMember', 'pro'), await unlock('orgMember', 'yearly')];
    expect(await order(first.orderId)).toMatchObject({ status: 'canceled' });
    await pay(second);
    await expect(unlock('orgMember', 'pro')).rejects.toMatchObject({ code: 'CONFLICT', details: { reason: 'owned' } });
    // A session that outlived its order, as when Stripe did not answer while it was to be closed.
    const [held] = await subscriptions();
    await shop.sql(`update subscriptions set ended_at = now(), ended_reason = 'canceled' where id = $1`, [held!.id]);
    await shop.sql(`update entitlements set revoked_at = now(), revoked_reason = 'canceled' where subscription_id = $1`, [held!.id]);
    const third = await unlock('orgMember', 'pro');
    await shop.sql(`update subscriptions set ended_at = null, ended_reason = null where id = $1`, [held!.id]);
    await shop.sql(`update entitlements set revoked_at = null, revoked_reason = null where subscription_id = $1`, [held!.id]);
    await pay(third);
    await expect.poll(() => shop.work().then(() => order(third.orderId))).toMatchObject({ status: 'refunded' });
    expect(await subscriptions()).toMatchObject([{ id: held!.id, live: 1, ended: null }]);
    const { data } = await shop.platform.stripe.subscriptions.list({ status: 'all', limit: 2 });
    expect(data.map(({ status }) => status).sort()).toEqual(['active', 'canceled']);
    expect(await shop.sql(`select 1 from email_outbox where dedupe_key = $1`, [`missing:held:${third.orderId}`])).toHaveLength(1);
  });
});
