import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { setClock } from '@/server/platform/clock';
import { DAY_MS } from '@/shared/time';
import { refundOrder } from '@/server/modules/orders/refund-order';
import { startCheckout } from '@/server/modules/orders/start-checkout';
import { assertBooks } from '@/testing/oracle';
import { startShop, type Shop } from '@/testing/shop';
import { createProduct, type Product } from '@/testing/world';
import { collectMissedEvents } from './collect-missed-events';
import { MAX_ATTEMPTS, processWebhookEvent } from './process-webhook-event';
import { replayWebhookEvent } from './replay-webhook-event';
import { receiveStripeEvent } from './receive-stripe-event';
import { signature } from '@/testing/shop';
import pg from 'pg';

let shop: Shop;
let count = 0;
let product: Product;

beforeAll(async () => {
  shop = await startShop();
});
beforeEach(async () => {
  const owner = new pg.Client({ connectionString: shop.database.ownerUrl });
  await owner.connect();
  product = await createProduct(owner, shop.world.sellers.one, { slug: `kit-${(count += 1)}`, status: 'published', priceMinor: 4_999 });
  await owner.end();
});
afterEach(async () => {
  await fetch(`${shop.stripeUrl}/_double/faults`, { method: 'DELETE' });
  await shop.work();
  await assertBooks(shop.platform.db);
});
afterAll(() => shop.stop());

interface Sale {
  orderId: string;
  url: string;
  sessionId: string;
}

async function order(): Promise<Sale> {
  const input = { variantId: product.variantId, quantity: 1 as const, expectedPriceMinor: product.priceMinor, expectedCurrency: 'usd' };
  const { orderId, redirectUrl } = await startCheckout(shop.platform, { viewer: shop.viewer('buyerA'), input });
  const [row] = await shop.sql<{ id: string }>('select stripe_checkout_session_id as id from orders where id = $1', [orderId]);
  return { orderId, url: redirectUrl, sessionId: row!.id };
}

/** Everything that an order left behind, in one line to compare. */
async function stateOf({ orderId }: Sale) {
  const [state] = await shop.sql<{ status: string; refunded: number; payments: number; postings: number; net: number; live: number; grants: number; receipts: number; refundMails: number; failMails: number }>(
    `select o.status, o.refunded_minor::int as refunded, (select count(*)::int from payments where order_id = o.id) as payments,
       (select count(*)::int from ledger_transactions t where t.source_id in (select id from payments where order_id = o.id union select id from refunds where order_id = o.id)) as postings,
       (select coalesce(sum(e.amount_minor), 0)::int from ledger_entries e join ledger_accounts a on a.id = e.account_id and a.name = 'seller_payable' where e.order_item_id in (select id from order_items where order_id = o.id)) as net,
       (select count(*)::int from entitlements e join order_items i on i.id = e.order_item_id where i.order_id = o.id and e.revoked_at is null) as live,
       (select count(*)::int from entitlements e join order_items i on i.id = e.order_item_id where i.order_id = o.id) as grants,
       (select count(*)::int from email_outbox where dedupe_key = 'receipt:' || o.id) as receipts,
       (select count(*)::int from email_outbox where kind = 'refund' and dedupe_key in (select 'refund:' || id from refunds where order_id = o.id)) as "refundMails",
       (select count(*)::int from email_outbox where dedupe_key = 'payment-failed:' || o.id) as "failMails"
     from orders o where o.id = $1`,
    [orderId],
  );
  return state!;
}

const FEE = 400;
const SOLD = { status: 'paid', refunded: 0, payments: 1, postings: 1, net: -(4_999 - FEE), live: 1, grants: 1, receipts: 1, refundMails: 0, failMails: 0 };
const REFUNDED = { status: 'refunded', refunded: 4_999, payments: 1, postings: 2, net: 0, live: 0, grants: 1 };

const eventOf = async (sessionId: string, type = 'checkout.session.completed') =>
  (await shop.sql<{ id: string }>(`select id from stripe_double.objects where kind = 'event' and doc->>'type' = $2 and doc->'data'->'object'->>'id' = $1`, [sessionId, type]))[0]!.id;

/** An event of ours, signed as Stripe would. */
async function deliver(event: Record<string, unknown>): Promise<string> {
  const body = Buffer.from(JSON.stringify({ object: 'event', livemode: false, api_version: '2026-10-28.endive', created: 1, ...event }));
  await receiveStripeEvent(shop.platform, { body, signature: signature(body) });
  const [row] = await shop.sql<{ id: string }>('select id from webhook_events where stripe_event_id = $1', [event.id]);
  return row!.id;
}
const statusOfEvent = async (id: string) => (await shop.sql<{ status: string; error: string | null }>('select status, error from webhook_events where id = $1', [id]))[0]!;

