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

const DAY = 86_400;

/** A checkout over one monthly price, paid with a card; answers the subscription. */
async function subscribed(overrides: Partial<Stripe.Checkout.SessionCreateParams> = {}, fields: Record<string, string> = {}, options: Stripe.RequestOptions = {}): Promise<{ session: Stripe.Checkout.Session; subscription: Stripe.Subscription }> {
  const open = await shop.stripe.checkout.sessions.create(
    {
      mode: 'subscription',
      line_items: [{ quantity: 2, price_data: { currency: 'usd', unit_amount: 1000, recurring: { interval: 'month' }, product_data: { name: 'Basic' } } }],
      success_url: 'http://shop.test/done?session={CHECKOUT_SESSION_ID}',
      cancel_url: 'http://shop.test/plans',
      ...overrides,
    },
    options,
  );
  const answer = await shop.pay(open, fields);
  expect(answer.headers.get('location')).toContain('/done');
  const session = await shop.stripe.checkout.sessions.retrieve(open.id, { expand: ['subscription'] }, options);
  // `expand` put the object where its id stood.
  return { session, subscription: session.subscription as Stripe.Subscription };
}

describe('a checkout in subscription mode', () => {
  it('starts a subscription whose first invoice is paid', async () => {
    const { session, subscription } = await subscribed({ subscription_data: { metadata: { plan: 'basic' }, description: 'Two seats' }, client_reference_id: 'ref' });
    expect(session).toMatchObject({ mode: 'subscription', status: 'complete', payment_status: 'paid', amount_total: 2000, payment_intent: null });
    expect(subscription).toMatchObject({ status: 'active', metadata: { plan: 'basic' }, description: 'Two seats', latest_invoice: session.invoice, customer: session.customer, billing_mode: { type: 'flexible' }, cancel_at_period_end: false });
    expect('current_period_end' in subscription).toBe(false);
    const invoice = await shop.stripe.invoices.retrieve(idOf(session.invoice), { expand: ['payments.data.payment.payment_intent'] });
    expect(invoice).toMatchObject({ status: 'paid', billing_reason: 'subscription_create', total: 2000, amount_paid: 2000, number: expect.stringMatching(/-0001$/) as string, parent: { subscription_details: { subscription: subscription.id, metadata: { plan: 'basic' } } } });
    expect(invoice.lines.data).toMatchObject([{ amount: 2000, quantity: 2, parent: { type: 'subscription_item_details', subscription_item_details: { subscription_item: subscription.items.data[0]?.id, proration: false } } }]);
    expect(invoice.payments?.data).toMatchObject([{ status: 'paid', amount_paid: 2000, payment: { payment_intent: { status: 'succeeded', setup_future_usage: 'off_session' } } }]);
    const payment = invoice.payments?.data[0]?.payment.payment_intent as Stripe.PaymentIntent;
    expect((await shop.stripe.invoicePayments.list({ payment: { type: 'payment_intent', payment_intent: payment.id } })).data).toMatchObject([{ invoice: invoice.id }]);
    expect('invoice' in payment).toBe(false);
    expect(await shop.eventTypes()).toEqual([
      'payment_intent.created', 'charge.succeeded', 'payment_intent.succeeded', 'customer.created', 'payment_method.attached', 'customer.subscription.created', 'invoice.created', 'invoice.finalized', 'invoice_payment.paid', 'invoice.paid',
      'invoice.payment_succeeded', 'checkout.session.completed', 'charge.updated',
    ]);
  });

  it('renews, an hour after the draft', async () => {
    const { subscription } = await subscribed();
    const end = subscription.items.data[0]?.current_period_end ?? 0;
    await shop.control('advance', { seconds: end - Math.floor(Date.now() / 1000) + 60 });
    const renewed = await shop.stripe.subscriptions.retrieve(subscription.id, { expand: ['latest_invoice'] });
    expect(renewed.items.data[0]).toMatchObject({ current_period_start: end });
    expect(renewed.latest_invoice).toMatchObject({ status: 'draft', billing_reason: 'subscription_cycle', auto_advance: true, automatically_finalizes_at: end + 3600, number: null });
    await shop.control('advance', { seconds: 3600 });
    expect(await shop.stripe.invoices.retrieve(idOf(renewed.latest_invoice))).toMatchObject({ status: 'paid', amount_paid: 2000, attempt_count: 1 });
    // Those of the start are older than thirty days and no longer listed.
    expect(await shop.eventTypes()).toEqual([
      'invoice.upcoming', 'invoice.created', 'customer.subscription.updated', 'invoice.finalized', 'payment_intent.created', 'charge.succeeded', 'payment_intent.succeeded', 'invoice_payment.paid', 'invoice.paid', 'invoice.payment_succeeded', 'charge.updated',
    ]);
    const [updated] = (await shop.stripe.events.list({ type: 'customer.subscription.updated' })).data;
    expect(updated?.created).toBe(end);
    expect(updated?.data.previous_attributes).toMatchObject({ items: { data: [{ current_period_end: end }] }, latest_invoice: subscription.latest_invoice });
  });

  it('stays open when the card is declined, and nothing is subscribed', async () => {
    const open = await shop.createSession({ mode: 'subscription', line_items: [{ quantity: 1, price_data: { currency: 'usd', unit_amount: 500, recurring: { interval: 'week' }, product_data: { name: 'Weekly' } } }] });
    expect((await shop.pay(open, { number: '4000000000000002' })).status).toBe(402);
    expect(await shop.stripe.checkout.sessions.retrieve(open.id)).toMatchObject({ status: 'open', subscription: null });
    expect((await shop.stripe.subscriptions.list({ status: 'all' })).data).toEqual([]);
    expect((await shop.pay(open)).headers.get('location')).toContain('/done');
    expect((await shop.stripe.paymentIntents.list()).data).toHaveLength(1);
  });

  it('asks for a card and charges nothing while a trial runs', async () => {
    const open = await shop.createSession({ mode: 'subscription', line_items: [{ quantity: 1, price_data: { currency: 'usd', unit_amount: 500, recurring: { interval: 'month' }, product_data: { name: 'Basic' } } }], subscription_data: { trial_period_days: 10 } });
    expect(open.amount_total).toBe(0);
    const page = await (await fetch(open.url ?? '')).text();
    expect(page).toContain('10 days free, then $5.00 per month, until cancelled.');
    await shop.pay(open);
    const session = await shop.stripe.checkout.sessions.retrieve(open.id, { expand: ['subscription'] });
    const subscription = session.subscription as Stripe.Subscription;
    expect(session.payment_status).toBe('no_payment_required');
    expect(subscription).toMatchObject({ status: 'trialing', trial_end: subscription.items.data[0]?.current_period_end, billing_cycle_anchor: subscription.trial_end });
    await shop.control('advance', { seconds: 7 * DAY + 60 });
    expect(await shop.eventTypes()).toContain('customer.subscription.trial_will_end');
    await shop.control('advance', { seconds: 3 * DAY + 3600 });
    const after = await shop.stripe.subscriptions.retrieve(subscription.id, { expand: ['latest_invoice'] });
    expect(after).toMatchObject({ status: 'active', latest_invoice: { status: 'paid', amount_paid: 500 } });
  });
});

