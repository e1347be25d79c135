import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type Stripe from 'stripe';
import { createTestDatabase } from '@/testing/postgres';
import type { TestDatabase } from '@/testing/postgres';
import { CREATE_ACCOUNT } from './accounts/account-params';
import { CREATE_SESSION } from './checkout/create-params';
import { CREATE_ACCOUNT_LINK } from './resources/accounts';
import { CREATE_TRANSFER } from './resources/transfers';
import { contractAvailable, loadContract } from './testing/contract';
import type { Contract } from './testing/contract';
import { TestDouble, refusalOf } from './testing/harness';
import { problemsOf } from './testing/replay';

if (!contractAvailable) console.log("Stripe's API documents do not lie beside the project: the contract of the stand-in is not checked here.");

/** Fields the newest published example (2026-08-21) lacks: in the SDK's types of 2026-10-28, or shown only once or when expanded. */
const NEWER: Record<string, string[]> = {
  // Present for what happened in a connected account.
  event: ['account'],
  dispute: ['intended_submission_method'],
  // Of an account rather than of a customer.
  bank_account: ['account', 'available_payout_methods', 'default_for_currency', 'future_requirements', 'requirements'],
  customer: ['customer_account'],
  product: ['tax_details'],
  'checkout.session': ['allowed_payment_method_types', 'line_items'],
  payment_intent: ['payment_record', 'allowed_payment_method_types'],
  webhook_endpoint: ['secret'],
  subscription_item: ['current_trial'],
  invoice: ['payments'],
  invoiceitem: ['proration_details'],
  subscription_schedule: ['pause_schedules'],
};

/** Fields of that example which the SDK's types of 2026-10-28 no longer have. */
const GONE: Record<string, string[]> = { invoice: ['subscription'] };

let database: TestDatabase;
let shop: TestDouble;
let contract: Contract;

