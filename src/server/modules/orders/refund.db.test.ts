import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sweepOutbox } from '@/server/modules/notifications/sweep-outbox';
import { getPaymentFact } from '@/server/modules/payments/get-payment-fact';
import { assertBooks } from '@/testing/oracle';
import { startShop, type Shop } from '@/testing/shop';
import { createProduct, type Product } from '@/testing/world';
import { getOrder } from './get-order';
import { listAllOrders } from './list-all-orders';
import { reconcileOrders } from './reconcile-orders';
import { refundOrder } from './refund-order';
import { startCheckout } from './start-checkout';

let shop: Shop;
let owner: pg.Client;
let product: Product;
let count = 0;

beforeAll(async () => {
  shop = await startShop();
  owner = new pg.Client({ connectionString: shop.database.ownerUrl });
  await owner.connect();
});
beforeEach(async () => {
  product = await createProduct(owner, shop.world.sellers.one, { slug: `kit-${(count += 1)}`, status: 'published', priceMinor: 9_999 });
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

async function sell(card = '4242424242424242'): Promise<string> {
  const input = { variantId: product.variantId, quantity: 1 as const, expectedPriceMinor: product.priceMinor, expectedCurrency: 'usd' };
  const { orderId, redirectUrl } = await startCheckout(shop.platform, { viewer: shop.viewer('buyerA'), input });
  await shop.pay(redirectUrl, { number: card });
  await shop.work();
  return orderId;
}

const refund = (orderId: string, name: Parameters<Shop['viewer']>[0] = 'admin') => refundOrder(shop.platform, { viewer: shop.viewer(name), input: { orderId, reason: 'asked for' }, requestId: 'req_1' });
const view = (orderId: string) => getOrder(shop.platform.db, { viewer: shop.viewer('buyerA'), orderId });
const paymentIntent = async (orderId: string) => (await shop.sql<{ id: string }>('select stripe_payment_intent_id as id from orders where id = $1', [orderId]))[0]!.id;
const refundsAtStripe = async (orderId: string) => (await shop.platform.stripe.refunds.list({ payment_intent: await paymentIntent(orderId) })).data;
const balances = (orderId: string) =>
  shop.sql(`select a.name, sum(e.amount_minor)::int as sum from ledger_entries e join ledger_accounts a on a.id = e.account_id where e.order_item_id in (select id from order_items where order_id = $1) group by 1 order by 1`, [orderId]);

describe('a refund', () => {
  it('does not wait a day when Stripe keeps a failure under the key', async () => {
    const orderId = await sell();
    await shop.control('faults', { route: 'POST /v1/refunds', failSaved: 1 });
    expect(await refund(orderId)).toMatchObject({ status: 'succeeded' });
    expect(await refundsAtStripe(orderId)).toHaveLength(1);
  });

  it('M10: gives back all, takes the key, empties the books, tells the buyer, and is audited', async () => {
    const orderId = await sell();
    expect(await refund(orderId)).toMatchObject({ status: 'succeeded' });
    expect(await view(orderId)).toMatchObject({ status: 'refunded', refundedMinor: 9_999, items: [{ live: false }] });
    expect(await balances(orderId)).toEqual([{ name: 'platform_fees', sum: 0 }, { name: 'seller_payable', sum: 0 }]);
    await shop.work();
    const mails = shop.mail.list({ to: 'buyera@example.test' }).filter((mail) => mail.subject.includes('refunded') && mail.text.includes(product.slug));
    expect(mails).toHaveLength(1);
    const audit = await shop.sql('select actor_user_id as actor, action, request_id as request from audit_log where target_id = $1', [orderId]);
    expect(audit).toEqual([{ actor: shop.world.admin, action: 'order.refund', request: 'req_1' }]);
    const { number } = await view(orderId);
    for (const q of [orderId, number, number.replace('LK-', '')]) {
      expect(await listAllOrders(shop.platform.db, { viewer: shop.viewer('admin'), input: { limit: 5, statuses: ['refunded'], q } })).toMatchObject({ items: [{ id: orderId, refundPending: false, buyerEmail: 'buyera@example.test' }], nextCursor: null });
    }
    const byAddress = await listAllOrders(shop.platform.db, { viewer: shop.viewer('admin'), input: { limit: 100, statuses: [], q: 'BUYERA@' } });
    expect(byAddress.items.map((one) => one.id)).toContain(orderId);
    expect((await listAllOrders(shop.platform.db, { viewer: shop.viewer('admin'), input: { limit: 5, statuses: [], q: '%' } })).items).toEqual([]);
  });

  it('is for admins', async () => {
    const orderId = await sell();
    for (const name of ['buyerA', 'sellerOne'] as const) await expect(refund(orderId, name)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(listAllOrders(shop.platform.db, { viewer: shop.viewer('buyerA'), input: { limit: 5, statuses: [], q: '' } })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  it('M12: of two admins at once one gives the money back', async () => {
    const orderId = await sell();
    const asked = await Promise.allSettled(Array.from({ length: 6 }, () => refund(orderId)));
    expect(asked.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    for (const one of asked) if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'CONFLICT' });
    await shop.work();
    expect((await refundsAtStripe(orderId)).map((one) => one.amount)).toEqual([9_999]);
  });

  it('waits for Stripe when it is down, and is carried on by the reconciler', async () => {
    const orderId = await sell();
    await shop.control('faults', { route: 'POST /v1/refunds', fail: 100 });
    expect(await refund(orderId)).toMatchObject({ status: 'pending' });
    expect(await view(orderId)).toMatchObject({ status: 'paid', items: [{ live: true }] });
    await fetch(`${shop.stripeUrl}/_double/faults`, { method: 'DELETE' });
    await shop.sql(`update refunds set created_at = created_at - interval '10 minutes' where order_id = $1`, [orderId]);
    await reconcileOrders(shop.platform);
    expect(await view(orderId)).toMatchObject({ status: 'refunded', items: [{ live: false }] });
  });

  it('k13: done at Stripe and forgotten here is found again, also after Stripe forgot the key', async () => {
    const orderId = await sell();
    await shop.control('faults', { holdEvents: true, route: 'GET /v1/checkout/sessions/*', fail: 100 });
    await refund(orderId);
    await fetch(`${shop.stripeUrl}/_double/faults`, { method: 'DELETE' });
    const pending = await shop.sql<{ id: string; status: string }>('select id, status from refunds where order_id = $1', [orderId]);
    expect(pending).toMatchObject([{ status: 'pending' }]);
    await shop.platform.stripe.refunds.create({ payment_intent: await paymentIntent(orderId), amount: 9_999, metadata: { refund_id: pending[0]!.id } });
    await shop.sql('delete from stripe_double.idempotency_keys');
    await shop.sql(`update refunds set created_at = created_at - interval '10 minutes' where order_id = $1`, [orderId]);
    await reconcileOrders(shop.platform);
    expect(await view(orderId)).toMatchObject({ status: 'refunded' });
    expect(await refundsAtStripe(orderId)).toHaveLength(1);
  });

  it('is read with its payment, and by a list of its own once there are more than ten', async () => {
    const orderId = await sell();
    const [order] = await shop.sql<{ session: string }>('select stripe_checkout_session_id as session from orders where id = $1', [orderId]);
    const intent = await paymentIntent(orderId);
    for (let part = 1; part <= 10; part += 1) await shop.platform.stripe.refunds.create({ payment_intent: intent, amount: 100 });
    expect((await getPaymentFact(shop.platform.stripe, order!.session)).refunds).toHaveLength(10);
    expect((await shop.requests('/v1/refunds')).filter(({ method, query }) => method === 'GET' && query.includes(intent))).toEqual([]);
    await shop.platform.stripe.refunds.create({ payment_intent: intent, amount: 100 });
    expect((await getPaymentFact(shop.platform.stripe, order!.session)).refunds).toHaveLength(11);
  });

  it('made in the dashboard, in two parts: fee and net go back to the cent, access ends with the last', async () => {
    const orderId = await sell();
    const intent = await paymentIntent(orderId);
    await shop.platform.stripe.refunds.create({ payment_intent: intent, amount: 3_333 });
    await expect.poll(() => shop.work().then(() => view(orderId))).toMatchObject({ status: 'partially_refunded', refundedMinor: 3_333, items: [{ live: true }] });
    await assertBooks(shop.platform.db);
    await shop.platform.stripe.refunds.create({ payment_intent: intent, amount: 6_666 });
    await expect.poll(() => shop.work().then(() => view(orderId))).toMatchObject({ status: 'refunded', refundedMinor: 9_999, items: [{ live: false }] });
    expect(await balances(orderId)).toEqual([{ name: 'platform_fees', sum: 0 }, { name: 'seller_payable', sum: 0 }]);
    await expect(refund(orderId)).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  it('M14: that fails after it had settled gives key and money back', async () => {
    const orderId = await sell('4000000000005126');
    await refund(orderId);
    expect(await view(orderId)).toMatchObject({ status: 'refunded' });
    const [atStripe] = await refundsAtStripe(orderId);
    await shop.control('settle', { refund: atStripe!.id });
    await expect.poll(() => shop.work().then(() => view(orderId))).toMatchObject({ status: 'paid', refundedMinor: 0, items: [{ live: true }] });
    expect(await balances(orderId)).toEqual([{ name: 'platform_fees', sum: -800 }, { name: 'seller_payable', sum: -9_199 }]);
  });

  it('refuses an order that is not paid, and one that cost nothing', async () => {
    const input = { variantId: product.variantId, quantity: 1 as const, expectedPriceMinor: product.priceMinor, expectedCurrency: 'usd' };
    const { orderId } = await startCheckout(shop.platform, { viewer: shop.viewer('buyerA'), input });
    await expect(refund(orderId)).rejects.toMatchObject({ code: 'CONFLICT' });
    const free = await createProduct(owner, shop.world.sellers.one, { slug: `free-${count}`, status: 'published', priceMinor: 0 });
    const unlocked = await startCheckout(shop.platform, { viewer: shop.viewer('buyerA'), input: { ...input, variantId: free.variantId, expectedPriceMinor: 0 } });
    await expect(refund(unlocked.orderId)).rejects.toMatchObject({ code: 'CONFLICT' });
  });
});

describe('the outbox', () => {
  it('F05: with the mail server down the order is done, and the receipt goes out later, once, under its Message-ID', async () => {
    const other = await startShop({ SMTP_URL: 'smtp://127.0.0.1:1' });
    const input = { variantId: other.world.products.published.variantId, quantity: 1 as const, expectedPriceMinor: 5_900, expectedCurrency: 'usd' };
    const { orderId, redirectUrl } = await startCheckout(other.platform, { viewer: other.viewer('buyerA'), input });
    await other.pay(redirectUrl);
    await other.work();
    expect(await getOrder(other.platform.db, { viewer: other.viewer('buyerA'), orderId })).toMatchObject({ status: 'paid' });
    const [waiting] = await other.sql<{ id: string; error: string; sent: Date | null; attempts: number }>('select id, error, sent_at as sent, attempts from email_outbox');
    expect(waiting).toMatchObject({ sent: null, attempts: 1, error: expect.stringContaining('ECONNREFUSED') });
    await other.sql(`update email_outbox set created_at = created_at - interval '10 minutes'`);
    await sweepOutbox(other.platform.db);
    expect(await other.sql(`select 1 from graphile_worker.jobs where key = $1 and run_at <= now()`, [`email:${waiting!.id}`])).toHaveLength(1);
    await assertBooks(other.platform.db);
    await other.stop();
  });
});