describe('deliveries', () => {
  it('M01: the same event twice changes nothing more', async () => {
    const sale = await order();
    await shop.pay(sale.url);
    await shop.work();
    expect(await stateOf(sale)).toEqual(SOLD);
    const again = await shop.control('deliver', { event: await eventOf(sale.sessionId) });
    expect(again).toMatchObject({ attempts: [{ status: 200 }] });
    await shop.work();
    expect(await stateOf(sale)).toEqual(SOLD);
  });

  it('M02: fifty deliveries of one event at once are one row and one effect', async () => {
    await shop.control('faults', { holdEvents: true });
    const sale = await order();
    await shop.pay(sale.url);
    const eventId = await eventOf(sale.sessionId);
    const { attempts } = (await shop.control('deliver', { event: eventId, times: 50 })) as { attempts: { status: number }[] };
    expect(new Set(attempts.map((attempt) => attempt.status))).toEqual(new Set([200]));
    expect(await shop.sql('select 1 from webhook_events where stripe_event_id = $1', [eventId])).toHaveLength(1);
    await shop.work();
    expect(await stateOf(sale)).toEqual(SOLD);
  });

  it('two workers on one event: one effect', async () => {
    await shop.control('faults', { holdEvents: true });
    const sale = await order();
    await shop.pay(sale.url);
    await shop.control('deliver', { event: await eventOf(sale.sessionId) });
    const [row] = await shop.sql<{ id: string }>('select id from webhook_events where object_id = $1', [sale.sessionId]);
    await Promise.all(Array.from({ length: 8 }, () => processWebhookEvent(shop.platform, { webhookEventId: row!.id })));
    expect(await stateOf(sale)).toEqual(SOLD);
  });

  it('two events of one change: one effect', async () => {
    await shop.control('faults', { twinEvents: true, duplicateEvents: 3, shuffleEvents: true });
    const sale = await order();
    await shop.pay(sale.url);
    await shop.work();
    expect(await stateOf(sale)).toEqual(SOLD);
  });

  it('W14: an event that was never delivered is collected and takes effect', async () => {
    await shop.control('faults', { dropEvents: true });
    const sale = await order();
    await shop.pay(sale.url);
    await shop.work();
    expect(await stateOf(sale)).toMatchObject({ status: 'pending' });
    await collectMissedEvents(shop.platform);
    await collectMissedEvents(shop.platform);
    await shop.work();
    expect(await stateOf(sale)).toEqual(SOLD);
  });

  it('W14: a delivery after days of silence does not hide what came before it', async () => {
    await collectMissedEvents(shop.platform);
    await shop.control('faults', { dropEvents: true });
    const sale = await order();
    await shop.pay(sale.url);
    const later = new Date(Date.now() + 4 * DAY_MS);
    await shop.sql(`insert into webhook_events (id, stripe_event_id, type, livemode, payload, status, received_at) values ('whe_later', 'evt_later', 'charge.succeeded', false, '{}', 'ignored', $1)`, [later]);
    setClock({ now: () => later });
    await collectMissedEvents(shop.platform);
    setClock();
    await shop.sql('delete from watermarks');
    await shop.work();
    expect(await stateOf(sale)).toEqual(SOLD);
  });
});

describe('payments that settle later', () => {
  const debit = { method: 'bank', account: 'AT321904300235473204' };

  it('M03, M04: unpaid until the bank says so, and then once', async () => {
    const sale = await order();
    await shop.pay(sale.url, debit);
    await shop.work();
    expect(await stateOf(sale)).toMatchObject({ status: 'awaiting_payment', payments: 0, grants: 0, receipts: 0 });
    await shop.control('settle', { session: sale.sessionId, outcome: 'succeeded' });
    await shop.control('deliver', { event: await eventOf(sale.sessionId) });
    await expect.poll(() => shop.work().then(() => stateOf(sale))).toEqual(SOLD);
  });

  it('M05: the bank says no', async () => {
    const sale = await order();
    await shop.pay(sale.url, debit);
    await shop.work();
    await shop.control('settle', { session: sale.sessionId, outcome: 'failed' });
    await expect.poll(() => shop.work().then(() => stateOf(sale))).toMatchObject({ status: 'failed', payments: 0, grants: 0, failMails: 1, receipts: 0 });
  });
});

