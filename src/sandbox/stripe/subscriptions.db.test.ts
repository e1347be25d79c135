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