describe.skipIf(!contractAvailable)('the contract with Stripe', () => {
  beforeAll(async () => {
    contract = await loadContract();
    database = await createTestDatabase();
    shop = await TestDouble.start(database.ownerUrl);
    await liveThroughEverything();
  }, 60_000);

  afterAll(async () => {
    await shop.stop();
    await database.drop();
  });

  async function liveThroughEverything(): Promise<void> {
    const { stripe } = shop;
    const customer = await stripe.customers.create({ email: 'ada@example.com', name: 'Ada', address: { country: 'GB', line1: 'x' }, metadata: { a: 'b' } });
    await stripe.customers.update(customer.id, { name: 'Ada L' });
    await stripe.customers.retrieve(customer.id);
    await stripe.customers.list({ limit: 3 });
    const product = await stripe.products.create({ name: 'Pack', description: 'd', default_price_data: { currency: 'usd', unit_amount: 1900 } });
    await stripe.products.update(product.id, { metadata: { a: 'b' } });
    await stripe.products.list();
    const price = await stripe.prices.create({ currency: 'usd', unit_amount: 2500, product: product.id, lookup_key: 'l' });
    await stripe.prices.create({ currency: 'eur', unit_amount: 900, recurring: { interval: 'month' }, product: product.id });
    await stripe.prices.retrieve(price.id, { expand: ['product'] });
    await stripe.prices.list({ lookup_keys: ['l'] });
    const paid = await shop.createSession({
      line_items: [{ price: price.id, quantity: 2 }, { quantity: 1, price_data: { currency: 'usd', unit_amount: 100, product_data: { name: 'x', metadata: { sku: 's' } } } }],
      client_reference_id: 'ord_1', metadata: { order_id: 'ord_1' }, customer_creation: 'always', expires_at: Math.floor(Date.now() / 1000) + 3600,
      payment_intent_data: { metadata: { order_id: 'ord_1' }, transfer_group: 'ord_1', description: 'Order' }, submit_type: 'pay', locale: 'en', billing_address_collection: 'auto',
      allow_promotion_codes: false, phone_number_collection: { enabled: false }, expand: ['line_items'],
    });
    await shop.pay(paid, { number: '4000000000000002' });
    await shop.pay(paid);
    await payAndRefund(paid);
    await waitingAndExpired(customer.id);
    await sellAndDispute();
    await subscribeAndChange();
    await stripe.webhookEndpoints.create({ url: 'http://127.0.0.1:9/x', enabled_events: ['charge.refunded'] });
    await stripe.webhookEndpoints.list();
    await refusalOf(stripe.checkout.sessions.retrieve('cs_none'));
    await refusalOf(stripe.refunds.create({ payment_intent: 'pi_none' }));
  }

  async function payAndRefund(session: Stripe.Checkout.Session): Promise<void> {
    const { stripe } = shop;
    const { payment_intent: intent } = await stripe.checkout.sessions.retrieve(session.id, { expand: ['payment_intent.latest_charge.balance_transaction', 'customer', 'line_items'] });
    const intentId = (intent as Stripe.PaymentIntent).id;
    await stripe.paymentIntents.retrieve(intentId, { expand: ['payment_method', 'latest_charge'] });
    await stripe.paymentIntents.list({ limit: 2 });
    const { data: charges } = await stripe.charges.list({ payment_intent: intentId });
    await stripe.charges.retrieve(charges[0]?.id ?? '', { expand: ['refunds', 'balance_transaction'] });
    const refund = await stripe.refunds.create({ payment_intent: intentId, amount: 500, reason: 'requested_by_customer', metadata: { r: '1' } });
    await stripe.refunds.create({ payment_intent: intentId });
    await stripe.refunds.retrieve(refund.id, { expand: ['charge', 'balance_transaction'] });
    await stripe.refunds.list({ payment_intent: intentId });
    await stripe.balanceTransactions.list();
    await stripe.checkout.sessions.listLineItems(session.id, { limit: 1 });
    await stripe.events.list({ limit: 100 });
    await stripe.events.list({ types: ['charge.refunded'], created: { gte: 1 } });
  }

  async function sellAndDispute(): Promise<void> {
    const { stripe } = shop;
    const seller = await stripe.accounts.create({ type: 'express', country: 'US', capabilities: { card_payments: { requested: true }, transfers: { requested: true } } });
    await stripe.accounts.retrieveCapability(seller.id, 'transfers');
    await stripe.accountLinks.create({ account: seller.id, type: 'account_onboarding', refresh_url: 'http://shop.test/a', return_url: 'http://shop.test/b' });
    await shop.control(`accounts/${seller.id}`, { onboard: 'complete' });
    await stripe.accounts.createLoginLink(seller.id);
    await stripe.coupons.create({ id: 'ten', percent_off: 10, duration: 'once' });
    await stripe.shippingRates.create({ display_name: 'Post', type: 'fixed_amount', fixed_amount: { amount: 300, currency: 'usd' } });
    const session = await shop.createSession({ discounts: [{ coupon: 'ten' }], shipping_options: [{ shipping_rate_data: { type: 'fixed_amount', display_name: 'Post', fixed_amount: { amount: 500, currency: 'usd' } } }], shipping_address_collection: { allowed_countries: ['US'] } }, 9000);
    await shop.pay(session, { number: '4000000000000259', name: 'A', line1: 'b', city: 'c', postal_code: '1', country: 'US' });
    const paid = await shop.paidSession(session.id);
    const { data: disputes } = await stripe.disputes.list({ payment_intent: paid.payment_intent.id });
    await stripe.disputes.update(disputes[0]?.id ?? '', { evidence: { uncategorized_text: 'winning_evidence' } });
    await stripe.disputes.retrieve(disputes[0]?.id ?? '', { expand: ['charge', 'payment_intent'] });
    const transfer = await stripe.transfers.create({ amount: 5000, currency: 'usd', destination: seller.id, source_transaction: paid.payment_intent.latest_charge.id });
    await shop.control('settle', { funds: 'all' });
    await stripe.transfers.createReversal(transfer.id, { amount: 100 });
    await stripe.transfers.retrieve(transfer.id, { expand: ['destination', 'balance_transaction'] });
    await stripe.balance.retrieve();
    const payout = await stripe.payouts.create({ amount: 1000, currency: 'usd' }, { stripeAccount: seller.id });
    await shop.control(`payouts/${payout.id}`, { status: 'failed' });
    await stripe.payouts.list({}, { stripeAccount: seller.id });
    await stripe.accounts.retrieve(seller.id);
    await stripe.balanceTransactions.list({}, { stripeAccount: seller.id });
    await stripe.events.list({ limit: 100 }, { stripeAccount: seller.id });
  }

  async function waitingAndExpired(customer: string): Promise<void> {
    const { stripe } = shop;
    const debit = await shop.createSession({ customer });
    await shop.pay(debit, { method: 'bank', account: '000123456789' });
    await stripe.checkout.sessions.retrieve(debit.id, { expand: ['payment_intent.latest_charge'] });
    const sepa = await shop.createSession({ line_items: [{ quantity: 1, price_data: { currency: 'eur', unit_amount: 900, product_data: { name: 'x' } } }], shipping_address_collection: { allowed_countries: ['DE'] } });
    await shop.pay(sepa, { method: 'bank', account: 'AT861904300235473202', name: 'A', line1: 'b', city: 'c', postal_code: '1', country: 'DE' });
    await shop.control('settle', { session: sepa.id });
    await stripe.checkout.sessions.retrieve(sepa.id, { expand: ['payment_intent'] });
    const expired = await shop.createSession({ customer_email: 'a@b.co' });
    await stripe.checkout.sessions.expire(expired.id);
    await stripe.checkout.sessions.list({ limit: 5 });
    const free = await shop.createSession({}, 0);
    await shop.pay(free, { method: 'none' });
    await stripe.checkout.sessions.retrieve(free.id);
  }

  async function subscribeAndChange(): Promise<void> {
    const { stripe } = shop;
    const session = await shop.createSession({ mode: 'subscription', line_items: [{ quantity: 1, price_data: { currency: 'usd', unit_amount: 1000, recurring: { interval: 'month' }, product_data: { name: 'Plan' } } }], subscription_data: { metadata: { a: 'b' } } });
    await shop.pay(session);
    const { subscription: started } = await stripe.checkout.sessions.retrieve(session.id, { expand: ['subscription.latest_invoice'] });
    const subscription = started as Stripe.Subscription;
    const item = subscription.items.data[0]?.id ?? '';
    const coupon = await stripe.coupons.create({ percent_off: 10, duration: 'forever' });
    await stripe.subscriptions.update(subscription.id, { items: [{ id: item, quantity: 2 }], proration_behavior: 'always_invoice', discounts: [{ coupon: coupon.id }], expand: ['discounts'] });
    await stripe.invoiceItems.list({ limit: 3 });
    await stripe.invoices.list({ subscription: subscription.id, expand: ['data.payments'] });
    await stripe.subscriptionSchedules.create({ from_subscription: subscription.id });
    const { id: configuration } = await stripe.billingPortal.configurations.create({ features: { invoice_history: { enabled: true } } });
    await stripe.billingPortal.sessions.create({ customer: subscription.customer as string, configuration });
    await stripe.customers.listPaymentMethods(subscription.customer as string);
  }

  it('holds for every request the SDK sends and every answer the double gives', async () => {
    const requests = await shop.requests();
    expect(requests.length).toBeGreaterThan(50);
    expect(await problemsOf(requests)).toEqual([]);
  });

  it('holds for the requests in the words of 2026-10-28', async () => {
    const requests = await shop.requests();
    const bodies = (path: string): string[] => requests.filter((one) => one.method === 'POST' && one.path === path && one.status === 200).map((one) => one.body);
    const sessions = bodies('/v1/checkout/sessions');
    const refunds = bodies('/v1/refunds');
    expect([sessions.length, refunds.length]).toEqual([7, 2]);
    expect(sessions.map((body) => contract.checkNewRequest('SessionCreateParams', body))).toEqual(sessions.map(() => null));
    expect(refunds.map((body) => contract.checkNewRequest('RefundCreateParams', body))).toEqual(refunds.map(() => null));
  });

  it('shows the fields of the newest published examples, by name', async () => {
    const seen = new Map<string, Set<string>>();
    const collect = (node: unknown): void => {
      if (Array.isArray(node)) node.forEach(collect);
      if (typeof node !== 'object' || node === null || Array.isArray(node)) return;
      const { object } = node as { object?: unknown };
      if (typeof object === 'string') seen.set(object, new Set([...(seen.get(object) ?? []), ...Object.keys(node)]));
      Object.values(node).forEach(collect);
    };
    (await shop.requests()).forEach((one) => { collect(one.response); });
    const differences = [...seen].flatMap(([object, fields]) => {
      const example = contract.exampleFields(object);
      if (example === null) return [];
      const missing = example.filter((field) => !fields.has(field) && GONE[object]?.includes(field) !== true);
      const added = [...fields].filter((field) => !example.includes(field) && NEWER[object]?.includes(field) !== true);
      return missing.length + added.length === 0 ? [] : [{ object, missing, added }];
    });
    expect(differences).toEqual([]);
  });

  it('would notice a wrong request or answer', () => {
    const session = { method: 'POST', path: '/v1/checkout/sessions', body: 'mode=paymnt&success_url=https://x.y' };
    expect(contract.check(session).ok).toBe(false);
    expect(contract.check({ method: 'GET', path: '/v1/charges/ch_1', status: 200, response: { id: 'ch_1', object: 'charge', amount: '5' } }).ok).toBe(false);
    expect(contract.checkNewRequest('SessionCreateParams', 'mode=payment&payment_method_types[0]=card')).not.toBeNull();
    expect(contract.checkNewRequest('RefundCreateParams', 'payment_intent=pi_1&amonut=5')).not.toBeNull();
  });

  it.each([
    ['SessionCreateParams', CREATE_SESSION],
    ['AccountCreateParams', CREATE_ACCOUNT],
    ['TransferCreateParams', CREATE_TRANSFER],
    ['AccountLinkCreateParams', CREATE_ACCOUNT_LINK],
  ] as const)('covers the parameters of %s, all and no others', (name, fields) => {
    expect([...Object.keys(fields), 'expand'].sort()).toEqual(contract.newParams(name).sort());
  });
});
