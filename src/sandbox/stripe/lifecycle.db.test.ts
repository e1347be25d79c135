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
const now = (): number => Math.floor(Date.now() / 1000);

async function subscribe(subscription_data: Stripe.Checkout.SessionCreateParams.SubscriptionData = {}, fields: Record<string, string> = {}): Promise<Stripe.Subscription> {
  const session = await shop.createSession({
    mode: 'subscription',
    line_items: [{ quantity: 1, price_data: { currency: 'usd', unit_amount: 3100, recurring: { interval: 'month' }, product_data: { name: 'Plan' } } }],
    subscription_data,
    payment_method_collection: fields['method'] === 'none' ? 'if_required' : 'always',
  });
  await shop.pay(session, fields);
  return (await shop.stripe.checkout.sessions.retrieve(session.id, { expand: ['subscription'] })).subscription as Stripe.Subscription;
}

describe('a trial', () => {
  it('ends when told to, and is billed at once', async () => {
    const { id } = await subscribe({ trial_period_days: 20 });
    const ended = await shop.stripe.subscriptions.update(id, { trial_end: 'now', expand: ['latest_invoice'] });
    expect(ended).toMatchObject({ status: 'active', billing_cycle_anchor: ended.items.data[0]?.current_period_start, latest_invoice: { status: 'paid', total: 3100 } });
  });

  it('is made longer without a charge', async () => {
    const { id } = await subscribe({ trial_period_days: 3 });
    const until = now() + 30 * DAY;
    expect(await shop.stripe.subscriptions.update(id, { trial_end: until })).toMatchObject({ status: 'trialing', trial_end: until, billing_cycle_anchor: until });
    await shop.control('advance', { seconds: 10 * DAY });
    expect((await shop.stripe.subscriptions.retrieve(id)).status).toBe('trialing');
    expect((await shop.stripe.charges.list()).data).toEqual([]);
  });

  it.each([['pause', 'paused'], ['create_invoice', 'past_due'], ['cancel', 'canceled']] as const)('without a card is %s as its session said', async (missing_payment_method, status) => {
    const { id } = await subscribe({ trial_period_days: 3, trial_settings: { end_behavior: { missing_payment_method } } }, { method: 'none' });
    await shop.control('advance', { seconds: 3 * DAY + 3700 });
    expect((await shop.stripe.subscriptions.retrieve(id)).status).toBe(status);
  });

  it('keeps a card that fails only when it is charged', async () => {
    const { id } = await subscribe({ trial_period_days: 3 }, { number: '4000000000000341' });
    await shop.control('advance', { seconds: 3 * DAY + 3700 });
    expect(await shop.stripe.subscriptions.retrieve(id, { expand: ['latest_invoice'] })).toMatchObject({ status: 'past_due', latest_invoice: { attempt_count: 1, status: 'open' } });
  });
});

describe('a subscription', () => {
  it('begins a new period when told to, and gives back what is left of the old one', async () => {
    const { id, items } = await subscribe();
    await shop.control('advance', { seconds: 10 * DAY });
    const moved = await shop.stripe.subscriptions.update(id, { billing_cycle_anchor: { type: 'now' }, expand: ['latest_invoice'] });
    expect(moved.items.data[0]?.current_period_start).toBeGreaterThan((items.data[0]?.current_period_start ?? 0) + 10 * DAY - 1);
    expect((moved.latest_invoice as Stripe.Invoice).lines.data.map(({ amount }) => amount > 0)).toEqual([false, true]);
  });

  it('ends at a moment that was set', async () => {
    const { id } = await subscribe();
    const at = now() + 5 * DAY;
    expect(await shop.stripe.subscriptions.update(id, { cancel_at: at })).toMatchObject({ cancel_at: at, cancel_at_period_end: false });
    await shop.control('advance', { seconds: 5 * DAY + 60 });
    expect(await shop.stripe.subscriptions.retrieve(id)).toMatchObject({ status: 'canceled', ended_at: at });
    expect(await shop.stripe.subscriptions.update(id, { metadata: { told: 'yes' } })).toMatchObject({ metadata: { told: 'yes' } });
  });

  it('gives back what is left when it is cancelled with proration, to the customer’s credit', async () => {
    const { id, customer } = await subscribe();
    await shop.stripe.subscriptions.cancel(id, { prorate: true, invoice_now: true });
    const [invoice] = (await shop.stripe.invoices.list({ subscription: id, limit: 1 })).data;
    expect(invoice).toMatchObject({ status: 'paid', amount_due: 0 });
    expect(invoice?.total).toBeLessThan(-3000);
    expect((await shop.stripe.customers.retrieve(idOf(customer))) as Stripe.Customer).toMatchObject({ balance: invoice?.total });
  });

  it('goes with its customer', async () => {
    const { id, customer } = await subscribe();
    await shop.stripe.customers.del(idOf(customer));
    expect((await shop.stripe.subscriptions.retrieve(id)).status).toBe('canceled');
    await shop.control('advance', { seconds: 40 * DAY });
    expect((await shop.stripe.charges.list()).data).toHaveLength(1);
  });

  it('pays nothing with a card that was detached', async () => {
    const { id, default_payment_method: method } = await subscribe();
    await shop.stripe.paymentMethods.detach(idOf(method));
    await shop.control('advance', { seconds: 32 * DAY });
    expect((await shop.stripe.subscriptions.retrieve(id)).status).toBe('past_due');
  });

  it('is in order again when the invoice it was late with is voided', async () => {
    const { id, customer } = await subscribe();
    await shop.control(`customers/${idOf(customer)}`, { card: 'declined' });
    await shop.control('advance', { seconds: 32 * DAY });
    const { latest_invoice: latest } = await shop.stripe.subscriptions.retrieve(id);
    expect(await shop.stripe.invoices.voidInvoice(idOf(latest))).toMatchObject({ status: 'void', status_transitions: { voided_at: expect.any(Number) as number } });
    expect((await refusalOf(shop.stripe.invoices.pay(idOf(latest)))).statusCode).toBe(400);
    expect((await shop.stripe.subscriptions.retrieve(id)).status).toBe('active');
  });

  it('renews every month on the day it began, in order of time, however far the clock goes', async () => {
    const { id } = await subscribe();
    await shop.control('advance', { seconds: 200 * DAY });
    const invoices = (await shop.stripe.invoices.list({ subscription: id })).data.reverse();
    expect(invoices).toHaveLength(7);
    expect(invoices.every(({ status }) => status === 'paid')).toBe(true);
    const starts = invoices.map(({ lines }) => lines.data[0]?.period.start ?? 0);
    expect(starts).toEqual([...starts].sort((a, b) => a - b));
    expect(invoices.slice(1).map(({ created }) => created)).toEqual(starts.slice(1));
  });

  it('takes its money back through a dispute of its charge, as any charge', async () => {
    await subscribe();
    const [charge] = (await shop.stripe.charges.list()).data;
    await shop.control('disputes', { charge: charge?.id });
    expect((await shop.stripe.disputes.list()).data).toMatchObject([{ amount: 3100, charge: charge?.id }]);
    expect((await refusalOf(shop.stripe.refunds.create({ charge: charge?.id }))).code).toBe('charge_disputed');
  });
});
