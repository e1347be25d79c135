import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startCheckout } from '@/server/modules/orders/start-checkout';
import { collectMissedEvents } from '@/server/modules/webhooks/collect-missed-events';
import { assertBooks } from '@/testing/oracle';
import { startShop, type Shop } from '@/testing/shop';
import { createProduct } from '@/testing/world';
import { reconcileStripe } from './reconcile-stripe';

let shop: Shop;
let owner: pg.Client;
let count = 0;

beforeAll(async () => {
  // The endpoint proves signatures with another secret than Stripe signs with: it refuses everything.
  shop = await startShop({ STRIPE_WEBHOOK_SECRET: 'whsec_of_another_endpoint' });
  owner = new pg.Client({ connectionString: shop.database.ownerUrl });
  await owner.connect();
});
// What other tests left behind is older than any run looks back.
beforeEach(() => passDays(40));
afterEach(() => assertBooks(shop.platform.db));
afterAll(async () => {
  await owner.end();
  await shop.stop();
});

interface Sale {
  orderId: string;
  sessionId: string;
  url: string;
}

async function order(): Promise<Sale> {
  const product = await createProduct(owner, shop.world.sellers.one, { slug: `kit-${(count += 1)}`, status: 'published', priceMinor: 4_000 });
  const input = { variantId: product.variantId, quantity: 1 as const, expectedPriceMinor: 4_000, expectedCurrency: 'usd' };
  const { orderId, redirectUrl: url } = await startCheckout(shop.platform, { viewer: shop.viewer('buyerA'), input });
  const [row] = await shop.sql<{ id: string }>('select stripe_checkout_session_id as id from orders where id = $1', [orderId]);
  return { orderId, sessionId: row!.id, url };
}

async function sell(): Promise<Sale> {
  const sale = await order();
  await shop.pay(sale.url);
  return sale;
}

const intentOf = async ({ sessionId }: Sale) => (await shop.sql<{ id: string }>(`select doc->>'payment_intent' as id from stripe_double.objects where id = $1`, [sessionId]))[0]!.id;
const refundAtStripe = async (sale: Sale, amount?: number) => (await shop.platform.stripe.refunds.create({ payment_intent: await intentOf(sale), ...(amount && { amount }) })).id;
const disputeAtStripe = async (sale: Sale) => (await shop.control('disputes', { session: sale.sessionId })) as { id: string };

/** Lets so many days pass: everything there and here becomes that much older. */
async function passDays(days: number): Promise<void> {
  const seconds = days * 86_400;
  await shop.sql(`update stripe_double.objects set created = created - $1, doc = jsonb_set(doc, '{created}', to_jsonb((doc->>'created')::bigint - $1)) where doc ? 'created'`, [seconds]);
  await shop.sql(`update orders set created_at = created_at - make_interval(days => $1), expires_at = expires_at - make_interval(days => $1)`, [days]);
  await shop.sql('update refunds set created_at = created_at - make_interval(days => $1)', [days]);
  await shop.sql('update disputes set opened_at = opened_at - make_interval(days => $1)', [days]);
  await shop.sql(`update watermarks set reached_at = reached_at - make_interval(days => $1)`, [days]);
}

async function stateOf({ orderId }: Sale) {
  const [state] = await shop.sql<{ status: string; refunded: number; disputed: number; live: number; disputes: string[]; receipts: number }>(
    `select o.status, o.refunded_minor::int as refunded, o.disputed_minor::int as disputed,
       (select count(*)::int from entitlements e join order_items i on i.id = e.order_item_id where i.order_id = o.id and e.revoked_at is null) as live,
       coalesce((select array_agg(d.status) from disputes d where d.order_id = o.id), '{}') as disputes,
       (select count(*)::int from email_outbox where dedupe_key = 'receipt:' || o.id) as receipts
     from orders o where o.id = $1`,
    [orderId],
  );
  return state;
}
const runOf = async (runId: string) => (await shop.sql<Record<string, unknown>>('select * from reconciliation_runs where id = $1', [runId]))[0]!;
const run = () => reconcileStripe(shop.platform, {});

