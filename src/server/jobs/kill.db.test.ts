import { spawn, type ChildProcess } from 'node:child_process';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { reconcileOrders } from '@/server/modules/orders/reconcile-orders';
import { refundOrder } from '@/server/modules/orders/refund-order';
import { startCheckout } from '@/server/modules/orders/start-checkout';
import { createStripeAccount } from '@/server/modules/payments/create-stripe-account';
import { runPayouts } from '@/server/modules/payouts/run-payouts';
import { startKillProxy, type KillProxy, type Trap } from '@/testing/kill-proxy';
import { assertBooks } from '@/testing/oracle';
import { signature, startShop, WEBHOOK_SECRET, type Shop } from '@/testing/shop';
import { createProduct, type Product } from '@/testing/world';
import { projectDir } from '@/tooling/migrate';
import { startWorker } from './start-worker';

let shop: Shop;
let owner: pg.Client;
let database: KillProxy;
let stripe: KillProxy;
let smtp: KillProxy;
let product: Product;
let count = 0;
/** What the last process said before its end. */
let said = '';
const children = new Set<ChildProcess>();

beforeAll(async () => {
  shop = await startShop({ PAYOUT_HOLD_DAYS: '0' });
  owner = new pg.Client({ connectionString: shop.database.ownerUrl });
  await owner.connect();
  [database, stripe, smtp] = await Promise.all([startKillProxy(shop.database.serviceUrl), startKillProxy(shop.stripeUrl), startKillProxy(shop.platform.env.SMTP_URL ?? '')]);
});
beforeEach(async () => {
  product = await createProduct(owner, shop.world.sellers.one, { slug: `kit-${(count += 1)}`, status: 'published', priceMinor: 5_900 });
});
afterEach(async () => {
  for (const child of children) child.kill('SIGKILL');
  await fetch(`${shop.stripeUrl}/_double/faults`, { method: 'DELETE' });
  await assertBooks(shop.platform.db);
});
afterAll(async () => {
  await Promise.all([database.stop(), stripe.stop(), smtp.stop()]);
  await owner.end();
  await shop.stop();
});

/** Starts one of the shop's processes on wires that can be cut. */
function start(...args: string[]): ChildProcess {
  const env = {
    PATH: process.env.PATH,
    NODE_ENV: 'test' as const,
    LOG_LEVEL: 'silent',
    PUBLIC_URL: 'http://localhost:3000',
    DATABASE_USER_URL: shop.database.userUrl,
    DATABASE_SERVICE_URL: database.url,
    // Without prepared statements every statement, COMMIT too, goes by in words.
    DATABASE_POOLER: '1',
    NEXTAUTH_SECRET: 'a-secret-for-tests-a-secret-for-tests',
    DOWNLOAD_SECRET: 'another-secret-for-tests-another-one',
    DATA_SECRET: 'a-third-secret-for-tests-a-third-one',
    STRIPE_SECRET_KEY: 'sk_test_latchkey',
    STRIPE_API_URL: stripe.url,
    STRIPE_WEBHOOK_SECRET: WEBHOOK_SECRET,
    SMTP_URL: smtp.url,
    STORAGE_DIR: shop.platform.env.STORAGE_DIR,
    RATE_LIMITS: 'off',
  };
  const child = spawn(process.execPath, ['--import', 'tsx', ...args], { cwd: projectDir, env, stdio: ['ignore', 'ignore', 'pipe'] });
  said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  children.add(child);
  child.once('exit', () => children.delete(child));
  return child;
}

/** Runs a process until the trap springs, and kills it there, as power loss would. */
async function dieAt(wire: KillProxy, trap: Trap, ...args: string[]): Promise<void> {
  const started: { child?: ChildProcess } = {};
  const sprung = wire.arm(trap, () => started.child?.kill('SIGKILL'));
  const child = (started.child = start(...args));
  const ended = new Promise<NodeJS.Signals | number | null>((resolve) => child.once('exit', (code, signal) => resolve(signal ?? code)));
  expect(await Promise.race([sprung.then(() => ended), ended]), said).toBe('SIGKILL');
}

