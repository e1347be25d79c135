import { beforeAll, describe, expect, it } from 'vitest';
import type Stripe from 'stripe';
import { idOf, refusalOf } from './testing/harness';
import type { TestDouble } from './testing/harness';
import { doublePerFile } from './testing/double-per-file';

const double = doublePerFile();
let shop: TestDouble;
let basic: Stripe.Price;
let pro: Stripe.Price;
let yearly: Stripe.Price;
beforeAll(() => {
  shop = double.shop();
});

const DAY = 86_400;
const HALF_HOUR = 1800;

/** A subscription to one unit of the basic price, made anew in an empty double. */
async function subscribe(fields: Record<string, string> = {}, overrides: Partial<Stripe.Checkout.SessionCreateParams> = {}): Promise<Stripe.Subscription> {
  const product = await shop.stripe.products.create({ name: 'Plan' });
  const price = (unit_amount: number, interval: 'month' | 'year'): Promise<Stripe.Price> => shop.stripe.prices.create({ product: product.id, currency: 'usd', unit_amount, recurring: { interval } });
  basic = await price(1000, 'month');
  pro = await price(3000, 'month');
  yearly = await price(10_000, 'year');
  const open = await shop.createSession({ mode: 'subscription', line_items: [{ price: basic.id, quantity: 1 }], ...overrides });
  await shop.pay(open, fields);
  const { subscription } = await shop.stripe.checkout.sessions.retrieve(open.id, { expand: ['subscription'] });
  return subscription as Stripe.Subscription;
}

/** The item and its period. */
function only(subscription: Stripe.Subscription): Stripe.SubscriptionItem {
  const [item] = subscription.items.data;
  if (item === undefined) throw new Error('no item');
  return item;
}

const part = (amount: number, left: number, whole: number): number => Math.round((amount * left) / whole);

