import { beforeAll, describe, expect, it } from 'vitest';
import type Stripe from 'stripe';
import { idOf, refusalOf } from './testing/harness';
import type { TestDouble } from './testing/harness';
import { doublePerFile } from './testing/double-per-file';

const double = doublePerFile();
let shop: TestDouble;
beforeAll(() => {
  shop = double.shop();
});

const rate = (display_name: string, amount: number, currency = 'usd'): Stripe.Checkout.SessionCreateParams.ShippingOption => ({
  shipping_rate_data: { type: 'fixed_amount', display_name, fixed_amount: { amount, currency }, delivery_estimate: { minimum: { unit: 'business_day', value: 2 }, maximum: { unit: 'business_day', value: 5 } } },
});
const COLLECT = { shipping_address_collection: { allowed_countries: ['US' as const, 'DE' as const] } };
const ADDRESS = { name: 'Ada L', line1: 'Street 1', city: 'Berlin', postal_code: '10115', country: 'DE' };

describe('a shipping address', () => {
  it('is asked for on the page, filled in with test data, and kept everywhere Stripe keeps it', async () => {
    const session = await shop.createSession({ ...COLLECT, phone_number_collection: { enabled: true }, customer_email: 'ada@example.com' });
    const page = await (await fetch(session.url ?? '')).text();
    expect(page).toContain('Shipping address');
    expect([...page.matchAll(/<option value="(\w+)"/g)].map(([, code]) => code)).toEqual(['US', 'DE']);
    const filled = Object.fromEntries([...page.matchAll(/name="(\w+)" type="\w+" value="([^"]*)"/g)].map(([, name, value]) => [name, value]));
    const answer = await fetch(session.url ?? '', { method: 'POST', redirect: 'manual', body: new URLSearchParams({ ...filled, country: 'US', method: 'card' } as Record<string, string>) });
    expect(answer.status).toBe(303);
    const paid = await shop.paidSession(session.id);
    const address = { line1: '1 Test Street', city: 'Testville', country: 'US', postal_code: '94107' };
    expect(paid).toMatchObject({
      collected_information: { shipping_details: { name: 'Jane Austen', address } },
      customer_details: { name: 'Jane Austen', phone: '+1 415 555 0100', address },
      payment_intent: { shipping: { name: 'Jane Austen', phone: '+1 415 555 0100', address }, latest_charge: { shipping: { address } } },
    });
  });

  it('lies in one of the allowed countries', async () => {
    const session = await shop.createSession(COLLECT);
    expect((await shop.pay(session, { ...ADDRESS, country: 'FR' })).status).toBe(400);
    expect((await shop.stripe.checkout.sessions.retrieve(session.id)).status).toBe('open');
    expect((await shop.pay(session, ADDRESS)).status).toBe(303);
  });

  it('of the bill is asked for when the session says so', async () => {
    const session = await shop.createSession({ billing_address_collection: 'required' });
    expect(await (await fetch(session.url ?? '')).text()).toContain('Billing address');
    await shop.pay(session, ADDRESS);
    expect(await shop.paidSession(session.id)).toMatchObject({ customer_details: { address: { city: 'Berlin' } }, collected_information: { shipping_details: null }, payment_intent: { shipping: null } });
  });
});

describe('ways of shipping', () => {
  it('add to the sum: the first one, until the buyer chooses another', async () => {
    const session = await shop.createSession({ ...COLLECT, shipping_options: [rate('Ground', 500), rate('Express', 1500)] });
    expect(session).toMatchObject({ amount_subtotal: 1900, amount_total: 2400, shipping_cost: { amount_subtotal: 500, amount_tax: 0, amount_total: 500 }, total_details: { amount_shipping: 500 } });
    const [ground, express] = session.shipping_options.map((option) => idOf(option.shipping_rate));
    expect(session.shipping_cost?.shipping_rate).toBe(ground);
    const shown = await shop.pay(session, { ...ADDRESS, method: 'shipping', shipping_rate: express ?? '' });
    expect([shown.status, (await shown.text()).includes('$34.00')]).toEqual([200, true]);
    await shop.pay(session, { ...ADDRESS, number: '4000000000000002', shipping_rate: ground ?? '' });
    await shop.pay(session, { ...ADDRESS, shipping_rate: express ?? '' });
    expect(await shop.paidSession(session.id)).toMatchObject({
      amount_total: 3400, shipping_cost: { amount_total: 1500, shipping_rate: express }, total_details: { amount_shipping: 1500 }, payment_intent: { amount: 3400, amount_received: 3400, latest_charge: { amount: 3400 } },
    });
    expect(await shop.stripe.checkout.sessions.retrieve(session.id, { expand: ['shipping_cost.shipping_rate'] })).toMatchObject({ shipping_cost: { shipping_rate: { display_name: 'Express' } } });
  });

  it('may be rates that exist already', async () => {
    const known = await shop.stripe.shippingRates.create({ display_name: 'Post', type: 'fixed_amount', fixed_amount: { amount: 300, currency: 'usd' }, metadata: { zone: 'eu' } });
    expect(await shop.createSession({ shipping_options: [{ shipping_rate: known.id }] })).toMatchObject({ amount_total: 2200, shipping_options: [{ shipping_amount: 300, shipping_rate: known.id }] });
    expect((await shop.stripe.shippingRates.list({ active: true })).data.map(({ id }) => id)).toEqual([known.id]);
    await shop.stripe.shippingRates.update(known.id, { active: false });
    expect((await refusalOf(shop.createSession({ shipping_options: [{ shipping_rate: known.id }] }))).param).toBe('shipping_options[0][shipping_rate]');
  });

  const refused: [string, Partial<Stripe.Checkout.SessionCreateParams>, Partial<Stripe.errors.StripeError>][] = [
    ['more than five', { shipping_options: Array.from({ length: 6 }, () => rate('x', 1)) }, { param: 'shipping_options' }],
    ['subscription mode', { mode: 'subscription', shipping_options: [rate('x', 1)] }, { param: 'shipping_options', message: 'You can not pass `shipping_options` in `subscription` mode.' }],
    ['another currency', { shipping_options: [rate('x', 1, 'eur')] }, { param: 'shipping_options[0]' }],
    ['an unknown rate', { shipping_options: [{ shipping_rate: 'shr_none' }] }, { code: 'resource_missing' }],
    ['a rate without a sum', { shipping_options: [{ shipping_rate_data: { display_name: 'x' } }] }, { code: 'parameter_missing' }],
    ['a country nothing is shipped to', { shipping_address_collection: { allowed_countries: ['KP'] } }, { param: 'shipping_address_collection[allowed_countries]' }],
  ];
  it.each(refused)('are refused with %s', async (_name, overrides, expected) => {
    expect(await refusalOf(shop.createSession(overrides))).toMatchObject({ statusCode: 400, ...expected });
  });
});

describe('many lines', () => {
  it('of any kind, up to a hundred, are priced, shown and paid together', async () => {
    const line_items = Array.from({ length: 100 }, (_, index) => ({
      quantity: 1 + (index % 3),
      price_data: { currency: 'usd', unit_amount: 100 + index, product_data: { name: `Item ${index}`, description: 'a thing', images: ['https://shop.example/a.avif'], metadata: { item: `itm_${index}` } } },
    }));
    const session = await shop.createSession({ line_items, expand: ['line_items.data.price.product'] });
    const total = line_items.reduce((sum, { quantity, price_data }) => sum + quantity * price_data.unit_amount, 0);
    expect(session.amount_total).toBe(total);
    expect(session.line_items?.data).toHaveLength(100);
    expect(session.line_items?.data[99]?.price?.product).toMatchObject({ name: 'Item 99', images: ['https://shop.example/a.avif'], metadata: { item: 'itm_99' } });
    const page = await (await fetch(session.url ?? '')).text();
    expect([page.includes('Item 0'), page.includes('Item 99')]).toEqual([true, true]);
    await shop.pay(session);
    expect((await shop.paidSession(session.id)).payment_intent.amount_received).toBe(total);
  });
});
