import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { OrderSort } from '@/shared/contracts/orders';
import { assertBooks } from '@/testing/oracle';
import { expectSorted } from '@/testing/read-pages';
import { startShop, type Shop } from '@/testing/shop';
import { createProduct, type Product } from '@/testing/world';
import { createPlatform } from '@/server/platform/platform';
import { newId } from '@/shared/ids';
import { cancelOrder } from './cancel-order';
import { confirmCheckout } from './confirm-checkout';
import { expireOrder } from './expire-order';
import { getOrder } from './get-order';
import { listOrders } from './list-orders';
import { reconcileOrders } from './reconcile-orders';
import { startCheckout } from './start-checkout';

type Name = Parameters<Shop['viewer']>[0];

let shop: Shop;
let owner: pg.Client;
let product: Product;
let count = 0;

const create = (changes: { priceMinor?: number; currency?: string } = {}) =>
  createProduct(owner, shop.world.sellers.one, { slug: `kit-${(count += 1)}`, status: 'published', priceMinor: 5_900, ...changes });

beforeAll(async () => {
  shop = await startShop();
  owner = new pg.Client({ connectionString: shop.database.ownerUrl });
  await owner.connect();
});
beforeEach(async () => {
  product = await create();
});
afterEach(async () => {
  await fetch(`${shop.stripeUrl}/_double/faults`, { method: 'DELETE' });
  await fetch(`${shop.stripeUrl}/_double/requests`, { method: 'DELETE' });
  await assertBooks(shop.platform.db);
});
afterAll(async () => {
  await owner.end();
  await shop.stop();
});

const click = (name: Name, changes: Record<string, unknown> = {}, of: Product = product) => {
  const input = { variantId: of.variantId, quantity: 1 as const, expectedPriceMinor: of.priceMinor, expectedCurrency: 'usd', ...changes };
  return startCheckout(shop.platform, { viewer: shop.viewer(name), input });
};
const ordersOf = (of: Product = product) =>
  shop.sql<{ id: string; status: string; sessionId: string | null }>(
    'select o.id, o.status, o.stripe_checkout_session_id as "sessionId" from orders o join order_items i on i.order_id = o.id where i.product_id = $1 order by o.created_at, o.id', [of.id]);
const sessionsMade = async () => (await shop.requests('/v1/checkout/sessions')).filter((request) => request.method === 'POST' && request.path === '/v1/checkout/sessions');
const sessionsOf = (orderId: string) => shop.sql(`select 1 from stripe_double.objects where kind = 'checkout.session' and doc->>'client_reference_id' = $1`, [orderId]);