describe('a change of plan', () => {
  it('is billed at once with always_invoice, to the second, as its preview said', async () => {
    const subscription = await subscribe();
    const item = only(subscription);
    await shop.control('advance', { seconds: 10 * DAY });
    const at = item.current_period_start + 10 * DAY;
    const left = part(1000, item.current_period_end - at, item.current_period_end - item.current_period_start);
    const rest = part(3000, item.current_period_end - at, item.current_period_end - item.current_period_start);
    const change = { items: [{ id: item.id, price: pro.id }], proration_behavior: 'always_invoice' as const, proration_date: at };
    const preview = await shop.stripe.invoices.createPreview({ subscription: subscription.id, subscription_details: change });
    expect(preview.id).toMatch(/^upcoming_in_/);
    expect(preview.lines.data.map(({ amount }) => amount)).toEqual([-left, rest]);
    expect(preview).toMatchObject({ total: rest - left, amount_due: rest - left, parent: { subscription_details: { subscription_proration_date: at } } });
    expect(only(await shop.stripe.subscriptions.retrieve(subscription.id)).price.id).toBe(basic.id);
    const before = (await shop.eventTypes()).length;
    const changed = await shop.stripe.subscriptions.update(subscription.id, { ...change, payment_behavior: 'error_if_incomplete' });
    expect(only(changed)).toMatchObject({ id: item.id, price: { id: pro.id }, current_period_end: item.current_period_end });
    const invoice = await shop.stripe.invoices.retrieve(idOf(changed.latest_invoice));
    expect(invoice).toMatchObject({ status: 'paid', billing_reason: 'subscription_update', total: rest - left });
    expect(invoice.lines.data).toMatchObject([
      { amount: -left, parent: { subscription_item_details: { proration: true, proration_details: { credited_items: { invoice: subscription.latest_invoice } } } } },
      { amount: rest, parent: { subscription_item_details: { proration: true, subscription_item: item.id } } },
    ]);
    expect((await shop.eventTypes()).slice(before, before + 5)).toEqual(['invoiceitem.created', 'invoiceitem.created', 'customer.subscription.updated', 'invoice.created', 'invoice.finalized']);
  });

  it('waits for the renewal with create_prorations, and costs nothing with none', async () => {
    const subscription = await subscribe();
    const item = only(subscription);
    await shop.control('advance', { seconds: 3 * DAY });
    await shop.stripe.subscriptions.update(subscription.id, { items: [{ id: item.id, price: pro.id }], proration_behavior: 'none' });
    expect((await shop.stripe.invoiceItems.list({ pending: true })).data).toEqual([]);
    await shop.stripe.subscriptions.update(subscription.id, { items: [{ id: item.id, quantity: 2 }] });
    expect((await shop.stripe.invoiceItems.list({ pending: true })).data).toHaveLength(2);
    const preview = await shop.stripe.invoices.createPreview({ subscription: subscription.id });
    await shop.control('advance', { seconds: item.current_period_end - Math.floor(Date.now() / 1000) });
    const renewed = await shop.stripe.subscriptions.retrieve(subscription.id, { expand: ['latest_invoice'] });
    expect(renewed.latest_invoice).toMatchObject({ total: preview.total, lines: { data: [{ quantity: 1 }, { quantity: 2 }, { amount: 6000, quantity: 2 }] } });
  });

  it('to a cheaper plan leaves a credit that the next invoices use up', async () => {
    const subscription = await subscribe({}, {});
    const item = only(subscription);
    await shop.stripe.subscriptions.update(subscription.id, { items: [{ id: item.id, price: pro.id }], proration_behavior: 'none' });
    const changed = await shop.stripe.subscriptions.update(subscription.id, { items: [{ id: item.id, price: basic.id }], proration_behavior: 'always_invoice', proration_date: item.current_period_start });
    expect(await shop.stripe.invoices.retrieve(idOf(changed.latest_invoice))).toMatchObject({ status: 'paid', total: -2000, amount_due: 0, starting_balance: 0, ending_balance: -2000 });
    const customer = idOf(subscription.customer);
    expect(await shop.stripe.customers.retrieve(customer)).toMatchObject({ balance: -2000 });
    await shop.control('advance', { seconds: 32 * DAY });
    expect(await shop.stripe.customers.retrieve(customer)).toMatchObject({ balance: -1000 });
    const [latest] = (await shop.stripe.invoices.list({ subscription: subscription.id, limit: 1 })).data;
    expect(latest).toMatchObject({ status: 'paid', total: 1000, amount_due: 0, amount_paid: 0 });
    expect((await shop.stripe.customers.listBalanceTransactions(customer)).data.map(({ amount }) => amount)).toEqual([1000, -2000]);
  });

  it('a credit counts in the first invoice of a session as well, and is no part of its total', async () => {
    const credited = async (amount: number) => {
      const product = await shop.stripe.products.create({ name: 'Plan' });
      const price = await shop.stripe.prices.create({ product: product.id, currency: 'usd', unit_amount: 1000, recurring: { interval: 'month' } });
      const customer = await shop.stripe.customers.create({ email: 'ada@lind.example' });
      await shop.stripe.customers.createBalanceTransaction(customer.id, { amount: -amount, currency: 'usd' });
      const open = await shop.createSession({ mode: 'subscription', customer: customer.id, line_items: [{ price: price.id, quantity: 1 }] });
      await shop.pay(open);
      const paid = await shop.stripe.checkout.sessions.retrieve(open.id, { expand: ['invoice'] });
      const { balance } = (await shop.stripe.customers.retrieve(customer.id)) as Stripe.Customer;
      const [payment] = (await shop.stripe.invoicePayments.list({ invoice: idOf(paid.invoice) })).data;
      return { paid, balance, charged: payment?.amount_paid ?? null };
    };
    const some = await credited(400);
    expect(some).toMatchObject({ balance: 0, charged: 600, paid: { amount_total: 1000, invoice: { status: 'paid', total: 1000, amount_due: 600, amount_paid: 600, starting_balance: -400, ending_balance: 0 } } });
    expect(await credited(1_500)).toMatchObject({ balance: -500, charged: null, paid: { status: 'complete', invoice: { status: 'paid', amount_due: 0, starting_balance: -1500, ending_balance: -500 } } });
  });

  it('to another interval begins a new period and is billed now', async () => {
    const subscription = await subscribe();
    const changed = await shop.stripe.subscriptions.update(subscription.id, { items: [{ id: only(subscription).id, price: yearly.id }], expand: ['latest_invoice'] });
    expect(only(changed).current_period_end - only(changed).current_period_start).toBeGreaterThan(364 * DAY);
    expect(changed.billing_cycle_anchor).toBe(only(changed).current_period_start);
    expect(changed.latest_invoice).toMatchObject({ status: 'paid', billing_reason: 'subscription_update' });
    expect((changed.latest_invoice as Stripe.Invoice).lines.data.map(({ amount }) => Math.sign(amount))).toEqual([-1, 1]);
  });

  it('is taken back when the card is declined and the caller wants all or nothing', async () => {
    const subscription = await subscribe();
    await shop.control(`customers/${idOf(subscription.customer)}`, { card: 'insufficient_funds' });
    const change = { items: [{ id: only(subscription).id, price: pro.id }], proration_behavior: 'always_invoice' as const };
    expect(await refusalOf(shop.stripe.subscriptions.update(subscription.id, { ...change, payment_behavior: 'error_if_incomplete' }))).toMatchObject({ statusCode: 402, code: 'card_declined', decline_code: 'insufficient_funds' });
    expect(await shop.stripe.subscriptions.retrieve(subscription.id)).toEqual(expect.objectContaining({ status: 'active', latest_invoice: subscription.latest_invoice }));
    expect(await shop.stripe.subscriptions.update(subscription.id, change)).toMatchObject({ status: 'past_due' });
  });

  it('for a cheaper one at the end of the period goes through a schedule', async () => {
    const subscription = await subscribe();
    const item = only(subscription);
    await shop.stripe.subscriptions.update(subscription.id, { items: [{ id: item.id, price: pro.id }], proration_behavior: 'none' });
    const schedule = await shop.stripe.subscriptionSchedules.create({ from_subscription: subscription.id });
    const [phase] = schedule.phases;
    await shop.stripe.subscriptionSchedules.update(schedule.id, {
      phases: [
        { items: [{ price: pro.id, quantity: 1 }], start_date: phase?.start_date ?? 0, end_date: phase?.end_date ?? 0 },
        { items: [{ price: basic.id, quantity: 1 }], duration: { interval: 'month', interval_count: 1 } },
      ],
      end_behavior: 'release',
    });
    expect((await refusalOf(shop.stripe.subscriptions.update(subscription.id, { cancel_at_period_end: true }))).message).toContain('managed by the subscription schedule');
    await shop.control('advance', { seconds: item.current_period_end - Math.floor(Date.now() / 1000) + 3600 + HALF_HOUR });
    const after = await shop.stripe.subscriptions.retrieve(subscription.id, { expand: ['latest_invoice'] });
    expect(only(after)).toMatchObject({ id: item.id, price: { id: basic.id }, current_period_start: item.current_period_end });
    expect(after).toMatchObject({ schedule: schedule.id, latest_invoice: { status: 'paid', total: 1000 } });
    await shop.control('advance', { seconds: 31 * DAY });
    expect(await shop.stripe.subscriptionSchedules.retrieve(schedule.id)).toMatchObject({ status: 'released', released_subscription: subscription.id, subscription: null });
    expect(await shop.stripe.subscriptions.retrieve(subscription.id)).toMatchObject({ status: 'active', schedule: null });
  });
});

