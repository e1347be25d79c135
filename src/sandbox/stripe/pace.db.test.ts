import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { refusalOf } from './testing/harness';
import type { TestDouble } from './testing/harness';
import { doublePerFile } from './testing/double-per-file';

const double = doublePerFile();
let shop: TestDouble;
beforeAll(() => {
  shop = double.shop();
});
beforeEach(async () => {
  await shop.control('pace', { immediate: true });
});

describe('sessions answered from memory', () => {
  it('can be read, listed, paid and expired as others can', async () => {
    const session = await shop.createSession({ client_reference_id: 'ord_1' });
    expect((await shop.stripe.checkout.sessions.retrieve(session.id, { expand: ['line_items.data.price.product'] })).line_items?.data[0]?.price?.product).toMatchObject({ name: 'Queue pack' });
    expect((await shop.pay(session)).status).toBe(303);
    expect(await shop.paidSession(session.id)).toMatchObject({ status: 'complete', payment_status: 'paid' });
    const forgotten = await shop.createSession();
    await shop.control('advance', { seconds: 25 * 3600 });
    expect((await shop.endpoint.received('checkout.session.expired'))[0]?.event.data.object).toMatchObject({ id: forgotten.id });
    expect((await shop.stripe.checkout.sessions.list()).data.map(({ id }) => id)).toEqual([forgotten.id, session.id]);
  });

  it('keep their keys: the same request finds the same session, another is refused', async () => {
    const params = { mode: 'payment' as const, line_items: [{ quantity: 1, price_data: { currency: 'usd', unit_amount: 500, product_data: { name: 'x' } } }], success_url: 'http://shop.test/' };
    const create = (amount?: string): ReturnType<typeof shop.stripe.checkout.sessions.create> =>
      shop.stripe.checkout.sessions.create({ ...params, ...(amount !== undefined && { client_reference_id: amount }) }, { idempotencyKey: 'once' });
    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => create()));
    const ids = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value.id] : []));
    expect([new Set(ids).size, (await shop.stripe.checkout.sessions.list()).data.length]).toEqual([1, 1]);
    expect(await refusalOf(create('other'))).toMatchObject({ type: 'StripeIdempotencyError' });
    await shop.control('pace', { immediate: false });
    expect((await create()).id).toBe(ids[0]);
    await shop.control('pace', { immediate: true });
    expect((await create()).lastResponse.headers['idempotent-replayed']).toBe('true');
  });

  it('are refused as others are, and take the database where something is to be looked up', async () => {
    expect((await refusalOf(shop.createSession({}, 49))).code).toBe('amount_too_small');
    const price = await shop.stripe.prices.create({ currency: 'usd', unit_amount: 700, product_data: { name: 'Known' } });
    expect((await shop.createSession({ line_items: [{ price: price.id, quantity: 2 }] })).amount_total).toBe(1400);
    expect((await refusalOf(shop.createSession({ discounts: [{ coupon: 'NONE' }] }))).code).toBe('resource_missing');
    await shop.control('faults', { route: 'POST /v1/checkout/sessions', fail: 1 });
    expect((await refusalOf(shop.createSession())).statusCode).toBe(500);
  });

  it('are all there, however many are made at once', async () => {
    const made = await Promise.all(Array.from({ length: 150 }, () => shop.createSession()));
    const found = new Set<string>();
    for await (const session of shop.stripe.checkout.sessions.list({ limit: 100 })) found.add(session.id);
    expect(made.filter(({ id }) => !found.has(id))).toEqual([]);
    expect(found.size).toBe(150);
  });
});