const input = () => ({ variantId: product.variantId, quantity: 1 as const, expectedPriceMinor: product.priceMinor, expectedCurrency: 'usd' });
const clickAgain = () => startCheckout(shop.platform, { viewer: shop.viewer('buyerA'), input: input() });
const clickAndDieAt = (wire: KillProxy, trap: Trap) => dieAt(wire, trap, 'src/testing/run-verb.ts', 'startCheckout', JSON.stringify({ viewer: shop.viewer('buyerA'), input: input() }));
const orders = () => shop.sql<{ id: string; status: string; sessionId: string | null }>('select o.id, o.status, o.stripe_checkout_session_id as "sessionId" from orders o join order_items i on i.order_id = o.id where i.product_id = $1', [product.id]);
const sessionsOf = (orderId: string) => shop.sql<{ id: string; status: string }>(`select id, doc->>'status' as status from stripe_double.objects where kind = 'checkout.session' and doc->>'client_reference_id' = $1`, [orderId]);

async function left() {
  const [row] = await shop.sql<{ status: string; live: number; postings: number; receipts: number; sent: number }>(
    `select o.status, (select count(*)::int from entitlements where order_item_id = i.id and revoked_at is null) as live,
       (select count(distinct transaction_id)::int from ledger_entries where order_item_id = i.id) as postings,
       (select count(*)::int from email_outbox where dedupe_key = 'receipt:' || o.id) as receipts,
       (select count(*)::int from email_outbox where dedupe_key = 'receipt:' || o.id and sent_at is not null) as sent
     from orders o join order_items i on i.order_id = o.id where i.product_id = $1`,
    [product.id],
  );
  return row;
}
const UNSOLD = { status: 'pending', live: 0, postings: 0, receipts: 0, sent: 0 };
const SOLD = { status: 'paid', live: 1, postings: 1, receipts: 1, sent: 1 };

/** A new worker comes up, as after a restart, and works until this is left. */
async function restartUntil(expected: object, look: () => Promise<object | undefined> = left): Promise<void> {
  const worker = startWorker(shop.platform);
  try {
    await expect.poll(look, { timeout: 20_000, interval: 100 }).toEqual(expected);
  } finally {
    await worker.stop();
  }
}

/** An order that is paid at Stripe, with its events held back. */
async function paid(): Promise<{ orderId: string; body: string }> {
  await shop.control('faults', { holdEvents: true });
  const { orderId, redirectUrl } = await clickAgain();
  await shop.pay(redirectUrl);
  const [event] = await shop.sql<{ doc: object }>(`select doc from stripe_double.objects where kind = 'event' and doc->>'type' = 'checkout.session.completed' and doc->'data'->'object'->>'client_reference_id' = $1`, [orderId]);
  return { orderId, body: JSON.stringify(event!.doc) };
}
const ring = (body: string) => fetch(`${shop.apiUrl}/api/stripe/webhook`, { method: 'POST', body, headers: { 'content-type': 'application/json', 'stripe-signature': signature(body) } });
const ringAndDieAt = (trap: Trap, body: string) => dieAt(database, trap, 'src/testing/run-verb.ts', 'receiveStripeEvent', JSON.stringify({ body, signature: signature(body) }));
const workAndDieAt = (wire: KillProxy, trap: Trap) => dieAt(wire, trap, 'src/server/jobs/worker.ts');

describe('killed during the click', () => {
  it.each([
    ['k1: before the order', { seen: ['insert into orders'], when: 'before' }],
    ['k2: between order and item', { seen: ['insert into order_items'], when: 'before' }],
    ['k2: before the commit', { seen: ['insert into order_items', 'COMMIT'], when: 'before' }],
  ] as const)('%s: nothing is left, and the next click sells', async (_name, trap) => {
    await clickAndDieAt(database, trap);
    await expect.poll(orders).toEqual([]);
    await shop.pay((await clickAgain()).redirectUrl);
    await restartUntil(SOLD);
  });

  it('k3: after the commit, before Stripe: the next click goes on with the order', async () => {
    await clickAndDieAt(database, { seen: ['insert into order_items', 'COMMIT'], when: 'after' });
    const [order] = await orders();
    expect(order).toMatchObject({ status: 'pending', sessionId: null });
    const again = await clickAgain();
    expect(again.orderId).toBe(order!.id);
    await shop.pay(again.redirectUrl);
    await restartUntil(SOLD);
  });

  it('k4: Stripe made the session and we do not know it: the next click finds that very session', async () => {
    await clickAndDieAt(stripe, { seen: ['POST /v1/checkout/sessions'], when: 'after' });
    const [order] = await orders();
    expect(order).toMatchObject({ status: 'pending', sessionId: null });
    const [session] = await sessionsOf(order!.id);
    const again = await clickAgain();
    expect(await orders()).toMatchObject([{ id: again.orderId, sessionId: session!.id }]);
    expect(await sessionsOf(order!.id)).toHaveLength(1);
  });

  it('k4: without another click the reconciler finds that session and closes it with the order', async () => {
    await clickAndDieAt(stripe, { seen: ['POST /v1/checkout/sessions'], when: 'after' });
    const [order] = await orders();
    await shop.sql(`update orders set expires_at = now() - interval '1 minute', created_at = created_at - interval '3 minutes' where id = $1`, [order!.id]);
    await shop.sql(`update stripe_double.objects set doc = jsonb_set(doc, '{created}', to_jsonb((doc->>'created')::bigint - 180)) where kind = 'checkout.session' and doc->>'client_reference_id' = $1`, [order!.id]);
    await reconcileOrders(shop.platform);
    expect(await orders()).toMatchObject([{ status: 'expired' }]);
    expect(await sessionsOf(order!.id)).toMatchObject([{ status: 'expired' }]);
  });

  it('k5: saved, before the redirect: the next click goes to the same page', async () => {
    await clickAndDieAt(database, { seen: ['set stripe_checkout_session_id', 'COMMIT'], when: 'after' });
    const [order] = await orders();
    expect(order?.sessionId).toBeTruthy();
    const again = await clickAgain();
    expect(again).toMatchObject({ orderId: order!.id, redirectUrl: expect.stringContaining(order!.sessionId!) });
    expect(await sessionsOf(order!.id)).toHaveLength(1);
  });
});