describe('a renewal that is not paid', () => {
  it('is tried again, and recovers with another card', async () => {
    const subscription = await subscribe();
    const customer = idOf(subscription.customer);
    await shop.control(`customers/${customer}`, { card: 'declined' });
    const end = only(subscription).current_period_end;
    await shop.control('advance', { seconds: end - Math.floor(Date.now() / 1000) + 3600 + HALF_HOUR });
    const late = await shop.stripe.subscriptions.retrieve(subscription.id, { expand: ['latest_invoice'] });
    expect(late).toMatchObject({ status: 'past_due', latest_invoice: { status: 'open', attempt_count: 1, next_payment_attempt: end + 3600 + 3 * DAY, amount_remaining: 1000 } });
    const invoice = idOf(late.latest_invoice);
    expect(await refusalOf(shop.stripe.invoices.pay(invoice))).toMatchObject({ statusCode: 402, code: 'card_declined' });
    await shop.control('advance', { seconds: 3 * DAY });
    expect(await shop.stripe.invoices.retrieve(invoice)).toMatchObject({ status: 'open', attempt_count: 2, next_payment_attempt: end + 3600 + 8 * DAY });
    const card = await shop.stripe.paymentMethods.attach('pm_card_mastercard', { customer });
    await shop.stripe.customers.update(customer, { invoice_settings: { default_payment_method: card.id } });
    await shop.stripe.subscriptions.update(subscription.id, { default_payment_method: card.id });
    expect((await shop.stripe.customers.listPaymentMethods(customer)).data).toHaveLength(2);
    await shop.control('advance', { seconds: 5 * DAY });
    expect(await shop.stripe.subscriptions.retrieve(subscription.id)).toMatchObject({ status: 'active' });
    expect(await shop.stripe.invoices.retrieve(invoice)).toMatchObject({ status: 'paid', attempt_count: 3, next_payment_attempt: null });
    const failed = shop.endpoint.of('invoice.payment_failed');
    expect(failed.length).toBeGreaterThanOrEqual(2);
  });

  it.each([['cancel', 'canceled'], ['unpaid', 'unpaid'], ['past_due', 'past_due']] as const)('with no try left and %s is %s', async (exhausted, status) => {
    await shop.control('dunning', { retryDays: [1, 1], exhausted });
    const subscription = await subscribe({ number: '4000002760003184' }, { subscription_data: { trial_period_days: 5 } });
    await shop.control('advance', { seconds: 5 * DAY + 3600 + 3 * DAY });
    expect(await shop.stripe.subscriptions.retrieve(subscription.id, { expand: ['latest_invoice'] })).toMatchObject({ status, latest_invoice: { status: 'open', attempt_count: 3, next_payment_attempt: null } });
    expect(await shop.eventTypes()).toContain('invoice.payment_action_required');
  });
});

