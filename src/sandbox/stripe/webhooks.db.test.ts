import { request as httpRequest } from 'node:http';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import Stripe from 'stripe';
import { createTestDatabase } from '@/testing/postgres';
import { startStripeDouble } from './server';
import { SECRET, TestEndpoint, refusalOf, sdkFor, TestDouble } from './testing/harness';
import { doublePerFile } from './testing/double-per-file';

const double = doublePerFile({ webhookSecret: [SECRET, 'whsec_second'] });
let shop: TestDouble;
beforeAll(() => {
  shop = double.shop();
});

afterEach(() => {
  shop.endpoint.answer = () => 200;
});

const CARD_PAID = ['payment_intent.created', 'charge.succeeded', 'payment_intent.succeeded', 'checkout.session.completed', 'charge.updated'];

interface DeliveryRow {
  event: string;
  endpoint: string;
  state: string;
  attempts: number;
  status: number;
  tries: { status: number }[];
}

async function deliveries(): Promise<DeliveryRow[]> {
  // The shape of /_double/deliveries.
  return ((await shop.control('deliveries')) as { deliveries: DeliveryRow[] }).deliveries;
}

async function expireOne(): Promise<void> {
  await shop.stripe.checkout.sessions.expire((await shop.createSession()).id);
}

describe('a webhook', () => {
  it('is signed over its raw body with every active secret, and carries the pinned version', async () => {
    await shop.pay(await shop.createSession());
    const [arrival] = await shop.endpoint.received('checkout.session.completed');
    const body = arrival?.body ?? '';
    const signature = String(arrival?.headers['stripe-signature']);
    expect(signature).toMatch(/^t=\d+,v1=[0-9a-f]{64},v1=[0-9a-f]{64}$/);
    const { webhooks } = new Stripe('sk_test_x');
    for (const secret of [SECRET, 'whsec_second']) expect(webhooks.constructEvent(body, signature, secret).id).toBe(arrival?.event.id);
    expect(() => webhooks.constructEvent(`${body} `, signature, SECRET)).toThrow();
    expect(() => webhooks.constructEvent(body, signature, 'whsec_other')).toThrow();
    expect(arrival?.event).toMatchObject({ object: 'event', api_version: '2026-10-28.endive', livemode: false, request: { id: null, idempotency_key: null } });
    expect(await shop.stripe.events.retrieve(arrival?.event.id ?? '')).toMatchObject({ type: 'checkout.session.completed' });
  });

  it('names the API request that caused it', async () => {
    const session = await shop.createSession();
    await shop.stripe.checkout.sessions.expire(session.id, {}, { idempotencyKey: 'expire-1' });
    const [arrival] = await shop.endpoint.received('checkout.session.expired');
    expect(arrival?.event.request).toMatchObject({ idempotency_key: 'expire-1' });
    expect(arrival?.event.request?.id).toMatch(/^req_/);
  });

  it('is tried again until it is acknowledged, with the same id', async () => {
    let tries = 0;
    shop.endpoint.answer = () => ((tries += 1) < 3 ? 500 : 200);
    await expireOne();
    const arrivals = await shop.endpoint.received('checkout.session.expired', 3);
    expect(new Set(arrivals.map((arrival) => arrival.event.id)).size).toBe(1);
    await expect.poll(async () => (await deliveries())[0]).toMatchObject({ state: 'delivered', attempts: 3, status: 200 });
    const [delivery] = await deliveries();
    expect(delivery?.tries.map((one) => one.status)).toEqual([500, 500, 200]);
  });

  it('that is not answered in time counts as failed', async () => {
    const scratch = await createTestDatabase();
    const hasty = await TestDouble.start(scratch.ownerUrl, { deliveryTimeoutMs: 100, retryDelaysMs: [10] });
    let tries = 0;
    let answerLate = (): void => undefined;
    const late = new Promise<number>((resolve) => {
      answerLate = () => {
        resolve(200);
      };
    });
    hasty.endpoint.answer = () => ((tries += 1) === 1 ? late : 200);
    await hasty.stripe.checkout.sessions.expire((await hasty.createSession()).id);
    await hasty.endpoint.received('checkout.session.expired', 2);
    await expect.poll(() => hasty.control('deliveries')).toMatchObject({ deliveries: [{ state: 'delivered', tries: [{ status: null, error: 'no answer within 100 ms' }, { status: 200 }] }] });
    answerLate();
    await hasty.stop();
    await scratch.drop();
  });

  it('is given up after the last try; a redirect is no acknowledgement', async () => {
    shop.endpoint.answer = () => 302;
    await expireOne();
    await shop.endpoint.received('checkout.session.expired', 3);
    await expect.poll(async () => (await deliveries())[0]).toMatchObject({ state: 'given_up', attempts: 3, status: 302 });
  });

  it('survives a restart of the double between the change and the delivery', async () => {
    const other = await createTestDatabase();
    const closed = new TestEndpoint();
    await closed.start(new Stripe('sk_test_x'));
    const options = { port: 0, databaseUrl: other.ownerUrl, webhookUrl: closed.url, webhookSecret: SECRET, retryDelaysMs: [3_600_000, 3_600_000] };
    await closed.stop();
    const first = await startStripeDouble(options);
    const sdk = sdkFor(first.url);
    const lineItem = { quantity: 1, price_data: { currency: 'usd', unit_amount: 500, product_data: { name: 'x' } } };
    const session = await sdk.checkout.sessions.create({ mode: 'payment', line_items: [lineItem], success_url: 'http://shop.test/' });
    await sdk.checkout.sessions.expire(session.id);
    await first.stop();

    const reopened = new TestEndpoint();
    await reopened.start(new Stripe('sk_test_x'), Number(new URL(closed.url).port));
    const second = await startStripeDouble(options);
    const [arrival] = await reopened.received('checkout.session.expired');
    expect(arrival?.event.data.object).toMatchObject({ id: session.id });
    expect((await sdkFor(second.url).checkout.sessions.retrieve(session.id)).status).toBe('expired');
    await second.stop();
    await reopened.stop();
    await other.drop();
  });
});

