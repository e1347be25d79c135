import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { TestDouble } from './testing/harness';
import { doublePerFile } from './testing/double-per-file';

const double = doublePerFile();
let shop: TestDouble;
beforeAll(() => {
  shop = double.shop();
});

afterEach(() => {
  shop.endpoint.answer = () => 200;
});

describe('paying by card', () => {
  it('completes the session, moves the money and sends the buyer back', async () => {
    const session = await shop.createSession({
      customer_email: 'ada@example.com',
      payment_intent_data: { metadata: { order_id: 'ord_1' }, transfer_group: 'ord_1', description: 'Order 1' },
    });
    const answer = await shop.pay(session);
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe(`http://shop.test/done?session=${session.id}`);

    const paid = await shop.paidSession(session.id);
    expect(paid).toMatchObject({ status: 'complete', payment_status: 'paid', url: null, customer: null, customer_details: { email: 'ada@example.com' } });
    const intent = paid.payment_intent;
    expect(intent).toMatchObject({ object: 'payment_intent', status: 'succeeded', amount: 1900, amount_received: 1900, metadata: { order_id: 'ord_1' }, transfer_group: 'ord_1', description: 'Order 1' });
    expect(intent.latest_charge).toMatchObject({ status: 'succeeded', paid: true, amount: 1900, transfer_group: 'ord_1', payment_method_details: { card: { last4: '4242', brand: 'visa' } } });
    expect(intent.latest_charge.balance_transaction).toMatchObject({ amount: 1900, fee: 85, net: 1815, type: 'charge', status: 'pending', source: intent.latest_charge.id });
  });

  it('tells the story in the order Stripe has, the session after the charge', async () => {
    await shop.pay(await shop.createSession());
    expect(await shop.eventTypes()).toEqual(['payment_intent.created', 'charge.succeeded', 'payment_intent.succeeded', 'checkout.session.completed', 'charge.updated']);
  });

  it('waits for the 2xx to completed before it sends the buyer back', async () => {
    const order: string[] = [];
    shop.endpoint.answer = async (event) => {
      if (event.type !== 'checkout.session.completed') return 200;
      // A shop that works a while before it answers: the redirect must not overtake it.
      await shop.stripe.events.list();
      order.push('acknowledged');
      return 200;
    };
    await shop.pay(await shop.createSession());
    order.push('redirected');
    expect(order).toEqual(['acknowledged', 'redirected']);
  });

  it('charges once however often the form is sent at once', async () => {
    const session = await shop.createSession();
    const answers = await Promise.all(Array.from({ length: 8 }, () => shop.pay(session)));
    expect(answers.map((answer) => answer.status)).toEqual(Array.from({ length: 8 }, () => 303));
    expect((await shop.stripe.charges.list()).data).toHaveLength(1);
    expect((await shop.eventTypes()).filter((type) => type === 'checkout.session.completed')).toHaveLength(1);
  });

  it('shows afterwards that it is complete', async () => {
    const session = await shop.createSession();
    await shop.pay(session);
    const page = await fetch(session.url ?? '');
    expect(await page.text()).toContain('This checkout is complete. You will not be charged again.');
    expect(await shop.eventTypes()).toHaveLength(5);
  });

  it('makes a customer when asked to, and uses one that exists', async () => {
    const always = await shop.createSession({ customer_creation: 'always' });
    await shop.pay(always);
    const paid = await shop.paidSession(always.id);
    expect(paid.customer).toMatch(/^cus_/);
    expect(paid.payment_intent.customer).toBe(paid.customer);
    expect(await shop.stripe.customers.list({ email: 'ada@example.com' })).toMatchObject({ data: [{ id: paid.customer }] });

    const customer = await shop.stripe.customers.create({ email: 'kay@example.com' });
    const known = await shop.createSession({ customer: customer.id });
    expect(known.customer_details?.email).toBe('kay@example.com');
    await shop.pay(known, { email: 'mallory@example.com' });
    const second = await shop.paidSession(known.id);
    expect(second).toMatchObject({ customer: customer.id, customer_details: { email: 'kay@example.com' } });
  });

  it('collects a shipping address when the session asks for one', async () => {
    const session = await shop.createSession({ shipping_address_collection: { allowed_countries: ['US', 'DE'] } });
    const without = await shop.pay(session);
    expect(without.status).toBe(400);
    await shop.pay(session, { name: 'Ada L', line1: 'Street 1', city: 'Berlin', postal_code: '10115', country: 'DE' });
    const paid = await shop.paidSession(session.id);
    expect(paid.collected_information?.shipping_details).toMatchObject({ name: 'Ada L', address: { country: 'DE', city: 'Berlin' } });
  });
});

