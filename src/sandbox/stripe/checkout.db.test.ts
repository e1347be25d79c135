import { beforeAll, describe, expect, it } from 'vitest';
import type Stripe from 'stripe';
import { refusalOf } from './testing/harness';
import type { TestDouble } from './testing/harness';
import { doublePerFile } from './testing/double-per-file';

const double = doublePerFile();
let shop: TestDouble;
beforeAll(() => {
  shop = double.shop();
});

const now = (): number => Math.floor(Date.now() / 1000);
const line = (unitAmount: number, currency = 'usd'): Stripe.Checkout.SessionCreateParams.LineItem => ({
  quantity: 1,
  price_data: { currency, unit_amount: unitAmount, product_data: { name: 'Queue pack' } },
});

describe('creating a session', () => {
  it('answers an open session with its page, its sum and no PaymentIntent yet', async () => {
    const session = await shop.createSession({
      line_items: [{ ...line(1999), quantity: 2 }, line(500)],
      metadata: { order_id: 'ord_1' },
      client_reference_id: 'ord_1',
      expand: ['line_items.data.price.product'],
    });
    expect(session).toMatchObject({
      object: 'checkout.session', status: 'open', payment_status: 'unpaid', mode: 'payment', ui_mode: 'hosted_page', amount_total: 4498, currency: 'usd', payment_intent: null,
      metadata: { order_id: 'ord_1' }, client_reference_id: 'ord_1', livemode: false, customer_creation: 'if_required',
    });
    expect(session.id).toMatch(/^cs_test_/);
    expect(session.url).toBe(`${shop.url}/c/pay/${session.id}`);
    expect(session.expires_at - session.created).toBe(24 * 60 * 60);
    expect(session.line_items?.data.map((item) => item.amount_total)).toEqual([3998, 500]);
    expect(session.line_items?.data[0]?.price?.product).toMatchObject({ object: 'product', name: 'Queue pack' });
  });

  it('shows line items only when they are expanded, or through their own list', async () => {
    const session = await shop.createSession({ line_items: [line(100), line(200), line(300)] });
    expect(session.line_items).toBeUndefined();
    const first = await shop.stripe.checkout.sessions.listLineItems(session.id, { limit: 2 });
    expect(first.data.map((item) => item.amount_total)).toEqual([100, 200]);
    expect(first.has_more).toBe(true);
    const rest = await shop.stripe.checkout.sessions.listLineItems(session.id, { starting_after: first.data[1]?.id });
    expect(rest.data.map((item) => item.amount_total)).toEqual([300]);
  });

  const refused: [string, object, Partial<Stripe.errors.StripeError>][] = [
    ['payment_method_types, gone since 2026-09-30', { payment_method_types: ['card'] }, { code: 'parameter_unknown', param: 'payment_method_types' }],
    ['a misspelt nested key', { line_items: [{ quantity: 1, price_data: { currency: 'usd', unit_amont: 5, product_data: { name: 'x' } } }] }, { code: 'parameter_unknown', param: 'line_items[0][price_data][unit_amont]' }],
    ['the old ui_mode', { ui_mode: 'hosted' }, { param: 'ui_mode' }],
    ['a fraction of a cent', { line_items: [{ quantity: 1, price_data: { currency: 'usd', unit_amount: 19.99, product_data: { name: 'x' } } }] }, { code: 'parameter_invalid_integer' }],
    ['a negative quantity', { line_items: [{ ...line(500), quantity: -1 }] }, { code: 'parameter_invalid_integer' }],
    ['more than twelve digits', { line_items: [line(1_000_000_000_000)] }, { code: 'parameter_invalid_integer' }],
    ['less than 50 cents', { line_items: [line(49)] }, { code: 'amount_too_small' }],
    ['less than 50 yen', { line_items: [line(49, 'jpy')] }, { code: 'amount_too_small' }],
    ['less than 30 pence', { line_items: [line(29, 'gbp')] }, { code: 'amount_too_small' }],
    ['two currencies', { line_items: [line(500), line(500, 'eur')] }, { param: 'line_items' }],
    ['an unknown currency', { line_items: [line(500, 'xxx')] }, { param: 'line_items[0][price_data][currency]' }],
    ['a hundred and one lines', { line_items: Array.from({ length: 101 }, () => line(100)) }, { param: 'line_items' }],
    ['no lines', { line_items: [] }, { code: 'parameter_missing', param: 'line_items' }],
    ['no success_url', { success_url: undefined }, { code: 'parameter_missing', param: 'success_url' }],
    ['a script as address', { success_url: 'javascript:alert(1)' }, { code: 'url_invalid', param: 'success_url' }],
    ['29 minutes', { expires_at: now() + 29 * 60 }, { param: 'expires_at' }],
    ['25 hours', { expires_at: now() + 25 * 60 * 60 }, { param: 'expires_at' }],
    ['a long reference', { client_reference_id: 'x'.repeat(201) }, { param: 'client_reference_id' }],
    ['51 metadata keys', { metadata: Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`k${i}`, 'v'])) }, { param: 'metadata' }],
    ['a long metadata value', { metadata: { k: 'v'.repeat(501) } }, { param: 'metadata[k]' }],
    ['a recurring price', { line_items: [{ quantity: 1, price_data: { currency: 'usd', unit_amount: 500, recurring: { interval: 'month' }, product_data: { name: 'x' } } }] }, { param: 'line_items' }],
    ['codes and discounts together', { allow_promotion_codes: true, discounts: [{ coupon: 'c' }] }, { param: 'allow_promotion_codes' }],
    ['two discounts', { discounts: [{ coupon: 'a' }, { coupon: 'b' }] }, { param: 'discounts' }],
    ['customer and customer_email together', { customer: 'cus_1', customer_email: 'a@b.co' }, { param: 'customer' }],
    ['an unknown customer', { customer: 'cus_1' }, { code: 'resource_missing', param: 'customer', statusCode: 400 }],
    ['an unknown price', { line_items: [{ quantity: 1, price: 'price_1' }] }, { code: 'resource_missing', param: 'line_items[0][price]', statusCode: 400 }],
    ['an application fee on a plain charge', { payment_intent_data: { application_fee_amount: 10 } }, { param: 'payment_intent_data[application_fee_amount]' }],
    ['subscription_data in payment mode', { subscription_data: { metadata: { a: 'b' } } }, { param: 'subscription_data' }],
    ['a feature the double lacks, rather than ignore it', { automatic_tax: { enabled: true } }, { param: 'automatic_tax' }],
  ];
  it.each(refused)('refuses %s', async (_name, overrides, expected) => {
    const refusal = await refusalOf(shop.createSession(overrides));
    expect(refusal).toMatchObject({ type: 'StripeInvalidRequestError', statusCode: 400, ...expected });
    expect(refusal.requestId).toMatch(/^req_/);
    const { data } = await shop.stripe.checkout.sessions.list();
    expect(data).toEqual([]);
  });

  it("uses Stripe's words for the sum and the expiry", async () => {
    expect((await refusalOf(shop.createSession({}, 49))).message).toBe("The Checkout Session's total amount due must add up to at least $0.50 usd");
    expect((await refusalOf(shop.createSession({ expires_at: now() + 60 }))).message).toBe('The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.');
  });

  it('refuses live keys, no key, and another API version', async () => {
    const ask = (headers: Record<string, string>): Promise<Response> => fetch(`${shop.url}/v1/checkout/sessions`, { headers });
    expect((await ask({ authorization: 'Bearer sk_live_abc' })).status).toBe(401);
    expect((await ask({})).status).toBe(401);
    expect((await ask({ authorization: 'Bearer nonsense' })).status).toBe(401);
    expect((await ask({ authorization: 'Bearer sk_test_x', 'stripe-version': '2023-08-16' })).status).toBe(400);
    expect((await ask({ authorization: 'Bearer sk_test_x', 'stripe-account': 'acct_1' })).status).toBe(403);
    expect((await ask({ authorization: 'Bearer sk_test_x', 'stripe-version': '2026-10-28.endive' })).status).toBe(200);
  });
});