describe('endpoints made through the API', () => {
  it('get what they asked for, under their own secret, which is shown once', async () => {
    const created = await shop.stripe.webhookEndpoints.create({ url: 'http://127.0.0.1:9/hook', enabled_events: ['refund.created'] });
    expect(created.secret).toMatch(/^whsec_/);
    expect((await shop.stripe.webhookEndpoints.retrieve(created.id)).secret).toBeUndefined();
    await expireOne();
    await shop.endpoint.received('checkout.session.expired');
    expect((await deliveries()).filter((one) => one.endpoint === created.id)).toEqual([]);
    await shop.stripe.webhookEndpoints.del(created.id);
    expect((await refusalOf(shop.stripe.webhookEndpoints.retrieve(created.id))).statusCode).toBe(404);
  });

  it('may not lie outside this machine, and no endpoint is without a secret', async () => {
    expect(await refusalOf(shop.stripe.webhookEndpoints.create({ url: 'https://example.com/hook', enabled_events: ['*'] }))).toMatchObject({ code: 'url_invalid' });
    const start = (webhookUrl: string, webhookSecret: string) => startStripeDouble({ port: 0, databaseUrl: double.database().ownerUrl, webhookUrl, webhookSecret });
    await expect(start('https://example.com/hook', SECRET)).rejects.toThrow('loopback');
    await expect(start('http://127.0.0.1:9/', ' ')).rejects.toThrow('secret');
  });
});