describe('killed at the bell', () => {
  it('k6: before the event is a row: the redelivery is', async () => {
    const { body } = await paid();
    await ringAndDieAt({ seen: ['insert into webhook_events'], when: 'before' }, body);
    expect(await left()).toEqual(UNSOLD);
    expect((await ring(body)).status).toBe(200);
    await restartUntil(SOLD);
  });

  it('k9: committed, before the 200: the redelivery changes nothing', async () => {
    const { body } = await paid();
    await ringAndDieAt({ seen: ['insert into webhook_events', 'COMMIT'], when: 'after' }, body);
    expect((await ring(body)).status).toBe(200);
    await restartUntil(SOLD);
  });
});

describe('killed at work', () => {
  it.each([
    ['k7: before Stripe is asked', () => stripe, { seen: ['GET /v1/checkout/sessions/cs_'], when: 'before' }],
    ['k8: after the order is marked paid', () => database, { seen: ['update orders set status = \'paid\''], when: 'after' }],
    ['k8: before the key', () => database, { seen: ['insert into entitlements'], when: 'before' }],
    ['k8: in the middle of the posting', () => database, { seen: ['insert into ledger_entries'], when: 'after' }],
    ['k8: before the receipt', () => database, { seen: ['insert into email_outbox'], when: 'before' }],
    ['k8: before the commit', () => database, { seen: ['update webhook_events set status', 'COMMIT'], when: 'before' }],
  ] as const)('%s: all or nothing, and the next worker does it once', async (_name, wire, trap) => {
    const { body } = await paid();
    expect((await ring(body)).status).toBe(200);
    await workAndDieAt(wire(), trap);
    expect(await left()).toEqual(UNSOLD);
    await restartUntil(SOLD);
  });

  it('k10: fulfilled, before the mail: the receipt goes out all the same', async () => {
    const { body } = await paid();
    await ring(body);
    await workAndDieAt(database, { seen: ['update webhook_events set status', 'COMMIT'], when: 'after' });
    expect(await left()).toMatchObject({ status: 'paid', live: 1 });
    await restartUntil(SOLD);
  });

  it('k11: the mail is taken and not marked: at most one more, under the same Message-ID', async () => {
    const { orderId, body } = await paid();
    await ring(body);
    await workAndDieAt(database, { seen: ['update email_outbox set sent_at'], when: 'before' });
    await restartUntil(SOLD);
    const [{ id }] = (await shop.sql<{ id: string }>('select message_id as id from email_outbox where dedupe_key = $1', [`receipt:${orderId}`])) as [{ id: string }];
    const copies = shop.mail.list().filter((mail) => JSON.stringify(mail).includes(id.slice(1, -1)));
    expect(copies.map(({ messageId, headers }) => [messageId, headers['message-id']])).toEqual([[id, id], [id, id]]);
  });

  it('k13: refunded at Stripe and not in the books: the next worker writes it down, and nothing is given back twice', async () => {
    const { orderId, body } = await paid();
    await ring(body);
    await restartUntil(SOLD);
    await dieAt(stripe, { seen: ['POST /v1/refunds'], when: 'after' }, 'src/testing/run-verb.ts', 'refundOrder', JSON.stringify({ viewer: shop.viewer('admin'), input: { orderId, reason: 'asked for' } }));
    expect(await left()).toMatchObject({ status: 'paid', live: 1 });
    await shop.sql(`update refunds set created_at = created_at - interval '5 minutes' where order_id = $1`, [orderId]);
    await restartUntil({ status: 'refunded', live: 0, postings: 2, receipts: 1, sent: 1 });
    expect(await shop.sql(`select 1 from stripe_double.objects where kind = 'refund' and doc->'metadata'->>'order_id' = $1`, [orderId])).toHaveLength(1);
  });
});