describe('the click', () => {
  it('takes a snapshot, the fee and the buyer from the database', async () => {
    const { orderId, redirectUrl } = await click('buyerA');
    expect(redirectUrl).toContain(`${shop.stripeUrl}/c/pay/`);
    const [row] = await shop.sql('select o.buyer_user_id as buyer, o.total_minor::int as total, i.fee_minor::int as fee, i.title, i.version, i.price_id as price from orders o join order_items i on i.order_id = o.id where o.id = $1', [orderId]);
    expect(row).toEqual({ buyer: shop.world.buyerA, total: 5_900, fee: 472, title: product.slug, version: '1.0.0', price: product.priceId });
    await shop.sql(`update products set title = 'renamed' where id = $1`, [product.id]);
    await shop.sql('select app.refresh_catalog_entries(array[$1])', [product.id]);
    expect((await getOrder(shop.platform.db, { viewer: shop.viewer('buyerA'), orderId })).items[0]?.title).toBe(product.slug);
  });

  it('sells, and the books show who is owed what', async () => {
    const { orderId, redirectUrl } = await click('buyerA');
    const paid = await shop.pay(redirectUrl);
    expect(paid.headers.get('location')).toBe(`http://localhost:3000/checkout/success?order=${orderId}`);
    await shop.work();
    const entries = await shop.sql('select a.name, e.amount_minor::int as amount from ledger_entries e join ledger_accounts a on a.id = e.account_id where e.order_item_id in (select id from order_items where order_id = $1) order by 1', [orderId]);
    expect(entries).toEqual([{ name: 'platform_fees', amount: -472 }, { name: 'seller_payable', amount: -5_428 }]);
    expect(await getOrder(shop.platform.db, { viewer: shop.viewer('buyerA'), orderId })).toMatchObject({ status: 'paid', checkoutUrl: null, items: [{ live: true }] });
    const receipt = shop.mail.list({ to: 'buyera@example.test' }).find((mail) => mail.subject.includes(product.slug));
    expect(receipt?.text).toContain('$59.00');
  });

  it('M29: twenty clicks at once are one order and one session', async () => {
    const started = await Promise.all(Array.from({ length: 20 }, () => click('buyerA')));
    expect(new Set(started.map((one) => one.orderId)).size).toBe(1);
    expect(new Set(started.map((one) => one.redirectUrl)).size).toBe(1);
    expect(await ordersOf()).toHaveLength(1);
    const keys = new Set((await sessionsMade()).map((request) => request.headers['idempotency-key']));
    expect(keys).toEqual(new Set([`order:${started[0]!.orderId}:checkout:1`]));
  });

  it('another tab, later, goes on with the same order; another buyer has one of his own', async () => {
    const [first, second, other] = [await click('buyerA'), await click('buyerA'), await click('buyerB')];
    expect(second).toEqual(first);
    expect(other.orderId).not.toBe(first.orderId);
  });

  it('M20: a changed price is said in words and writes nothing; agreed to, it closes the old order first', async () => {
    const first = await click('buyerA');
    await shop.sql('update prices set archived_at = now() where id = $1', [product.priceId]);
    await shop.sql('insert into prices (id, variant_id, amount_minor, currency) values ($1, $2, 6900, $3)', [newId('price'), product.variantId, 'usd']);
    await shop.sql('select app.refresh_catalog_entries(array[$1])', [product.id]);
    await expect(click('buyerB')).rejects.toMatchObject({ code: 'CONFLICT', message: expect.stringContaining('$69.00'), details: { reason: 'price_changed' } });
    expect(await ordersOf()).toHaveLength(1);
    const second = await click('buyerA', { expectedPriceMinor: 6_900 });
    expect(await ordersOf()).toMatchObject([{ id: first.orderId, status: 'expired' }, { id: second.orderId, status: 'pending' }]);
    expect((await shop.pay(first.redirectUrl)).headers.get('location')).toBeNull();
  });

  it('M20: an order that was paid meanwhile at its old price is paid, and not sold again', async () => {
    const first = await click('buyerA');
    await shop.control('faults', { holdEvents: true });
    await shop.pay(first.redirectUrl);
    await shop.sql('update prices set amount_minor = 6900 where id = $1', [product.priceId]);
    await shop.sql('select app.refresh_catalog_entries(array[$1])', [product.id]);
    await expect(click('buyerA', { expectedPriceMinor: 6_900 })).rejects.toMatchObject({ code: 'CONFLICT', details: { reason: 'owned' } });
    expect(await ordersOf()).toMatchObject([{ id: first.orderId, status: 'paid' }]);
  });

  it('refuses what is not for sale, and what is owned', async () => {
    await expect(click('buyerA', {}, shop.world.products.draft)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(click('buyerA', { variantId: newId('variant') })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await shop.sql(`update sellers set lifecycle = 'suspended' where id = $1`, [shop.world.sellers.two]);
    await expect(click('buyerA', {}, shop.world.products.other)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await shop.sql(`update sellers set lifecycle = 'active' where id = $1`, [shop.world.sellers.two]);
    await shop.sql('select app.refresh_catalog_entries(array(select id from products where seller_id = $1))', [shop.world.sellers.two]);
    const { redirectUrl } = await click('buyerA');
    await shop.pay(redirectUrl);
    await shop.work();
    await expect(click('buyerA')).rejects.toMatchObject({ code: 'CONFLICT', details: { reason: 'owned' } });
  });

  it('does not sell what has no version left to download', async () => {
    await shop.sql(`update product_versions set yanked_at = now(), yanked_reason = 'It deletes the wrong table.' where product_id = $1`, [product.id]);
    await shop.sql('select app.refresh_catalog_entries(array[$1])', [product.id]);
    await expect(click('buyerA')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await ordersOf()).toEqual([]);
  });

  it('sells to an organization through its owners, to all its members', async () => {
    const organizationId = shop.world.organizations.buying;
    await shop.sql(`update product_variants set license = 'team' where id = $1`, [product.variantId]);
    await expect(click('buyerA', { organizationId })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(click('orgMember', { organizationId })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const { orderId, redirectUrl } = await click('orgOwner', { organizationId });
    await shop.pay(redirectUrl);
    await shop.work();
    expect(await shop.sql('select holder_organization_id as holder from entitlements where product_id = $1', [product.id])).toEqual([{ holder: organizationId }]);
    expect(await getOrder(shop.platform.db, { viewer: shop.viewer('orgMember'), orderId })).toMatchObject({ organizationName: 'Kestrel' });
    await expect(getOrder(shop.platform.db, { viewer: shop.viewer('buyerB'), orderId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(getOrder(shop.platform.db, { viewer: shop.viewer('sellerOne'), orderId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('M28: refuses less than Stripe charges, before Stripe', async () => {
    const cheap = await create({ priceMinor: 49 });
    await expect(click('buyerA', {}, cheap)).rejects.toMatchObject({ code: 'UNPROCESSABLE', message: expect.stringContaining('$0.50') });
    expect(await ordersOf(cheap)).toEqual([]);
    expect(await sessionsMade()).toEqual([]);
  });

  it('M27: charges yen as yen', async () => {
    const yen = await create({ priceMinor: 980, currency: 'jpy' });
    const { orderId, redirectUrl } = await click('buyerA', { expectedCurrency: 'jpy' }, yen);
    await shop.pay(redirectUrl);
    await shop.work();
    expect(await getOrder(shop.platform.db, { viewer: shop.viewer('buyerA'), orderId })).toMatchObject({ status: 'paid', currency: 'jpy', totalMinor: 980 });
  });

  it('M25: free unlocks are limited per person', async () => {
    const platform = createPlatform({ ...shop.platform.env, RATE_LIMITS: 'on' });
    const free = await create({ priceMinor: 0 });
    const input = { variantId: free.variantId, quantity: 1 as const, expectedPriceMinor: 0, expectedCurrency: 'usd' };
    await platform.limiter.consume({ name: 'free-unlock', points: 60, windowSeconds: 3600, whenDown: 'closed' }, shop.world.sellerTwo, 60);
    await expect(startCheckout(platform, { viewer: { userId: shop.world.sellerTwo, role: 'customer' }, input })).rejects.toMatchObject({ code: 'RATE_LIMITED' });
    expect(await startCheckout(platform, { viewer: shop.viewer('buyerB'), input })).toMatchObject({ orderId: expect.any(String) });
    await platform.close();
  });

  it('M25: what is free needs no Stripe, and is unlocked once however often it is clicked', async () => {
    const free = await create({ priceMinor: 0 });
    const clicks = await Promise.allSettled(Array.from({ length: 10 }, () => click('buyerA', {}, free)));
    const done = clicks.filter((one) => one.status === 'fulfilled');
    expect(done.map((one) => one.value.redirectUrl)).toEqual([`/checkout/success?order=${done[0]!.value.orderId}`]);
    for (const one of clicks) if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'CONFLICT' });
    expect(await shop.sql('select source from entitlements where product_id = $1', [free.id])).toEqual([{ source: 'free' }]);
    expect(await shop.requests('/v1')).toEqual([]);
  });
});

describe('Stripe in trouble', () => {
  const retry = async (fault: object, expected: object = { code: 'UNAVAILABLE' }) => {
    await shop.control('faults', { route: 'POST /v1/checkout/sessions', ...fault });
    await expect(click('buyerA')).rejects.toMatchObject(expected);
    const [pending] = await ordersOf();
    expect(pending).toMatchObject({ status: 'pending', sessionId: null });
    await fetch(`${shop.stripeUrl}/_double/faults`, { method: 'DELETE' });
    const again = await click('buyerA');
    expect(again.orderId).toBe(pending!.id);
    return again;
  };

  it('F04: 500s leave the order pending, and the next click goes on', async () => {
    await retry({ fail: 50 });
  });

  it('F04: 429 likewise', async () => {
    await retry({ rateLimit: 50 });
  });

  it('F04: silence ends before ten seconds, and what Stripe did meanwhile is found', async () => {
    await shop.control('faults', { route: 'POST /v1/checkout/sessions', slowMs: 11_000 });
    const startedAt = performance.now();
    await expect(click('buyerA')).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(performance.now() - startedAt).toBeLessThan(10_000);
    await fetch(`${shop.stripeUrl}/_double/faults`, { method: 'DELETE' });
    const { orderId } = await click('buyerA');
    expect(await sessionsOf(orderId)).toHaveLength(1);
  });

  it('M31: the answer is lost after Stripe acted: the same session is found', async () => {
    await shop.control('faults', { route: 'POST /v1/checkout/sessions', dropAfterEffect: 1 });
    const { orderId } = await click('buyerA');
    expect(await sessionsOf(orderId)).toHaveLength(1);
  });

  it('a failure that Stripe remembers under the key is passed by with the next key', async () => {
    await shop.control('faults', { route: 'POST /v1/checkout/sessions', failSaved: 1 });
    const { orderId } = await click('buyerA');
    expect((await sessionsMade()).map((request) => request.headers['idempotency-key']).at(-1)).toBe(`order:${orderId}:checkout:2`);
  });

  it('a price that Stripe forgot is said to be refused, and is made again by the next click', async () => {
    const { redirectUrl } = await click('buyerA');
    await shop.sql(`delete from stripe_double.objects where kind = 'price'`);
    await shop.sql('delete from stripe_double.idempotency_keys');
    await expect(click('buyerB')).rejects.toMatchObject({ code: 'UNPROCESSABLE' });
    expect((await click('buyerB')).redirectUrl).not.toBe(redirectUrl);
  });

  it('a wrong API key is ours to mend, and the order waits', async () => {
    const platform = createPlatform({ ...shop.platform.env, STRIPE_SECRET_KEY: 'sk_wrong_key' });
    const input = { variantId: product.variantId, quantity: 1 as const, expectedPriceMinor: product.priceMinor, expectedCurrency: 'usd' };
    await expect(startCheckout(platform, { viewer: shop.viewer('buyerA'), input })).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(await ordersOf()).toMatchObject([{ status: 'pending', sessionId: null }]);
    await click('buyerA');
    await platform.close();
  });

  it('M30: a key met with other parameters is a bug: said, logged, not repeated', async () => {
    const { orderId } = await click('buyerA');
    await shop.sql('update orders set stripe_checkout_session_id = null, checkout_url = null where id = $1', [orderId]);
    await shop.sql(`update order_items set product_slug = 'elsewhere' where product_id = $1`, [product.id]);
    const before = (await sessionsMade()).length;
    await expect(click('buyerA')).rejects.toMatchObject({ code: 'UNAVAILABLE', details: { reason: 'idempotency_mismatch' } });
    expect((await sessionsMade()).length).toBe(before + 1);
    await reconcileAfter(3_700);
    expect(await ordersOf()).toMatchObject([{ status: 'expired' }]);
  });
});

/** Lets the time of all open orders run out, here and at Stripe, and reconciles. */
async function reconcileAfter(seconds: number): Promise<void> {
  await shop.sql(`update orders set created_at = created_at - make_interval(secs => $1), expires_at = expires_at - make_interval(secs => $1) where status = 'pending'`, [seconds]);
  await shop.sql(`update stripe_double.objects set doc = jsonb_set(jsonb_set(doc, '{created}', to_jsonb((doc->>'created')::bigint - $1)), '{expires_at}', to_jsonb((doc->>'expires_at')::bigint - $1)) where kind = 'checkout.session' and doc->>'status' = 'open'`, [seconds]);
  await reconcileOrders(shop.platform);
}

describe('after the click', () => {
  it('tells the truth while the webhook is late, by asking Stripe', async () => {
    await shop.control('faults', { dropEvents: true });
    const { orderId, redirectUrl } = await click('buyerA');
    expect(await confirmCheckout(shop.platform, { viewer: shop.viewer('buyerA'), orderId })).toMatchObject({ status: 'pending' });
    await shop.pay(redirectUrl);
    expect(await confirmCheckout(shop.platform, { viewer: shop.viewer('buyerA'), orderId })).toMatchObject({ status: 'paid', items: [{ live: true }] });
    await expect(confirmCheckout(shop.platform, { viewer: shop.viewer('buyerB'), orderId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('tells what we know while Stripe is down', async () => {
    const { orderId } = await click('buyerA');
    await shop.control('faults', { route: 'GET *', fail: 50 });
    expect(await confirmCheckout(shop.platform, { viewer: shop.viewer('buyerA'), orderId })).toMatchObject({ status: 'pending' });
  });

  it('cancels what is not paid, so that it cannot be paid', async () => {
    const { orderId, redirectUrl } = await click('buyerA');
    await expect(cancelOrder(shop.platform, { viewer: shop.viewer('buyerB'), orderId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await cancelOrder(shop.platform, { viewer: shop.viewer('buyerA'), orderId })).toMatchObject({ status: 'canceled' });
    expect((await shop.pay(redirectUrl)).headers.get('location')).toBeNull();
    await shop.work();
    expect(await getOrder(shop.platform.db, { viewer: shop.viewer('buyerA'), orderId })).toMatchObject({ status: 'canceled' });
    expect((await click('buyerA')).orderId).not.toBe(orderId);
  });

  it('does not cancel what was paid at that moment', async () => {
    await shop.control('faults', { holdEvents: true });
    const { orderId, redirectUrl } = await click('buyerA');
    await shop.pay(redirectUrl);
    await expect(cancelOrder(shop.platform, { viewer: shop.viewer('buyerA'), orderId })).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(await getOrder(shop.platform.db, { viewer: shop.viewer('buyerA'), orderId })).toMatchObject({ status: 'paid' });
  });

  it('a declined card leaves the page open for another', async () => {
    const { orderId, redirectUrl } = await click('buyerA');
    expect((await shop.pay(redirectUrl, { number: '4000000000000002' })).status).toBe(402);
    await shop.work();
    expect(await getOrder(shop.platform.db, { viewer: shop.viewer('buyerA'), orderId })).toMatchObject({ status: 'pending' });
    await shop.pay(redirectUrl);
    await shop.work();
    expect(await getOrder(shop.platform.db, { viewer: shop.viewer('buyerA'), orderId })).toMatchObject({ status: 'paid' });
  });

  it('I12: an abandoned order is closed after its time, at Stripe too', async () => {
    const { orderId } = await click('buyerA');
    await expireOrder(shop.platform, { orderId });
    expect(await ordersOf()).toMatchObject([{ status: 'pending' }]);
    await reconcileAfter(3_700);
    const [row] = await ordersOf();
    expect(row).toMatchObject({ status: 'expired' });
    expect((await shop.platform.stripe.checkout.sessions.retrieve(row!.sessionId!)).status).toBe('expired');
  });

  it('an order whose session Stripe does not know any more is closed as well', async () => {
    const { orderId } = await click('buyerA');
    await shop.sql(`delete from stripe_double.objects where kind = 'checkout.session' and doc->>'client_reference_id' = $1`, [orderId]);
    await reconcileAfter(3_700);
    expect(await ordersOf()).toMatchObject([{ status: 'expired' }]);
  });

  it('a payment whose webhook never came is found before the order is closed', async () => {
    await shop.control('faults', { dropEvents: true });
    const { redirectUrl } = await click('buyerA');
    await shop.pay(redirectUrl);
    await reconcileAfter(3_700);
    expect(await ordersOf()).toMatchObject([{ status: 'paid' }]);
  });

  it('lists by pages, each buyer their own', async () => {
    const viewer = shop.viewer('orgMember');
    const mine: string[] = [];
    for (let index = 0; index < 5; index += 1) mine.unshift((await click('orgMember', {}, await create({ priceMinor: 0 }))).orderId);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listOrders(shop.platform.db, { viewer, input: { limit: 2, ...(cursor && { cursor }) } });
      seen.push(...page.items.map((order) => order.id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(seen.slice(0, 5)).toEqual(mine);
    expect(new Set(seen).size).toBe(seen.length);
    for (const sort of OrderSort.options) await expectSorted(sort, (more) => listOrders(shop.platform.db, { viewer, input: { sort, ...more } }), ({ createdAt, totalMinor }) => (sort.startsWith('placed') ? createdAt : totalMinor));
    await expect(listOrders(shop.platform.db, { viewer, input: { limit: 2, cursor: 'nonsense' } })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });
});