describe('W14: the endpoint refuses everything for four days', () => {
  it('one run brings paid, refunded, disputed and expired orders right, and a second finds nothing', async () => {
    await run();
    const paid = await sell();
    const refunded = await sell();
    await refundAtStripe(refunded);
    const partly = await sell();
    await refundAtStripe(partly, 1_000);
    const disputed = await sell();
    await disputeAtStripe(disputed);
    const lost = await sell();
    const { id } = await disputeAtStripe(lost);
    await shop.control(`disputes/${id}/close`, { status: 'lost' });
    const expired = await order();
    await shop.platform.stripe.checkout.sessions.expire(expired.sessionId);
    await passDays(4);
    const sales = [paid, refunded, partly, disputed, lost, expired];
    for (const sale of sales) expect(await stateOf(sale)).toMatchObject({ status: 'pending', live: 0 });
    expect(await shop.sql('select 1 from webhook_events')).toEqual([]);

    const { runId, repaired, alarms } = await run();
    expect(await stateOf(paid)).toEqual({ status: 'paid', refunded: 0, disputed: 0, live: 1, disputes: [], receipts: 1 });
    expect(await stateOf(refunded)).toMatchObject({ status: 'refunded', refunded: 4_000, live: 0 });
    expect(await stateOf(partly)).toMatchObject({ status: 'partially_refunded', refunded: 1_000, live: 1 });
    expect(await stateOf(disputed)).toMatchObject({ disputed: 4_000, disputes: ['needs_response'] });
    expect(await stateOf(lost)).toMatchObject({ disputed: 4_000, live: 0, disputes: ['lost'] });
    expect(await stateOf(expired)).toMatchObject({ status: 'expired', live: 0, receipts: 0 });
    expect({ repaired, alarms }).toEqual({ repaired: sales.length, alarms: 0 });
    expect(await runOf(runId)).toMatchObject({ sessions: 6, refunds: 2, disputes: 2, repaired: 6, alarms: 0, failure: null, finished_at: expect.any(Date) });
    expect(await shop.sql('select 1 from reconciliation_sightings')).toEqual([]);
    expect(await shop.sql(`select 1 from audit_log where action = 'reconciliation.repair' and target_id = $1`, [paid.orderId])).toHaveLength(1);

    const before = await Promise.all(sales.map(stateOf));
    expect(await run()).toMatchObject({ repaired: 0, alarms: 0 });
    await collectMissedEvents(shop.platform);
    await shop.work();
    expect(await Promise.all(sales.map(stateOf))).toEqual(before);
  });

  it('two runs at once have one effect', async () => {
    const sales = [await sell(), await sell()];
    await refundAtStripe(sales[1]!);
    await Promise.all([run(), run()]);
    expect(await stateOf(sales[0]!)).toMatchObject({ status: 'paid', live: 1, receipts: 1 });
    expect(await stateOf(sales[1]!)).toMatchObject({ status: 'refunded', live: 0 });
  });

  it('a dispute that ends long after it was opened is noticed', async () => {
    const sale = await sell();
    const { id } = await disputeAtStripe(sale);
    await run();
    await passDays(20);
    await shop.sql(`update watermarks set reached_at = now()`);
    await shop.control(`disputes/${id}/close`, { status: 'won' });
    await run();
    expect(await stateOf(sale)).toMatchObject({ disputed: 0, live: 1, disputes: ['won'] });
  });
});

describe('what cannot be put right', () => {
  it('alarms: another amount, money for no order of ours, and ours that Stripe does not know', async () => {
    const [changed, stranger, vanished] = [await sell(), await sell(), await sell()];
    const refundId = await refundAtStripe(changed);
    await run();
    await passDays(4);
    await shop.sql(`update stripe_double.objects set doc = jsonb_set(doc, '{amount}', '3999') where id = $1`, [refundId]);
    await shop.sql(`update stripe_double.objects set doc = jsonb_set(doc, '{client_reference_id}', '"ord_unheardof"') where id = $1`, [stranger.sessionId]);
    await shop.sql('delete from stripe_double.objects where id = $1', [vanished.sessionId]);
    await shop.sql(`delete from email_outbox where kind = 'reconciliation-alarm'`);

    const { runId, alarms } = await run();
    const { findings } = await runOf(runId);
    expect(findings).toEqual(expect.arrayContaining([
      { kind: 'refund', stripeId: refundId, orderId: changed.orderId, problem: 'amount', outcome: 'alarm' },
      { kind: 'session', stripeId: stranger.sessionId, orderId: null, problem: 'no_order', outcome: 'alarm' },
      { kind: 'session', stripeId: vanished.sessionId, orderId: vanished.orderId, problem: 'not_at_stripe', outcome: 'alarm' },
    ]));
    expect(alarms).toBe(3);
    expect(await shop.sql(`select to_address from email_outbox where kind = 'reconciliation-alarm'`)).toEqual([{ to_address: 'admin@example.test' }]);
    expect(await shop.sql(`select target_id from audit_log where action = 'reconciliation.alarm' and after->>'runId' = $1 order by 1`, [runId])).toEqual([{ target_id: changed.orderId }, { target_id: vanished.orderId }].sort((a, b) => (a.target_id < b.target_id ? -1 : 1)));
  });

  it('Stripe being down ends the run, says so, and leaves the mark where it was', async () => {
    await run();
    const mark = () => shop.sql(`select reached_at from watermarks where name = 'stripe_money'`);
    const before = await mark();
    await shop.control('faults', { route: 'GET /v1/refunds', fail: 50 });
    await expect(run()).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    await fetch(`${shop.stripeUrl}/_double/faults`, { method: 'DELETE' });
    expect(await mark()).toEqual(before);
    expect(await shop.sql('select failure is not null as failed from reconciliation_runs order by started_at desc, id desc limit 1')).toEqual([{ failed: true }]);
    expect(await shop.sql('select 1 from reconciliation_sightings')).toEqual([]);
  });
});

it('reads a list of thousands a page at a time, and leaves what is not ours alone', async () => {
  const sale = await order();
  await shop.sql(
    `insert into stripe_double.objects (id, kind, account, created, doc, hidden)
     select 'cs_test_many' || n, kind, account, created, doc || jsonb_build_object('id', 'cs_test_many' || n, 'client_reference_id', null), hidden from stripe_double.objects, generate_series(1, 2350) n where id = $1`,
    [sale.sessionId],
  );
  await fetch(`${shop.stripeUrl}/_double/requests`, { method: 'DELETE' });
  const { runId, alarms } = await run();
  expect(alarms).toBe(0);
  expect(await runOf(runId)).toMatchObject({ sessions: 2_351 });
  const asked = (await shop.requests('/v1/checkout/sessions')).filter(({ method }) => method === 'GET');
  expect(asked.length).toBeGreaterThanOrEqual(24);
  await shop.sql(`delete from stripe_double.objects where id like 'cs_test_many%'`);
  await shop.platform.stripe.checkout.sessions.expire(sale.sessionId);
  await run();
  expect(await stateOf(sale)).toMatchObject({ status: 'expired' });
});