describe('killed while money goes to a seller', () => {
  beforeEach(async () => {
    // Of a seller that nothing else here is bought from.
    const sellerId = shop.world.sellers.two;
    product = await createProduct(owner, sellerId, { slug: `paid-out-${count}`, status: 'published', priceMinor: 5_900 });
    const account = await createStripeAccount(shop.platform.stripe, { sellerId, country: 'DE' });
    await shop.control(`accounts/${account}`, { onboard: 'complete' });
    await shop.sql('update sellers set stripe_account_id = $2, details_submitted = true, payouts_enabled = true where id = $1', [sellerId, account]);
  });

  /** A sale of that seller, and its payout written down: the worker's next job sends it. */
  async function payoutDue(): Promise<string> {
    const { orderId, body } = await paid();
    await ring(body);
    await restartUntil(SOLD);
    await runPayouts(shop.platform);
    return orderId;
  }

  /** What of the order's money left and came back, here and at Stripe, and what the seller is owed for it. */
  async function moved() {
    const [row] = await shop.sql<{ payout: string; transfer: string; sent: number; reversal: string | null; fetched: number; owed: number }>(
      `select p.status as payout, t.status as transfer, (select count(*)::int from stripe_double.objects where kind = 'transfer' and doc->'metadata'->>'order_id' = o.id) as sent,
         (select min(status) from transfer_reversals where transfer_id = t.id) as reversal,
         (select coalesce(sum((doc->>'amount_reversed')::int), 0)::int from stripe_double.objects where kind = 'transfer' and doc->'metadata'->>'order_id' = o.id) as fetched,
         (select -sum(e.amount_minor)::int from ledger_entries e join ledger_accounts a on a.id = e.account_id where a.name = 'seller_payable' and e.order_id = o.id) as owed
       from transfers t join payouts p on p.id = t.payout_id join orders o on o.id = t.order_id join order_items i on i.order_id = o.id where i.product_id = $1`,
      [product.id],
    );
    return row;
  }
  const DUE = { payout: 'pending', transfer: 'pending', sent: 1, reversal: null, fetched: 0, owed: 5_428 };
  const SENT = { payout: 'paid', transfer: 'paid', sent: 1, reversal: null, fetched: 0, owed: 0 };
  const MARKED = `update transfers set status = 'paid'`;

  it.each([
    ['k14: Stripe moved it and its answer never came', { wire: () => stripe, seen: ['POST /v1/transfers'], when: 'after', found: DUE }],
    ['k14: before it is written down', { wire: () => database, seen: [MARKED, 'COMMIT'], when: 'before', found: DUE }],
    ['k14: written down, and the payout not marked', { wire: () => database, seen: [MARKED, 'COMMIT'], when: 'after', found: { ...DUE, transfer: 'paid', owed: 0 } }],
  ] as const)('%s: the next worker marks it, and nothing leaves twice', async (_name, { wire, found, ...trap }) => {
    await payoutDue();
    await workAndDieAt(wire(), trap);
    expect(await moved()).toEqual(found);
    await restartUntil(SENT, moved);
  });

  it('k14: fetched back and not written down: the next worker writes it down, and nothing is fetched twice', async () => {
    const orderId = await payoutDue();
    await restartUntil(SENT, moved);
    await shop.control('settle', { funds: 'all' });
    await refundOrder(shop.platform, { viewer: shop.viewer('admin'), input: { orderId, reason: 'asked for' } });
    expect(await moved()).toEqual({ ...SENT, reversal: 'pending', owed: -5_428 });
    await workAndDieAt(stripe, { seen: ['POST /v1/transfers/'], when: 'after' });
    expect(await moved()).toEqual({ ...SENT, reversal: 'pending', fetched: 5_428, owed: -5_428 });
    await restartUntil({ ...SENT, reversal: 'succeeded', fetched: 5_428 }, moved);
  });
});
