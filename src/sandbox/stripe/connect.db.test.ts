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

const URLS = { refresh_url: 'http://shop.test/seller/again', return_url: 'http://shop.test/seller/back' };
const EXPRESS: Stripe.AccountCreateParams = {
  country: 'DE', email: 'seller@example.com', metadata: { seller_id: 'sel_1' }, capabilities: { card_payments: { requested: true }, transfers: { requested: true } },
  business_profile: { name: 'Prompt Works', url: 'https://prompts.example' },
  controller: { fees: { payer: 'application' }, losses: { payments: 'application' }, requirement_collection: 'stripe', stripe_dashboard: { type: 'express' } },
};

const newSeller = (overrides: Partial<Stripe.AccountCreateParams> = {}): Promise<Stripe.Account> => shop.stripe.accounts.create({ ...EXPRESS, ...overrides });

/** A seller who has handed in Stripe's form. */
async function onboarded(overrides: Partial<Stripe.AccountCreateParams> = {}): Promise<string> {
  const { id } = await newSeller(overrides);
  await shop.control(`accounts/${id}`, { onboard: 'complete' });
  return id;
}

const visit = (url: string): Promise<Response> => fetch(url, { redirect: 'manual' });
const answer = (url: string, outcome: string): Promise<Response> => fetch(url, { method: 'POST', redirect: 'manual', body: new URLSearchParams({ outcome }) });

