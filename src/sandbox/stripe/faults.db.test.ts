import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase } from '@/testing/postgres';
import type { TestDatabase } from '@/testing/postgres';
import { TestDouble, refusalOf, sdkFor } from './testing/harness';

let database: TestDatabase;
let shop: TestDouble;

beforeAll(async () => {
  database = await createTestDatabase();
  shop = await TestDouble.start(database.ownerUrl);
});

afterAll(async () => {
  await shop.stop();
  await database.drop();
});

beforeEach(async () => {
  await shop.control('reset', {});
});

const lineItem = { quantity: 1, price_data: { currency: 'usd', unit_amount: 1900, product_data: { name: 'Queue pack' } } };
const params = { mode: 'payment' as const, line_items: [lineItem], success_url: 'http://shop.test/done' };

async function countSessions(): Promise<number> {
  return (await shop.stripe.checkout.sessions.list({ limit: 100 })).data.length;
}

describe('request switches', () => {
  it('answer 500 without effect, as often as told; the SDK gets through by retrying', async () => {
    await shop.control('faults', { route: 'POST /v1/checkout/sessions', fail: 2 });
    expect(await refusalOf(shop.createSession())).toMatchObject({ statusCode: 500, type: 'StripeAPIError' });
    const session = await sdkFor(shop.url, { maxNetworkRetries: 1 }).checkout.sessions.create(params);
    expect(session.status).toBe('open');
    expect(await countSessions()).toBe(1);
  });

  it('answer 429, which the SDK does not retry', async () => {
    await shop.control('faults', { rateLimit: 1 });
    const patient = sdkFor(shop.url, { maxNetworkRetries: 2 });
    expect(await refusalOf(patient.checkout.sessions.create(params))).toMatchObject({ statusCode: 429, code: 'rate_limit' });
    expect(await countSessions()).toBe(0);
  });

  it('are slower than the caller waits, yet the work is done, and the same key finds it', async () => {
    await shop.control('faults', { route: 'POST /v1/checkout/sessions', slowMs: 400 });
    const impatient = sdkFor(shop.url, { timeout: 100 });
    expect(await refusalOf(impatient.checkout.sessions.create(params, { idempotencyKey: 'slow' }))).toMatchObject({ type: 'StripeConnectionError' });
    await expect.poll(countSessions).toBe(1);
    const found = await sdkFor(shop.url, { maxNetworkRetries: 2 }).checkout.sessions.create(params, { idempotencyKey: 'slow' });
    expect(found.lastResponse.headers['idempotent-replayed']).toBe('true');
    expect(await countSessions()).toBe(1);
  });

  it('cut the connection before any effect, or after it', async () => {
    await shop.control('faults', { route: 'POST /v1/checkout/sessions', dropBeforeEffect: 2 });
    expect(await refusalOf(shop.stripe.checkout.sessions.create(params, { idempotencyKey: 'a' }))).toMatchObject({ type: 'StripeConnectionError' });
    expect(await countSessions()).toBe(0);

    // The SDK tries a closed connection once more, under the same key, and gets the answer that was cut off.
    await shop.control('faults', { route: 'POST /v1/checkout/sessions', dropAfterEffect: 1 });
    const session = await shop.stripe.checkout.sessions.create(params, { idempotencyKey: 'b' });
    expect(session.lastResponse.headers['idempotent-replayed']).toBe('true');
    expect(await countSessions()).toBe(1);
  });

  it('concern only the routes they name, and are cleared together', async () => {
    await shop.control('faults', { route: 'POST /v1/checkout/sessions/*/expire', fail: 5 });
    await shop.control('faults', { route: 'POST /v1/refunds', fail: 5 });
    const session = await shop.createSession();
    expect((await refusalOf(shop.stripe.checkout.sessions.expire(session.id))).statusCode).toBe(500);
    await fetch(`${shop.url}/_double/faults`, { method: 'DELETE' });
    expect((await shop.stripe.checkout.sessions.expire(session.id)).status).toBe('expired');
    expect(await shop.control('faults')).toMatchObject({ requests: [] });
  });
});

describe('the record', () => {
  it('holds every exchange as it went over the wire, without the key', async () => {
    const session = await shop.createSession({ metadata: { order_id: 'ord_1' } });
    await refusalOf(shop.stripe.checkout.sessions.retrieve('cs_none'));
    await shop.control('faults', { route: 'GET /v1/events', dropBeforeEffect: 2 });
    await refusalOf(shop.stripe.events.list());
    const [created, missing, cut] = await shop.requests();
    expect(created).toMatchObject({ method: 'POST', path: '/v1/checkout/sessions', status: 200, response: { id: session.id } });
    expect(new URLSearchParams(created?.body).get('metadata[order_id]')).toBe('ord_1');
    expect(created?.headers['stripe-version']).toBe('2026-10-28.endive');
    expect(created?.headers['idempotency-key']).toMatch(/^stripe-node-retry-/);
    expect(JSON.stringify(created)).not.toContain('sk_test_double');
    expect(missing).toMatchObject({ status: 404, response: { error: { code: 'resource_missing' } } });
    expect(cut).toMatchObject({ method: 'GET', status: null, response: null });
  });

  it('answers what it does not know with 404 and what is too large with 413', async () => {
    const ask = (path: string, init: RequestInit = {}): Promise<Response> => fetch(`${shop.url}${path}`, { ...init, headers: { authorization: 'Bearer sk_test_x' } });
    expect((await ask('/v1/unicorns')).status).toBe(404);
    expect((await ask('/v1/customers', { method: 'POST', body: `name=${'x'.repeat(1_100_000)}` })).status).toBe(413);
    expect((await ask('/nothing')).status).toBe(404);
  });
});
