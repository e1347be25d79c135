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

interface Portal {
  subscription: Stripe.Subscription;
  customer: string;
  dear: Stripe.Price;
  cheap: Stripe.Price;
  configuration: string;
  open(params?: Partial<Stripe.BillingPortal.SessionCreateParams>): Promise<Stripe.BillingPortal.Session>;
  read(session: Stripe.BillingPortal.Session): Promise<string>;
  press(session: Stripe.BillingPortal.Session, fields: Record<string, string>): Promise<Response>;
  now(): Promise<Stripe.Subscription>;
}

/** A customer with a subscription to the cheap price of two, and a portal in which all is allowed. */
async function portal(): Promise<Portal> {
  const { stripe } = shop;
  const product = await stripe.products.create({ name: 'Plan' });
  const cheap = await stripe.prices.create({ product: product.id, currency: 'usd', unit_amount: 1000, recurring: { interval: 'month' } });
  const dear = await stripe.prices.create({ product: product.id, currency: 'usd', unit_amount: 2500, recurring: { interval: 'month' } });
  const checkout = await shop.createSession({ mode: 'subscription', line_items: [{ price: cheap.id, quantity: 1 }] });
  await shop.pay(checkout);
  const subscription = (await stripe.checkout.sessions.retrieve(checkout.id, { expand: ['subscription'] })).subscription as Stripe.Subscription;
  const { id: configuration } = await stripe.billingPortal.configurations.create({
    business_profile: { headline: 'Latchkey' },
    features: {
      payment_method_update: { enabled: true },
      invoice_history: { enabled: true },
      subscription_cancel: { enabled: true, mode: 'at_period_end' },
      subscription_update: { enabled: true, default_allowed_updates: ['price'], proration_behavior: 'always_invoice', products: [{ product: product.id, prices: [cheap.id, dear.id] }], schedule_at_period_end: { conditions: [{ type: 'decreasing_item_amount' }] } },
    },
  });
  const customer = idOf(subscription.customer);
  return {
    subscription, customer, dear, cheap, configuration,
    open: (params = {}) => stripe.billingPortal.sessions.create({ customer, configuration, return_url: 'http://shop.test/account', ...params }),
    read: async (session) => (await fetch(session.url)).text(),
    press: (session, fields) => fetch(session.url, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' }),
    now: () => stripe.subscriptions.retrieve(subscription.id),
  };
}

describe('the customer portal', () => {
  it('shows what runs, with its invoices, and leads back', async () => {
    const one = await portal();
    const page = await one.read(await one.open());
    expect(page).toContain('Test mode, a stand-in for Stripe.');
    expect(page).toContain('Renews on');
    expect(page).toContain('visa ending in 4242');
    expect(page).toContain('href="http://shop.test/account"');
    const [invoice] = (await shop.stripe.invoices.list({ customer: one.customer })).data;
    expect(page).toContain(`/i/${invoice?.id ?? ''}`);
    expect(await (await fetch(invoice?.hosted_invoice_url ?? '')).text()).toContain('$10.00');
  });

  it('cancels at the end of the period, and takes that back', async () => {
    const one = await portal();
    const session = await one.open();
    expect((await one.press(session, { action: 'cancel', subscription: one.subscription.id })).status).toBe(303);
    expect(await one.now()).toMatchObject({ status: 'active', cancel_at_period_end: true });
    expect(await one.read(session)).toContain('Do not cancel');
    await one.press(session, { action: 'keep', subscription: one.subscription.id });
    expect(await one.now()).toMatchObject({ cancel_at_period_end: false, cancel_at: null });
  });

  it('changes the card that is charged, unless its bank refuses', async () => {
    const one = await portal();
    await shop.control(`customers/${one.customer}`, { card: 'declined' });
    await shop.control('advance', { seconds: 32 * DAY });
    expect((await one.now()).status).toBe('past_due');
    const session = await one.open({ flow_data: { type: 'payment_method_update', after_completion: { type: 'redirect', redirect: { return_url: 'http://shop.test/card-changed' } } } });
    expect(await one.read(session)).not.toContain('Cancel subscription');
    const refused = await one.press(session, { action: 'card', number: '4000 0000 0000 0002', expiry: '12/40', cvc: '123' });
    expect([refused.status, await refused.text()]).toEqual([400, expect.stringContaining('Your card was declined.') as string]);
    expect((await one.press(session, { action: 'card', number: '12', expiry: '12/40', cvc: '123' })).status).toBe(400);
    const changed = await one.press(session, { action: 'card', number: '5555 5555 5555 4444', expiry: '12/40', cvc: '123' });
    expect(changed.headers.get('location')).toBe('http://shop.test/card-changed');
    const home = await one.open();
    const [open] = (await shop.stripe.invoices.list({ customer: one.customer, status: 'open' })).data;
    expect(await one.read(home)).toContain('Pay now');
    await one.press(home, { action: 'pay', invoice: open?.id ?? '' });
    expect((await one.now()).status).toBe('active');
    expect(await shop.stripe.customers.retrieve(one.customer, { expand: ['invoice_settings.default_payment_method'] })).toMatchObject({ invoice_settings: { default_payment_method: { card: { last4: '4444' } } } });
  });

  it('changes to a dearer plan now and to a cheaper one at the end of the period', async () => {
    const one = await portal();
    const session = await one.open({ flow_data: { type: 'subscription_update', subscription_update: { subscription: one.subscription.id } } });
    await one.press(session, { action: 'plan', subscription: one.subscription.id, price: one.dear.id });
    expect(await one.now()).toMatchObject({ items: { data: [{ price: { id: one.dear.id } }] }, schedule: null });
    await one.press(session, { action: 'plan', subscription: one.subscription.id, price: one.cheap.id });
    const scheduled = await one.now();
    expect(scheduled).toMatchObject({ items: { data: [{ price: { id: one.dear.id } }] } });
    expect(await shop.stripe.subscriptionSchedules.retrieve(idOf(scheduled.schedule))).toMatchObject({ status: 'active', phases: [{ items: [{ price: one.dear.id }] }, { items: [{ price: one.cheap.id }] }] });
    await shop.control('advance', { seconds: 32 * DAY });
    expect(await one.now()).toMatchObject({ items: { data: [{ price: { id: one.cheap.id } }] } });
  });

  it('is refused without a configuration, for a stranger and for what is not allowed, and ends after an hour', async () => {
    const one = await portal();
    expect((await refusalOf(one.open({ configuration: undefined }))).message).toContain('No configuration provided');
    expect(await refusalOf(one.open({ customer: 'cus_none' }))).toMatchObject({ code: 'resource_missing', param: 'customer' });
    await shop.stripe.billingPortal.configurations.update(one.configuration, { features: { subscription_cancel: { enabled: false } } });
    expect((await refusalOf(one.open({ flow_data: { type: 'subscription_cancel', subscription_cancel: { subscription: one.subscription.id } } }))).statusCode).toBe(400);
    const session = await one.open();
    await one.press(session, { action: 'cancel', subscription: one.subscription.id });
    expect((await one.now()).cancel_at_period_end).toBe(false);
    await shop.control('advance', { seconds: 3601 });
    expect((await fetch(session.url)).status).toBe(404);
  });
});