describe('a connected account', () => {
  it('can do nothing until its seller has been to the hosted form', async () => {
    const account = await newSeller();
    expect(account).toMatchObject({
      object: 'account', type: 'express', country: 'DE', default_currency: 'eur', email: 'seller@example.com', metadata: { seller_id: 'sel_1' }, charges_enabled: false, payouts_enabled: false, details_submitted: false,
      capabilities: { card_payments: 'inactive', transfers: 'inactive' }, requirements: { disabled_reason: 'requirements.past_due' }, business_profile: { name: 'Prompt Works' },
    });
    expect(account.requirements?.currently_due).toContain('external_account');
    expect(await refusalOf(shop.stripe.accounts.createLoginLink(account.id))).toMatchObject({ statusCode: 400 });
  });

  it('is set up on the page of a link that opens once', async () => {
    const account = await newSeller();
    const link = await shop.stripe.accountLinks.create({ account: account.id, type: 'account_onboarding', ...URLS });
    const page = await visit(link.url);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('Continue with test data');
    const back = await answer(link.url, 'complete');
    expect([back.status, back.headers.get('location')]).toEqual([303, URLS.return_url]);
    expect(await shop.stripe.accounts.retrieve(account.id)).toMatchObject({
      charges_enabled: true, payouts_enabled: true, details_submitted: true, capabilities: { card_payments: 'active', transfers: 'active' },
      requirements: { currently_due: [], disabled_reason: null }, external_accounts: { data: [{ object: 'bank_account', currency: 'eur', last4: '6789' }] },
    });
    expect((await visit(link.url)).headers.get('location')).toBe(URLS.refresh_url);
    expect((await answer(link.url, 'rejected')).headers.get('location')).toBe(URLS.refresh_url);
  });

  it('tells about it in its own name: pending first, then active', async () => {
    const account = await onboarded();
    await shop.endpoint.received('account.updated', 2);
    const capabilities = (await shop.endpoint.received('capability.updated', 4)).map(({ event }) => event);
    expect(capabilities.map((event) => (event.data.object as Stripe.Capability).status).sort()).toEqual(['active', 'active', 'pending', 'pending']);
    expect(new Set([...capabilities, ...shop.endpoint.of('account.updated').map(({ event }) => event)].map((event) => event.account))).toEqual(new Set([account]));
    expect((await shop.stripe.events.list()).data).toEqual([]);
    expect((await shop.stripe.events.list({}, { stripeAccount: account })).data.map((event) => event.type)).toContain('account.updated');
  });

  it('keeps its payouts off while something is due, and does nothing once rejected', async () => {
    const account = await newSeller();
    const link = await shop.stripe.accountLinks.create({ account: account.id, type: 'account_onboarding', ...URLS });
    await visit(link.url);
    await answer(link.url, 'document_due');
    expect(await shop.stripe.accounts.retrieve(account.id)).toMatchObject({ charges_enabled: true, payouts_enabled: false, requirements: { currently_due: ['individual.verification.document'] } });
    await shop.control(`accounts/${account.id}`, { requirement: null });
    expect((await shop.stripe.accounts.retrieve(account.id)).payouts_enabled).toBe(true);
    expect(await shop.stripe.accounts.reject(account.id, { reason: 'fraud' })).toMatchObject({ charges_enabled: false, payouts_enabled: false, requirements: { disabled_reason: 'rejected.fraud' } });
  });

  it('gets an expired link replaced, not opened', async () => {
    const account = await newSeller();
    const link = await shop.stripe.accountLinks.create({ account: account.id, type: 'account_onboarding', ...URLS });
    await shop.control('advance', { seconds: 301 });
    expect((await visit(link.url)).headers.get('location')).toBe(URLS.refresh_url);
  });

  it('loses a capability later, and gets it back', async () => {
    const account = await onboarded();
    await shop.control(`accounts/${account}`, { transfers: 'inactive', payouts_enabled: false });
    expect(await shop.stripe.accounts.retrieve(account)).toMatchObject({ capabilities: { transfers: 'inactive', card_payments: 'active' }, payouts_enabled: false });
    expect(await shop.stripe.accounts.retrieveCapability(account, 'transfers')).toMatchObject({ object: 'capability', status: 'inactive', requested: true });
    await shop.control(`accounts/${account}`, { transfers: 'active', payouts_enabled: true });
    expect(await shop.stripe.accounts.retrieve(account)).toMatchObject({ capabilities: { transfers: 'active' }, payouts_enabled: true });
  });

  it('is changed, listed, seen by a login link, and deleted', async () => {
    const account = await onboarded();
    expect(await shop.stripe.accounts.update(account, { email: 'new@example.com', metadata: { a: 'b' }, business_profile: { support_phone: '+49301' } })).toMatchObject({
      email: 'new@example.com', metadata: { seller_id: 'sel_1', a: 'b' }, business_profile: { name: 'Prompt Works', support_phone: '+49301' },
    });
    expect((await shop.stripe.accounts.list()).data.map(({ id }) => id)).toEqual([account]);
    const login = await shop.stripe.accounts.createLoginLink(account);
    expect(await (await visit(login.url)).text()).toContain('Your account at Stripe');
    expect((await visit(login.url)).status).toBe(410);
    expect(await shop.stripe.accounts.del(account)).toEqual(expect.objectContaining({ id: account, deleted: true }));
    expect(await refusalOf(shop.stripe.accounts.retrieve(account))).toMatchObject({ statusCode: 403, code: 'account_invalid' });
  });

  const refused: [string, Stripe.AccountCreateParams, Partial<Stripe.errors.StripeError>][] = [
    ['an unknown country', { ...EXPRESS, country: 'XX' }, { param: 'country' }],
    ['another dashboard', { ...EXPRESS, controller: { stripe_dashboard: { type: 'full' } } }, { param: 'controller[stripe_dashboard][type]' }],
    ['type and controller together', { ...EXPRESS, type: 'express' }, { param: 'controller' }],
    ['what the double would have to ignore', { ...EXPRESS, individual: { first_name: 'Ada' } }, { param: 'individual' }],
  ];
  it.each(refused)('is refused with %s', async (_name, params, expected) => {
    expect(await refusalOf(shop.stripe.accounts.create(params))).toMatchObject({ statusCode: 400, ...expected });
  });

  it('needs both addresses for a link, and no other kind of link', async () => {
    const account = await onboarded();
    expect(await refusalOf(shop.stripe.accountLinks.create({ account, type: 'account_onboarding', return_url: URLS.return_url }))).toMatchObject({ code: 'parameter_missing', param: 'refresh_url' });
    expect(await refusalOf(shop.stripe.accountLinks.create({ account, type: 'account_update', ...URLS }))).toMatchObject({ param: 'type' });
  });
});