describe('a subscription', () => {
  it('is cancelled at the end of its period, and until then that is undone', async () => {
    const { subscription } = await subscribed();
    const { id } = subscription;
    const end = subscription.items.data[0]?.current_period_end ?? 0;
    expect(await shop.stripe.subscriptions.update(id, { cancel_at_period_end: true })).toMatchObject({ cancel_at_period_end: true, cancel_at: end, status: 'active', cancellation_details: { reason: 'cancellation_requested' } });
    expect(await shop.stripe.subscriptions.update(id, { cancel_at_period_end: false })).toMatchObject({ cancel_at_period_end: false, cancel_at: null, canceled_at: null });
    await shop.stripe.subscriptions.update(id, { cancel_at_period_end: true });
    await shop.control('advance', { seconds: 32 * DAY });
    expect(await shop.stripe.subscriptions.retrieve(id)).toMatchObject({ status: 'canceled', ended_at: end });
    expect((await shop.stripe.invoices.list({ subscription: id })).data).toHaveLength(1);
    expect((await shop.eventTypes()).slice(-1)).toEqual(['customer.subscription.deleted']);
    expect((await refusalOf(shop.stripe.subscriptions.update(id, { cancel_at_period_end: false }))).statusCode).toBe(400);
  });

  it('is cancelled at once', async () => {
    const { subscription } = await subscribed();
    expect(await shop.stripe.subscriptions.cancel(subscription.id, { cancellation_details: { comment: 'bye' } })).toMatchObject({ status: 'canceled', cancellation_details: { comment: 'bye', reason: 'cancellation_requested' } });
    expect((await refusalOf(shop.stripe.subscriptions.cancel(subscription.id))).code).toBe('resource_missing');
    expect((await shop.stripe.subscriptions.list()).data).toEqual([]);
    expect((await shop.stripe.subscriptions.list({ status: 'canceled' })).data).toHaveLength(1);
  });
});