describe('a connected account', () => {
  it('sells subscriptions in its own name, of which the platform takes its part', async () => {
    const { stripe } = shop;
    const account = await stripe.accounts.create({ type: 'express', country: 'US', capabilities: { card_payments: { requested: true }, transfers: { requested: true } } });
    await shop.control(`accounts/${account.id}`, { onboard: 'complete' });
    const options = { stripeAccount: account.id };
    const open = await stripe.checkout.sessions.create(
      {
        mode: 'subscription', success_url: 'http://shop.test/done', subscription_data: { application_fee_percent: 12.5 },
        line_items: [{ quantity: 1, price_data: { currency: 'usd', unit_amount: 1000, recurring: { interval: 'month' }, product_data: { name: 'Letter' } } }],
      },
      options,
    );
    await shop.pay(open);
    const [charge] = (await stripe.charges.list({}, options)).data;
    expect(charge).toMatchObject({ amount: 1000, application_fee_amount: 125 });
    const movements = await stripe.balanceTransactions.list({ source: charge?.id }, options);
    expect(movements.data).toMatchObject([{ amount: 1000, fee: 59 + 125, fee_details: [{ type: 'stripe_fee' }, { type: 'application_fee', amount: 125 }] }]);
    expect((await stripe.balanceTransactions.list({ type: 'application_fee' })).data).toMatchObject([{ amount: 125, net: 125 }]);
    expect((await stripe.subscriptions.list()).data).toEqual([]);
    expect((await stripe.subscriptions.list({}, options)).data).toMatchObject([{ status: 'active', application_fee_percent: 12.5 }]);
    await stripe.refunds.create({ charge: charge?.id, amount: 400, refund_application_fee: true }, options);
    expect((await stripe.applicationFees.list({ charge: charge?.id })).data).toMatchObject([{ amount: 125, amount_refunded: 50, refunded: false, account: account.id }]);
    await stripe.refunds.create({ charge: charge?.id, refund_application_fee: true }, options);
    expect((await stripe.applicationFees.list({ charge: charge?.id })).data).toMatchObject([{ amount_refunded: 125, refunded: true }]);
    expect((await stripe.balance.retrieve()).available[0]?.amount).toBe(-125);
    await shop.control('advance', { seconds: 32 * DAY });
    expect((await stripe.balanceTransactions.list({ type: 'application_fee' })).data).toHaveLength(2);
    const [arrival] = await shop.endpoint.received('customer.subscription.created');
    expect(arrival?.event.account).toBe(account.id);
    expect(await refusalOf(shop.createSession({ mode: 'subscription', subscription_data: { application_fee_percent: 5 } }))).toMatchObject({ param: 'subscription_data[application_fee_percent]' });
  });
});