describe('the Stripe-Account header', () => {
  it('keeps what belongs to one account from the others', async () => {
    const [one, two] = [await onboarded(), await onboarded()];
    const as = { stripeAccount: one };
    const product = await shop.stripe.products.create({ name: 'Plan' }, as);
    const price = await shop.stripe.prices.create({ product: product.id, currency: 'eur', unit_amount: 900 }, as);
    const customer = await shop.stripe.customers.create({ email: 'end@example.com' }, as);
    const session = await shop.stripe.checkout.sessions.create({ mode: 'payment', customer: customer.id, line_items: [{ price: price.id, quantity: 1 }], success_url: 'http://shop.test/done' }, as);
    expect((await shop.pay(session)).status).toBe(303);
    const paid = await shop.stripe.checkout.sessions.retrieve(session.id, { expand: ['payment_intent.latest_charge'] }, as);
    expect(paid).toMatchObject({ status: 'complete', payment_status: 'paid', payment_intent: { latest_charge: { paid: true } } });
    const [arrival] = await shop.endpoint.received('checkout.session.completed');
    expect(arrival?.event.account).toBe(one);
    expect((await shop.stripe.refunds.create({ payment_intent: (paid.payment_intent as Stripe.PaymentIntent).id, amount: 100 }, as)).status).toBe('succeeded');
    expect((await shop.stripe.balance.retrieve({}, as)).available).toEqual([{ amount: -100, currency: 'eur', source_types: { card: -100 } }]);

    for (const options of [undefined, { stripeAccount: two }]) {
      expect((await shop.stripe.checkout.sessions.list({}, options)).data).toEqual([]);
      expect((await shop.stripe.charges.list({}, options)).data).toEqual([]);
      expect((await shop.stripe.customers.list({}, options)).data).toEqual([]);
      expect(await refusalOf(shop.stripe.products.retrieve(product.id, {}, options))).toMatchObject({ code: 'resource_missing', statusCode: 404 });
      expect(await refusalOf(shop.stripe.checkout.sessions.retrieve(session.id, {}, options))).toMatchObject({ statusCode: 404 });
    }
    expect((await shop.stripe.balance.retrieve()).available).toEqual([{ amount: 0, currency: 'usd', source_types: { card: 0 } }]);
  });

  it('is refused for an account that is not connected, and charges need the capability', async () => {
    expect(await refusalOf(shop.stripe.customers.list({}, { stripeAccount: 'acct_none' }))).toMatchObject({ statusCode: 403, code: 'account_invalid', type: 'StripePermissionError' });
    const { id } = await newSeller();
    const create = shop.stripe.checkout.sessions.create({ mode: 'payment', line_items: [{ quantity: 1, price_data: { currency: 'eur', unit_amount: 500, product_data: { name: 'x' } } }], success_url: 'http://shop.test/' }, { stripeAccount: id });
    expect(await refusalOf(create)).toMatchObject({ statusCode: 400 });
  });

  it('gives each account keys of its own, and shows it itself', async () => {
    const account = await onboarded();
    const options = { idempotencyKey: 'same' };
    const platform = await shop.stripe.customers.create({ email: 'a@b.co' }, options);
    const connected = await shop.stripe.customers.create({ email: 'a@b.co' }, { ...options, stripeAccount: account });
    expect(connected.id).not.toBe(platform.id);
    expect((await shop.stripe.accounts.retrieveCurrent({}, { stripeAccount: account })).id).toBe(account);
    expect((await shop.stripe.accounts.retrieveCurrent()).type).toBe('standard');
  });

  it('sessions end in their own account when their time is over', async () => {
    const account = await onboarded();
    const as = { stripeAccount: account };
    const session = await shop.stripe.checkout.sessions.create({ mode: 'payment', line_items: [{ quantity: 1, price_data: { currency: 'eur', unit_amount: 500, product_data: { name: 'x' } } }], success_url: 'http://shop.test/' }, as);
    await shop.control('advance', { seconds: 25 * 3600 });
    const [arrival] = await shop.endpoint.received('checkout.session.expired');
    expect(arrival?.event).toMatchObject({ account, data: { object: { id: session.id } } });
  });
});

describe('webhook endpoints', () => {
  it('receive the events of the platform, or with `connect` those of its accounts', async () => {
    const path = { url: `${shop.endpoint.url}?x`, enabled_events: ['*' as const] };
    const own = await shop.stripe.webhookEndpoints.create(path);
    const connected = await shop.stripe.webhookEndpoints.create({ ...path, connect: true });
    await shop.control('faults', { holdEvents: true });
    await shop.stripe.customers.create({ email: 'a@b.co' });
    await onboarded();
    const { deliveries } = (await shop.control('deliveries')) as { deliveries: { type: string; endpoint: string }[] };
    const at = (id: string): Set<string> => new Set(deliveries.filter(({ endpoint }) => endpoint === id).map(({ type }) => type.split('.')[0] ?? ''));
    expect(at(own.id)).toEqual(new Set(['customer']));
    expect(at(connected.id)).toEqual(new Set(['account', 'capability']));
  });
});