describe('a session in subscription mode', () => {
  const monthly = (unit_amount: number, currency = 'usd'): Stripe.Checkout.SessionCreateParams.LineItem => ({ quantity: 1, price_data: { currency, unit_amount, recurring: { interval: 'month' }, product_data: { name: `Plan of ${unit_amount}` } } });
  const once = (unit_amount: number): Stripe.Checkout.SessionCreateParams.LineItem => ({ quantity: 1, price_data: { currency: 'usd', unit_amount, product_data: { name: `Extra of ${unit_amount}` } } });
  const open = (line_items: Stripe.Checkout.SessionCreateParams.LineItem[], overrides: Partial<Stripe.Checkout.SessionCreateParams> = {}): Promise<Stripe.Checkout.Session> => shop.createSession({ mode: 'subscription', line_items, ...overrides });

  const refused: [string, () => Promise<unknown>, object][] = [
    ['no recurring price', () => open([once(500)]), { param: 'line_items', message: expect.stringContaining('at least one recurring price') as string }],
    ['a recurring price in payment mode', () => shop.createSession({ line_items: [monthly(500)] }), { param: 'line_items' }],
    ['shipping options', () => open([monthly(500)], { shipping_options: [{ shipping_rate: 'shr_1' }] }), { param: 'shipping_options' }],
    ['two currencies', () => open([monthly(500), monthly(600, 'eur')]), { param: 'line_items' }],
    ['two rhythms', () => open([monthly(500), { quantity: 1, price_data: { currency: 'usd', unit_amount: 5000, recurring: { interval: 'year' }, product_data: { name: 'Yearly' } } }]), { param: 'line_items' }],
    ['more than twenty of a kind', () => open(Array.from({ length: 21 }, () => monthly(500))), { param: 'line_items' }],
    ['payment_intent_data', () => open([monthly(500)], { payment_intent_data: { description: 'x' } }), { param: 'payment_intent_data' }],
    ['a trial that ends tomorrow', () => open([monthly(500)], { subscription_data: { trial_end: Math.floor(Date.now() / 1000) + DAY } }), { param: 'subscription_data[trial_end]' }],
    ['a parameter Stripe does not know', () => open([monthly(500)], { subscription_data: { trial_days: 4 } as Stripe.Checkout.SessionCreateParams.SubscriptionData }), { code: 'parameter_unknown' }],
  ];
  it.each(refused)('is refused with %s', async (_name, ask, expected) => {
    expect(await refusalOf(ask())).toMatchObject({ statusCode: 400, ...expected });
  });

  it('takes one-time items on the first invoice alone, whose lines are listed page by page', async () => {
    const { subscription } = await subscribed({ line_items: [monthly(1000), ...Array.from({ length: 14 }, (_, position) => once(100 + position))] });
    const first = await shop.stripe.invoices.retrieve(idOf(subscription.latest_invoice));
    expect(first.lines).toMatchObject({ has_more: true });
    expect(first.lines.data).toHaveLength(10);
    const lines = await shop.stripe.invoices.listLineItems(first.id, { limit: 100 });
    expect(lines.data).toHaveLength(15);
    expect(lines.data.reduce((sum, { amount }) => sum + amount, 0)).toBe(first.total);
    await shop.control('advance', { seconds: 32 * DAY });
    const [second] = (await shop.stripe.invoices.list({ subscription: subscription.id, limit: 1 })).data;
    expect(second).toMatchObject({ total: 1000, lines: { data: [{ amount: 1000 }] } });
  });

  it.each([
    ['once', {}, [500, 1000, 1000, 1000]],
    ['repeating', { duration_in_months: 2 }, [500, 500, 1000, 1000]],
    ['forever', {}, [500, 500, 500, 500]],
  ] as const)('has a coupon with the duration %s for as long as that', async (duration, more, totals) => {
    const coupon = await shop.stripe.coupons.create({ percent_off: 50, duration, ...more });
    const { subscription } = await subscribed({ line_items: [monthly(1000)], discounts: [{ coupon: coupon.id }] });
    for (let month = 1; month < 4; month += 1) await shop.control('advance', { seconds: 31 * DAY });
    const invoices = (await shop.stripe.invoices.list({ subscription: subscription.id })).data;
    expect(invoices.map(({ total }) => total).reverse().slice(0, 4)).toEqual(totals);
  });

  it('needs no card where nothing is due and none is wanted, and ends unless one comes', async () => {
    const session = await open([monthly(500)], { payment_method_collection: 'if_required', subscription_data: { trial_period_days: 3, trial_settings: { end_behavior: { missing_payment_method: 'cancel' } } } });
    expect((await shop.pay(session, { method: 'none' })).headers.get('location')).toContain('/done');
    const { subscription } = await shop.stripe.checkout.sessions.retrieve(session.id);
    expect(await shop.stripe.subscriptions.retrieve(idOf(subscription))).toMatchObject({ status: 'trialing', default_payment_method: null });
    await shop.control('advance', { seconds: 3 * DAY + 60 });
    expect((await shop.stripe.subscriptions.retrieve(idOf(subscription))).status).toBe('canceled');
  });

  it('starts one subscription however often the button is pressed', async () => {
    const session = await open([monthly(500)]);
    const answers = await Promise.all(Array.from({ length: 4 }, () => shop.pay(session)));
    expect(answers.every((answer) => answer.headers.get('location')?.includes('/done'))).toBe(true);
    expect((await shop.stripe.subscriptions.list()).data).toHaveLength(1);
    expect((await shop.stripe.charges.list()).data).toHaveLength(1);
  });

  it('is answered from memory where that is turned on, and paid as ever', async () => {
    await shop.control('pace', { immediate: true });
    const session = await open([monthly(500)], { subscription_data: { metadata: { a: 'b' } } });
    expect((await shop.pay(session)).headers.get('location')).toContain('/done');
    expect((await shop.stripe.subscriptions.list()).data).toMatchObject([{ status: 'active', metadata: { a: 'b' } }]);
  });

  it('asks the bank first where the card wants it', async () => {
    const session = await open([monthly(500)]);
    const asked = await shop.pay(session, { number: '4000002500003155' });
    expect(asked.headers.get('location')).toBe(`/c/pay/${session.id}/confirm`);
    const confirmed = await fetch(`${session.url ?? ''}/confirm`, { method: 'POST', body: new URLSearchParams({ answer: 'pass' }), redirect: 'manual' });
    expect(confirmed.headers.get('location')).toContain('/done');
    await shop.control('advance', { seconds: 32 * DAY });
    expect((await shop.stripe.invoices.list({ status: 'paid' })).data).toHaveLength(2);
  });
});