describe('a session as time passes', () => {
  it('is found again, listed newest first, and missing ids are told apart', async () => {
    const first = await shop.createSession({ client_reference_id: 'a' });
    const second = await shop.createSession({ client_reference_id: 'b' });
    expect((await shop.stripe.checkout.sessions.retrieve(first.id)).client_reference_id).toBe('a');
    expect((await shop.stripe.checkout.sessions.list({ limit: 1 })).data.map((one) => one.id)).toEqual([second.id]);
    expect((await shop.stripe.checkout.sessions.list({ starting_after: second.id })).data.map((one) => one.id)).toEqual([first.id]);
    expect(await refusalOf(shop.stripe.checkout.sessions.retrieve('cs_test_none'))).toMatchObject({ code: 'resource_missing', statusCode: 404 });
    expect(await refusalOf(shop.stripe.checkout.sessions.retrieve(first.id, { expand: ['nonsense'] }))).toMatchObject({ statusCode: 400 });
  });

  it('is expired on request, once, and its page says so', async () => {
    const session = await shop.createSession();
    const expired = await shop.stripe.checkout.sessions.expire(session.id);
    expect(expired).toMatchObject({ status: 'expired', url: null, payment_status: 'unpaid' });
    expect((await refusalOf(shop.stripe.checkout.sessions.expire(session.id))).message).toContain('Only Checkout Sessions with a status in ["open"] can be expired.');
    await shop.endpoint.received('checkout.session.expired');
    const page = await fetch(session.url ?? '');
    expect(page.status).toBe(410);
    expect(await page.text()).toContain('This checkout has expired');
    expect((await shop.pay(session)).status).toBe(410);
  });

  it('ends by itself at expires_at, with an event', async () => {
    const session = await shop.createSession({ expires_at: now() + 31 * 60 });
    await shop.control('advance', { seconds: 30 * 60 });
    expect((await shop.stripe.checkout.sessions.retrieve(session.id)).status).toBe('open');
    await shop.control('advance', { seconds: 2 * 60 });
    const [arrival] = await shop.endpoint.received('checkout.session.expired');
    expect(arrival?.event.data.object).toMatchObject({ id: session.id, status: 'expired', url: null });
    expect((await shop.stripe.checkout.sessions.retrieve(session.id)).status).toBe('expired');
    expect(shop.endpoint.of('checkout.session.expired')).toHaveLength(1);
  });
});
