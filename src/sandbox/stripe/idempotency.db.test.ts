import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type Stripe from 'stripe';
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

const params = (unitAmount = 1900): Stripe.Checkout.SessionCreateParams => ({
  mode: 'payment',
  line_items: [{ quantity: 1, price_data: { currency: 'usd', unit_amount: unitAmount, product_data: { name: 'Queue pack' } } }],
  success_url: 'http://shop.test/done',
});

const create = (key: string, unitAmount?: number): Promise<Stripe.Response<Stripe.Checkout.Session>> => shop.stripe.checkout.sessions.create(params(unitAmount), { idempotencyKey: key });

async function openClaims(): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: database.ownerUrl });
  await client.connect();
  const { rows } = await client.query<{ key: string }>('select key from stripe_double.idempotency_keys where status is null');
  await client.end();
  return rows;
}

async function countSessions(): Promise<number> {
  return (await shop.stripe.checkout.sessions.list({ limit: 100 })).data.length;
}

describe('a POST with an idempotency key', () => {
  it('is done once; the first answer is given again and says so', async () => {
    const first = await create('order:1:checkout:1');
    const second = await create('order:1:checkout:1');
    expect(second.id).toBe(first.id);
    expect(first.lastResponse.headers['idempotent-replayed']).toBeUndefined();
    expect(second.lastResponse.headers['idempotent-replayed']).toBe('true');
    expect(second.lastResponse.headers['original-request']).toBe(first.lastResponse.requestId);
    expect(second.lastResponse.requestId).not.toBe(first.lastResponse.requestId);
    expect(second.lastResponse.headers['idempotency-key']).toBe('order:1:checkout:1');
    expect(await countSessions()).toBe(1);
  });

  it('replays the answer of then, not the state of now', async () => {
    const first = await create('k');
    await shop.stripe.checkout.sessions.expire(first.id);
    expect((await create('k')).status).toBe('open');
  });

  it('is refused with other parameters, and for another endpoint', async () => {
    await create('k');
    expect(await refusalOf(create('k', 2000))).toMatchObject({ type: 'StripeIdempotencyError', statusCode: 400, code: undefined });
    expect((await refusalOf(create('k', 2000))).message).toContain('Keys for idempotent requests can only be used with the same parameters they were first used with.');
    expect((await refusalOf(shop.stripe.customers.create({ email: 'a@b.co' }, { idempotencyKey: 'k' }))).message).toContain('same endpoint');
    expect(await countSessions()).toBe(1);
  });

  it('takes the same parameters in another order for the same', async () => {
    const send = (body: string): Promise<Response> =>
      fetch(`${shop.url}/v1/customers`, { method: 'POST', body, headers: { authorization: 'Bearer sk_test_x', 'idempotency-key': 'o', 'content-type': 'application/x-www-form-urlencoded' } });
    const first = (await (await send('name=A&email=a%40b.co')).json()) as { id: string };
    const second = (await (await send('email=a%40b.co&name=A')).json()) as { id: string };
    expect(second.id).toBe(first.id);
  });

  it('is done once however many arrive at the same moment; the others are told to come back', async () => {
    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => create('race')));
    const ids = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value.id] : []));
    const refusals = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as Stripe.errors.StripeError] : []));
    expect(new Set(ids).size).toBe(1);
    expect(ids.length + refusals.length).toBe(20);
    for (const refusal of refusals) expect(refusal).toMatchObject({ statusCode: 409, code: 'idempotency_key_in_use' });
    expect(await countSessions()).toBe(1);
  });

  it('answers 409 while the first is still at work, which the SDK retries into the first answer', async () => {
    await shop.control('faults', { route: 'POST /v1/checkout/sessions', slowMs: 700 });
    const slow = create('slow');
    await expect.poll(async () => (await openClaims()).length).toBe(1);
    expect(await refusalOf(create('slow'))).toMatchObject({ statusCode: 409, code: 'idempotency_key_in_use' });
    const patient = sdkFor(shop.url, { maxNetworkRetries: 3 }).checkout.sessions.create(params(), { idempotencyKey: 'slow' });
    expect((await patient).id).toBe((await slow).id);
  });

  it('remembers nothing of a request that failed validation', async () => {
    expect((await refusalOf(create('v', 49))).code).toBe('amount_too_small');
    expect((await create('v', 1900)).amount_total).toBe(1900);
  });

  it('remembers a refusal by the state of things', async () => {
    const session = await create('s');
    await shop.stripe.checkout.sessions.expire(session.id);
    const expireAgain = (): Promise<unknown> => shop.stripe.checkout.sessions.expire(session.id, {}, { idempotencyKey: 'e' });
    const first = await refusalOf(expireAgain());
    const second = await refusalOf(expireAgain());
    expect(second.headers?.['idempotent-replayed']).toBe('true');
    expect(second.message).toBe(first.message);
  });

  it('remembers a 500 as Stripe does', async () => {
    await shop.control('faults', { route: 'POST /v1/checkout/sessions', failSaved: 1 });
    expect((await refusalOf(create('f'))).statusCode).toBe(500);
    const again = await refusalOf(create('f'));
    expect(again).toMatchObject({ statusCode: 500 });
    expect(again.headers?.['idempotent-replayed']).toBe('true');
    expect(await countSessions()).toBe(0);
  });

  it('may have 255 characters and no more', async () => {
    expect((await create('k'.repeat(255))).status).toBe('open');
    expect((await refusalOf(create('k'.repeat(256)))).statusCode).toBe(400);
  });

  it('outlives a restart of the double', async () => {
    const first = await create('restart');
    const second = await TestDouble.start(database.ownerUrl);
    const again = await second.stripe.checkout.sessions.create(params(), { idempotencyKey: 'restart' });
    expect(again.id).toBe(first.id);
    await second.stop();
    await shop.stop();
    shop = await TestDouble.start(database.ownerUrl);
  });
});