describe('event switches', () => {
  it('duplicate every event', async () => {
    await shop.control('faults', { duplicateEvents: 2 });
    await shop.pay(await shop.createSession());
    const arrivals = await shop.endpoint.received('checkout.session.completed', 3);
    expect(new Set(arrivals.map((arrival) => arrival.event.id)).size).toBe(1);
  });

  it('send a second event with its own id for one change', async () => {
    await shop.control('faults', { twinEvents: true, eventTypes: ['checkout.session.completed'] });
    await shop.pay(await shop.createSession());
    const arrivals = await shop.endpoint.received('checkout.session.completed', 2);
    expect(new Set(arrivals.map((arrival) => arrival.event.id)).size).toBe(2);
    expect((await shop.stripe.events.list({ type: 'charge.succeeded' })).data).toHaveLength(1);
  });

  it('deliver in another order', async () => {
    await shop.control('faults', { shuffleEvents: true });
    await shop.pay(await shop.createSession());
    await expect.poll(() => shop.endpoint.arrivals.length).toBe(5);
    expect(shop.endpoint.types).not.toEqual(CARD_PAID);
    expect(shop.endpoint.types.toSorted()).toEqual(CARD_PAID.toSorted());
  });

  it('delay: the buyer is back at the shop before the news', async () => {
    const scratch = await createTestDatabase();
    const impatient = await TestDouble.start(scratch.ownerUrl, { redirectWaitMs: 50 });
    await impatient.control('faults', { delayEventsMs: 3_600_000 });
    expect((await impatient.pay(await impatient.createSession())).status).toBe(303);
    expect(impatient.endpoint.arrivals).toEqual([]);
    await impatient.stop();
    await scratch.drop();
  });

  it('hold events until they are released, in the asked order', async () => {
    await shop.control('faults', { holdEvents: true });
    expect((await shop.pay(await shop.createSession())).status).toBe(303);
    expect(shop.endpoint.arrivals).toEqual([]);
    await shop.control('faults', { holdEvents: false });
    expect(await shop.control('deliver', { order: 'reverse' })).toMatchObject({ released: { length: 5 } });
    expect(shop.endpoint.types).toEqual(CARD_PAID.toReversed());
  });

  it('drop events: the API still knows them', async () => {
    await shop.control('faults', { dropEvents: true });
    await shop.pay(await shop.createSession());
    expect((await shop.stripe.events.list({ type: 'checkout.session.completed' })).data).toHaveLength(1);
    expect(await deliveries()).toEqual([]);
  });

  it('replay an event many times at once, or signed at another second', async () => {
    await shop.pay(await shop.createSession());
    const [arrival] = await shop.endpoint.received('checkout.session.completed');
    const event = arrival?.event.id ?? '';
    const replayed = await shop.control('deliver', { event, times: 20 });
    expect(replayed).toMatchObject({ attempts: Array.from({ length: 20 }, () => ({ status: 200 })) });
    expect(await shop.endpoint.received('checkout.session.completed', 21)).toHaveLength(21);
    const future = Math.floor(Date.now() / 1000) + 200;
    await shop.control('deliver', { event, signedAt: future });
    expect(shop.endpoint.arrivals.at(-1)?.headers['stripe-signature']).toContain(`t=${future}`);
    expect((await shop.rawControl('deliver', { event: 'evt_none' })).status).toBe(404);
  });
});

describe('the switches themselves', () => {
  it('take JSON only and refuse what they do not know', async () => {
    const form = await fetch(`${shop.url}/_double/faults`, { method: 'POST', body: new URLSearchParams({ fail: '1' }) });
    expect(form.status).toBe(415);
    expect((await shop.rawControl('faults', { explode: 1 })).status).toBe(400);
    expect((await shop.rawControl('nothing')).status).toBe(404);
  });

  it('are not reached through a foreign name for this machine', async () => {
    const { port } = new URL(shop.url);
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const request = httpRequest({ host: '127.0.0.1', port, path: '/_double/requests', headers: { host: 'rebound.example:80' } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      request.on('error', reject).end();
    });
    expect(status).toBe(421);
  });
});