describe('a card that is declined', () => {
  it.each([
    ['4000000000000002', 'card_declined', 'generic_decline'],
    ['4000000000009995', 'card_declined', 'insufficient_funds'],
    ['4000000000000069', 'expired_card', 'expired_card'],
    ['4000000000000127', 'incorrect_cvc', 'incorrect_cvc'],
    ['4000000000000119', 'processing_error', 'processing_error'],
    ['4111111111111111', 'card_declined', 'test_mode_live_card'],
  ])('%s leaves the session open, says why, and can be followed by another card', async (number, code, declineCode) => {
    const session = await shop.createSession();
    const answer = await shop.pay(session, { number });
    expect(answer.status).toBe(402);
    const page = await answer.text();
    expect(page).toContain('role="alert"');
    expect(page).toContain('Nothing was charged');
    expect(page).not.toContain(number);
    expect(await shop.eventTypes()).toEqual(['payment_intent.created', 'charge.failed', 'payment_intent.payment_failed']);

    const open = await shop.stripe.checkout.sessions.retrieve(session.id, { expand: ['payment_intent'] });
    expect(open).toMatchObject({ status: 'open', payment_status: 'unpaid', url: session.url });
    expect(open.payment_intent).toMatchObject({ status: 'requires_payment_method', last_payment_error: { type: 'card_error', code, decline_code: declineCode } });

    expect((await shop.pay(session)).status).toBe(303);
    const { data: intents } = await shop.stripe.paymentIntents.list();
    expect(intents.map((intent) => intent.status)).toEqual(['succeeded']);
    expect((await shop.stripe.charges.list({ payment_intent: intents[0]?.id ?? '' })).data.map((charge) => charge.status)).toEqual(['succeeded', 'failed']);
  });

  it('cancels the PaymentIntent when the session then expires', async () => {
    const session = await shop.createSession();
    await shop.pay(session, { number: '4000000000000002' });
    await shop.stripe.checkout.sessions.expire(session.id);
    expect((await shop.stripe.paymentIntents.list()).data[0]).toMatchObject({ status: 'canceled', cancellation_reason: 'expired' });
  });

  it.each([
    [{ number: '4242 4242 4242 4241' }, 'number'],
    [{ expiry: '13/34' }, 'expiry'],
    [{ expiry: '01/20' }, 'expiry'],
    [{ cvc: '12' }, 'cvc'],
    [{ email: 'nobody' }, 'email'],
    [{ method: 'bank', account: 'DE00' }, 'account'],
  ])('a form with %o is sent back with a sentence at the field and without any attempt', async (fields, name) => {
    const answer = await shop.pay(await shop.createSession(), fields);
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain(`id="${name}-error"`);
    expect(await shop.eventTypes()).toEqual([]);
  });
});

describe('paying by bank debit', () => {
  it('completes unpaid, and succeeds later', async () => {
    const session = await shop.createSession();
    expect((await shop.pay(session, { method: 'bank', account: 'AT32 1904 3002 3547 3204' })).status).toBe(303);
    expect(await shop.stripe.checkout.sessions.retrieve(session.id)).toMatchObject({ status: 'complete', payment_status: 'unpaid' });
    expect(await shop.eventTypes()).toEqual(['payment_intent.created', 'payment_intent.processing', 'charge.pending', 'checkout.session.completed']);
    await shop.control('advance', { seconds: 3600 });
    const [arrival] = await shop.endpoint.received('checkout.session.async_payment_succeeded');
    expect(arrival?.event.data.object).toMatchObject({ id: session.id, payment_status: 'paid' });
    expect((await shop.paidSession(session.id)).payment_intent).toMatchObject({ status: 'succeeded' });
    expect((await shop.eventTypes()).slice(4)).toEqual(['charge.succeeded', 'payment_intent.succeeded', 'checkout.session.async_payment_succeeded', 'charge.updated']);
  });

  it('fails later from the account that fails', async () => {
    const session = await shop.createSession({ line_items: [{ quantity: 1, price_data: { currency: 'eur', unit_amount: 1900, product_data: { name: 'x' } } }] });
    expect(session.payment_method_types).toEqual(['card', 'sepa_debit']);
    await shop.pay(session, { method: 'bank', account: 'AT861904300235473202' });
    await shop.control('advance', { seconds: 3600 });
    await shop.endpoint.received('checkout.session.async_payment_failed');
    const failed = await shop.paidSession(session.id);
    expect(failed).toMatchObject({ status: 'complete', payment_status: 'unpaid' });
    expect(failed.payment_intent).toMatchObject({ status: 'requires_payment_method' });
    expect((await shop.eventTypes()).slice(4)).toEqual(['charge.failed', 'payment_intent.payment_failed', 'checkout.session.async_payment_failed']);
  });

  it('settles once, when told', async () => {
    const session = await shop.createSession();
    await shop.pay(session, { method: 'bank', account: '000123456789' });
    const settle = (outcome: string): Promise<Response> => shop.rawControl('settle', { session: session.id, outcome });
    const answers = await Promise.all([settle('failed'), settle('failed'), settle('failed')]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 404, 404]);
    expect((await shop.eventTypes()).filter((type) => type.includes('async_payment'))).toEqual(['checkout.session.async_payment_failed']);
  });

  it('is not offered when the session excludes it, nor taken', async () => {
    const session = await shop.createSession({ excluded_payment_method_types: ['us_bank_account'] });
    expect(session.payment_method_types).toEqual(['card']);
    expect(await (await fetch(session.url ?? '')).text()).not.toContain('bank debit');
    expect((await shop.pay(session, { method: 'bank', account: '000123456789' })).status).toBe(400);
  });
});

describe('a session over nothing', () => {
  it('completes without a PaymentIntent', async () => {
    const session = await shop.createSession({}, 0);
    const page = await (await fetch(session.url ?? '')).text();
    expect(page).not.toContain('Card number');
    expect((await shop.pay(session, { method: 'none', number: '' })).status).toBe(303);
    expect(await shop.stripe.checkout.sessions.retrieve(session.id)).toMatchObject({ status: 'complete', payment_status: 'no_payment_required', payment_intent: null, amount_total: 0 });
    expect(await shop.eventTypes()).toEqual(['checkout.session.completed']);
  });
});
