import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { checkoutCart } from '@/server/modules/orders/checkout-cart';
import { refundOrder } from '@/server/modules/orders/refund-order';
import { startCheckout } from '@/server/modules/orders/start-checkout';
import { reconcileStripe } from '@/server/modules/reconciliation/reconcile-stripe';
import { setClock } from '@/server/platform/clock';
import { newId } from '@/shared/ids';
import { DAY_MS } from '@/shared/time';
import { assertBooks } from '@/testing/oracle';
import { createRecurring } from '@/testing/recurring';
import { startShop, type Shop } from '@/testing/shop';
import { fillCart } from '@/testing/world';
import { processWebhookEvent } from './process-webhook-event';

let shop: Shop;
let owner: pg.Client;
let count = 0;
/** How far Stripe's clock is ahead of ours. */
let aheadMs = 0;

beforeAll(async () => {
  shop = await startShop();
  owner = new pg.Client({ connectionString: shop.database.ownerUrl });
  await owner.connect();
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

interface Sale {
  orderId: string;
  stripeId: string;
}

/** Lets so many days pass at Stripe; what it has to tell of them arrives signed by the real clock. */
async function pass(days: number): Promise<void> {
  await shop.control('advance', { seconds: days * 86_400 });
  aheadMs += days * DAY_MS;
}

/** Starts a checkout, pays it, and says what came of it. */
async function paid(start: () => Promise<{ orderId: string; redirectUrl: string }>): Promise<Sale> {
  // A session of Stripe's must end after Stripe's now.
  setClock({ now: () => new Date(Date.now() + aheadMs) });
  const { orderId, redirectUrl } = await start();
  setClock();
  await shop.pay(redirectUrl);
  await shop.work();
  const [row] = await shop.sql<{ id: string }>('select s.stripe_subscription_id as id from subscriptions s join order_items i on i.id = s.order_item_id where i.order_id = $1', [orderId]);
  return { orderId, stripeId: row!.id };
}

async function subscribe({ trialDays = 0 } = {}): Promise<Sale> {
  const club = await createRecurring(owner, shop.world.sellers.one, { slug: `club-${(count += 1)}`, plans: { pro: { priceMinor: 2_900, tier: 'pro', trialDays } } });
  const input = { variantId: club.plans['pro']!.variantId, quantity: 1 as const, expectedPriceMinor: trialDays > 0 ? 0 : 2_900, expectedCurrency: 'usd' };
  return paid(() => startCheckout(shop.platform, { viewer: shop.viewer('buyerA'), input }));
}

const renewals = ({ stripeId }: Sale) =>
  shop.sql<{ id: string; status: string; total: number; mails: number; invoices: number; postings: number }>(
    `select o.id, o.status, o.total_minor::int as total, (select count(*)::int from email_outbox where dedupe_key = 'receipt:' || o.id) as mails, (select count(*)::int from invoices v where v.order_id = o.id and v.kind = 'invoice') as invoices,
       (select count(*)::int from ledger_transactions t join payments p on p.id = t.source_id where p.order_id = o.id) as postings
     from orders o join subscriptions s on s.id = o.subscription_id where s.stripe_subscription_id = $1 order by o.paid_at`, [stripeId]);
const standing = async ({ stripeId }: Sale) =>
  (await shop.sql<{ status: string; ended: string | null; live: number }>(
    `select status, ended_reason as ended, (select count(*)::int from entitlements e where e.subscription_id = s.id and e.revoked_at is null) as live from subscriptions s where stripe_subscription_id = $1`, [stripeId]))[0];
const settled = <State>(read: () => Promise<State>) => expect.poll(async () => {
  await shop.work();
  return read();
}, { timeout: 20_000 });
const RENEWED = { status: 'paid', total: 2_900, mails: 1, invoices: 1, postings: 1 };

describe('renewals', () => {
  it('K3: a period that is paid is an order with its receipt, its invoice and its posting', async () => {
    const sale = await subscribe();
    await pass(32);
    await settled(() => renewals(sale)).toMatchObject([RENEWED]);
    await pass(31);
    await settled(() => renewals(sale)).toMatchObject([RENEWED, RENEWED]);
    expect(await standing(sale)).toEqual({ status: 'active', ended: null, live: 1 });
  });

  it('M06: told twice, in twins and shuffled, each period is one order', async () => {
    const sale = await subscribe();
    await shop.control('faults', { holdEvents: true, twinEvents: true, duplicateEvents: 2 });
    await pass(32);
    await pass(31);
    await shop.control('deliver', { order: 'shuffle' });
    await settled(() => renewals(sale)).toMatchObject([RENEWED, RENEWED]);
  });

  it('two workers on one paid invoice write one order', async () => {
    const sale = await subscribe();
    await shop.control('faults', { holdEvents: true });
    await pass(32);
    await shop.control('deliver', { types: ['invoice.paid'] });
    const { latest_invoice: invoice } = await shop.platform.stripe.subscriptions.retrieve(sale.stripeId);
    const [row] = await shop.sql<{ id: string }>(`select id from webhook_events where object_id = $1 and type = 'invoice.paid'`, [invoice]);
    await Promise.all(Array.from({ length: 6 }, () => processWebhookEvent(shop.platform, { webhookEventId: row!.id })));
    await settled(() => renewals(sale)).toMatchObject([RENEWED]);
  });

  it('M13: one that nobody told us of is found by the reconciler, and put right', async () => {
    const sale = await subscribe();
    await shop.control('faults', { dropEvents: true });
    await pass(32);
    await shop.work();
    expect(await renewals(sale)).toEqual([]);
    const { runId } = await reconcileStripe(shop.platform, {});
    const [run] = await shop.sql<{ alarms: number; findings: { kind: string; orderId: string; problem: string; outcome: string }[] }>('select alarms, findings from reconciliation_runs where id = $1', [runId]);
    expect(run!.findings.filter(({ kind, orderId }) => kind === 'invoice' && orderId === sale.orderId)).toMatchObject([{ problem: 'missing', outcome: 'repaired' }]);
    await settled(() => renewals(sale)).toMatchObject([RENEWED]);
    const again = await reconcileStripe(shop.platform, {});
    expect(again).toMatchObject({ repaired: 0, alarms: run!.alarms });
  });

  it('a trial’s invoice of nothing makes no order; the first paid one does', async () => {
    const sale = await subscribe({ trialDays: 14 });
    expect(await standing(sale)).toMatchObject({ status: 'trialing', live: 1 });
    await pass(15);
    await settled(() => renewals(sale)).toMatchObject([RENEWED]);
    expect(await standing(sale)).toMatchObject({ status: 'active', live: 1 });
  });

  it('a refund of the running period ends it here and at Stripe', async () => {
    const sale = await subscribe();
    await pass(32);
    await settled(() => renewals(sale)).toHaveLength(1);
    const [renewal] = await renewals(sale);
    await refundOrder(shop.platform, { viewer: shop.viewer('admin'), input: { orderId: sale.orderId, reason: 'the first month' } });
    await settled(() => standing(sale)).toMatchObject({ status: 'active', live: 1 });
    await refundOrder(shop.platform, { viewer: shop.viewer('admin'), input: { orderId: renewal!.id, reason: 'the second month' } });
    await settled(() => standing(sale)).toEqual({ status: 'canceled', ended: 'refunded', live: 0 });
    expect(await shop.platform.stripe.subscriptions.retrieve(sale.stripeId)).toMatchObject({ status: 'canceled' });
  });

  it('a dispute of a renewal finds its order, and lost it ends the subscription', async () => {
    const sale = await subscribe();
    await pass(32);
    await settled(() => renewals(sale)).toHaveLength(1);
    const [{ intent }] = (await shop.sql<{ intent: string }>('select stripe_payment_intent_id as intent from orders where id = $1', [(await renewals(sale))[0]!.id])) as [{ intent: string }];
    const { id } = (await shop.control('disputes', { payment_intent: intent })) as { id: string };
    await settled(() => shop.sql('select status from disputes where stripe_dispute_id = $1', [id])).toEqual([{ status: 'needs_response' }]);
    await shop.control(`disputes/${id}/close`, { status: 'lost' });
    await settled(() => standing(sale)).toEqual({ status: 'canceled', ended: 'refunded', live: 0 });
  });

  it('a coupon is taken off the first order alone', async () => {
    await shop.sql(`insert into coupons (id, code, percent_bps, starts_at, created_at) values ($1, 'HALF', 5000, now() - interval '1 day', now())`, [newId('coupon')]);
    const club = await createRecurring(owner, shop.world.sellers.one, { slug: `club-${(count += 1)}`, plans: { pro: { priceMinor: 2_900 } } });
    await fillCart(owner, shop.world.buyerB, { items: [{ variantId: club.plans['pro']!.variantId, quantity: 1 }], couponCode: 'HALF' });
    const sale = await paid(() => checkoutCart(shop.platform, { viewer: shop.viewer('buyerB'), input: { expectedTotalMinor: 1_450, expectedCurrency: 'usd' } }));
    await pass(32);
    await settled(() => renewals(sale)).toMatchObject([{ total: 2_900 }]);
  });

  it('an invoice of no subscription of ours is parked', async () => {
    const stripe = shop.platform.stripe;
    const product = await stripe.products.create({ name: 'Elsewhere' });
    const price = await stripe.prices.create({ product: product.id, currency: 'usd', unit_amount: 900, recurring: { interval: 'month' } });
    const session = await stripe.checkout.sessions.create({ mode: 'subscription', success_url: 'http://localhost:3000/', line_items: [{ price: price.id, quantity: 1 }] });
    await shop.pay(session.url!, { email: 'else@example.test' });
    await pass(32);
    await settled(() => shop.sql(`select distinct status, error from webhook_events where type = 'invoice.paid' and payload #>> '{data,object,parent,subscription_details,subscription}' = (
      select doc->>'subscription' from stripe_double.objects where id = $1)`, [session.id])).toEqual([{ status: 'parked', error: 'no order of ours' }]);
  });
});