describe('orders that were given up', () => {
  it('expires', async () => {
    const sale = await order();
    const stripe = shop.platform.stripe;
    await stripe.checkout.sessions.expire(sale.sessionId);
    await expect.poll(() => shop.work().then(() => stateOf(sale))).toMatchObject({ status: 'expired', grants: 0 });
  });

  it('M08: an expiry that comes after the payment is ignored', async () => {
    const sale = await order();
    await shop.pay(sale.url);
    await shop.work();
    await deliver({ id: `evt_late_${sale.orderId}`, type: 'checkout.session.expired', data: { object: { id: sale.sessionId, status: 'expired' } } });
    await shop.work();
    expect(await stateOf(sale)).toEqual(SOLD);
  });

  it('M09: paid at Stripe, expired here: paid wins', async () => {
    await shop.control('faults', { holdEvents: true });
    const sale = await order();
    await shop.pay(sale.url);
    await shop.sql(`update orders set status = 'expired', closed_at = now() where id = $1`, [sale.orderId]);
    await shop.control('deliver', { event: await eventOf(sale.sessionId) });
    await shop.work();
    expect(await stateOf(sale)).toEqual(SOLD);
  });
});

describe('what cannot be right', () => {
  const quarantine = async (change: string) => {
    await shop.control('faults', { holdEvents: true });
    const sale = await order();
    await shop.pay(sale.url);
    await shop.sql(`update stripe_double.objects set doc = doc || $2::jsonb where id = $1`, [sale.sessionId, change]);
    await shop.control('deliver', { event: await eventOf(sale.sessionId) });
    await shop.work();
    const [event] = await shop.sql<{ status: string; error: string }>('select status, error from webhook_events where object_id = $1', [sale.sessionId]);
    const state = await stateOf(sale);
    await shop.sql(`update orders set status = 'failed', closed_at = now() where id = $1`, [sale.orderId]);
    return { event, state };
  };

  it('M18: another currency is quarantined', async () => {
    const { event, state } = await quarantine('{"currency":"pln"}');
    expect(event).toEqual({ status: 'quarantined', error: 'Stripe says pln, the order usd' });
    expect(state).toMatchObject({ status: 'pending', payments: 0, grants: 0 });
  });

  it('M19: another amount is quarantined', async () => {
    const { event, state } = await quarantine('{"amount_total":1}');
    expect(event).toEqual({ status: 'quarantined', error: 'Stripe says 1, the order 4999' });
    expect(state).toMatchObject({ status: 'pending', payments: 0, grants: 0 });
  });

  it('M39: an object that lacks what we use is quarantined, one that has more is read', async () => {
    const { event } = await quarantine('{"amount_total":null}');
    expect(event).toMatchObject({ status: 'quarantined', error: expect.stringContaining('amount_total') });
    await fetch(`${shop.stripeUrl}/_double/faults`, { method: 'DELETE' });
    const sale = await order();
    await shop.sql(`update stripe_double.objects set doc = doc || '{"something_new":{"a":1}}' where id = $1`, [sale.sessionId]);
    await shop.pay(sale.url);
    await shop.work();
    expect(await stateOf(sale)).toEqual(SOLD);
  });

  it('the payload is believed for the id alone', async () => {
    const sale = await order();
    const id = await deliver({
      id: `evt_forged_${sale.orderId}`,
      type: 'checkout.session.completed',
      data: { object: { id: sale.sessionId, status: 'complete', payment_status: 'paid', amount_total: 4_999, currency: 'usd', metadata: { order_id: sale.orderId } } },
    });
    await shop.work();
    expect(await statusOfEvent(id)).toMatchObject({ status: 'processed' });
    expect(await stateOf(sale)).toMatchObject({ status: 'pending', payments: 0, grants: 0 });
  });

  it('M32: an order we do not know is parked', async () => {
    const session = await shop.platform.stripe.checkout.sessions.create({
      mode: 'payment',
      success_url: 'http://localhost:3000/',
      line_items: [{ price_data: { currency: 'usd', unit_amount: 900, product_data: { name: 'Elsewhere' } }, quantity: 1 }],
    });
    await shop.pay(session.url!);
    await shop.work();
    const [event] = await shop.sql('select status, error from webhook_events where object_id = $1', [session.id]);
    expect(event).toEqual({ status: 'parked', error: 'no order of ours' });
  });

  it('W15: an event of the other mode is parked, M33: of another account quarantined, and none is worked on', async () => {
    const live = await deliver({ id: 'evt_live', type: 'checkout.session.completed', livemode: true, data: { object: { id: 'cs_x' } } });
    const other = await deliver({ id: 'evt_other', type: 'checkout.session.completed', account: 'acct_other', data: { object: { id: 'cs_x' } } });
    await shop.work();
    expect([await statusOfEvent(live), await statusOfEvent(other)]).toMatchObject([{ status: 'parked' }, { status: 'quarantined' }]);
  });

  it('an object Stripe does not know is quarantined', async () => {
    const id = await deliver({ id: 'evt_ghost', type: 'checkout.session.completed', data: { object: { id: 'cs_test_ghost' } } });
    await shop.work();
    expect(await statusOfEvent(id)).toEqual({ status: 'quarantined', error: 'Stripe knows no such object' });
  });

  it('W13: a poisoned event ends dead, others flow, and an admin may replay it', async () => {
    await shop.control('faults', { holdEvents: true });
    const sale = await order();
    await shop.pay(sale.url);
    await shop.sql(`update order_items set kind = 'unheard-of' where order_id = $1`, [sale.orderId]);
    await shop.control('deliver', { event: await eventOf(sale.sessionId) });
    const [{ id }] = (await shop.sql<{ id: string }>('select id from webhook_events where object_id = $1', [sale.sessionId])) as [{ id: string }];
    for (let attempt = 1; attempt < MAX_ATTEMPTS; attempt += 1) await expect(processWebhookEvent(shop.platform, { webhookEventId: id })).rejects.toThrow('unheard-of');
    await processWebhookEvent(shop.platform, { webhookEventId: id });
    expect(await statusOfEvent(id)).toMatchObject({ status: 'dead', error: expect.stringContaining('unheard-of') });
    expect(await stateOf(sale)).toMatchObject({ status: 'pending', payments: 0, grants: 0 });
    await shop.sql(`update order_items set kind = 'download' where order_id = $1`, [sale.orderId]);
    await replayWebhookEvent(shop.platform.db, { viewer: shop.viewer('admin'), input: { webhookEventId: id }, requestId: 'r' });
    await shop.work();
    expect(await stateOf(sale)).toEqual(SOLD);
    await expect(replayWebhookEvent(shop.platform.db, { viewer: shop.viewer('admin'), input: { webhookEventId: id }, requestId: 'r' })).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  it('an outage of Stripe is no failure of the event', async () => {
    await shop.control('faults', { holdEvents: true });
    const sale = await order();
    await shop.pay(sale.url);
    await shop.control('deliver', { event: await eventOf(sale.sessionId) });
    await shop.control('faults', { route: 'GET *', fail: 100 });
    const [{ id }] = (await shop.sql<{ id: string }>('select id from webhook_events where object_id = $1', [sale.sessionId])) as [{ id: string }];
    await expect(processWebhookEvent(shop.platform, { webhookEventId: id })).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(await shop.sql('select status, attempts from webhook_events where id = $1', [id])).toEqual([{ status: 'received', attempts: 0 }]);
    await fetch(`${shop.stripeUrl}/_double/faults`, { method: 'DELETE' });
    await processWebhookEvent(shop.platform, { webhookEventId: id });
    expect(await stateOf(sale)).toEqual(SOLD);
  });
});

describe('refunds in any order', () => {
  it('M07, E06: a refund that is heard of before the payment ends refunded, with no access', async () => {
    await shop.control('faults', { holdEvents: true });
    const sale = await order();
    await shop.pay(sale.url);
    const session = await shop.platform.stripe.checkout.sessions.retrieve(sale.sessionId);
    await shop.platform.stripe.refunds.create({ payment_intent: session.payment_intent as string });
    await shop.control('deliver', { order: 'reverse' });
    await shop.work();
    expect(await stateOf(sale)).toMatchObject({ ...REFUNDED, receipts: 0, refundMails: 1 });
  });

  it('E05: of two purchases of one product one is refunded, and access stays', async () => {
    const first = await order();
    await shop.pay(first.url);
    await shop.work();
    await shop.sql(`update entitlements set revoked_at = now(), revoked_reason = 'admin' where order_item_id in (select id from order_items where order_id = $1)`, [first.orderId]);
    const second = await order();
    await shop.pay(second.url);
    await shop.work();
    await shop.sql(`update entitlements set revoked_at = null, revoked_reason = null where order_item_id in (select id from order_items where order_id = $1)`, [first.orderId]);
    await refundOrder(shop.platform, { viewer: shop.viewer('admin'), input: { orderId: first.orderId, reason: 'bought twice' } });
    await shop.work();
    expect(await stateOf(first)).toMatchObject(REFUNDED);
    expect(await stateOf(second)).toEqual(SOLD);
  });
});
