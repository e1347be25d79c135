import { beforeAll, describe, expect, it } from 'vitest';
import type Stripe from 'stripe';
import type { TestDouble } from './testing/harness';
import { doublePerFile } from './testing/double-per-file';

const double = doublePerFile();
let shop: TestDouble;
beforeAll(() => {
  shop = double.shop();
});

describe('a card whose bank asks first', () => {
  async function challenged(number: string): Promise<{ session: Stripe.Checkout.Session; confirm: (answer: string) => Promise<Response> }> {
    const session = await shop.createSession();
    const answer = await shop.pay(session, { number });
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe(`/c/pay/${session.id}/confirm`);
    const url = `${session.url ?? ''}/confirm`;
    expect(await (await fetch(url)).text()).toContain('Your bank asks you to confirm');
    return { session, confirm: (choice) => fetch(url, { method: 'POST', body: new URLSearchParams({ answer: choice }), redirect: 'manual' }) };
  }

  it('pays once confirmed, and only once', async () => {
    const { session, confirm } = await challenged('4000002760003184');
    expect((await shop.stripe.paymentIntents.list()).data[0]).toMatchObject({ status: 'requires_action', next_action: { type: 'redirect_to_url' } });
    expect((await shop.stripe.charges.list()).data).toEqual([]);
    const answers = await Promise.all([confirm('pass'), confirm('pass'), confirm('pass')]);
    expect(answers.some((answer) => answer.headers.get('location')?.startsWith('http://shop.test/done'))).toBe(true);
    expect(await shop.paidSession(session.id)).toMatchObject({ status: 'complete', payment_status: 'paid', payment_intent: { status: 'succeeded', next_action: null } });
    expect((await shop.stripe.charges.list()).data).toHaveLength(1);
    expect(await shop.eventTypes()).toEqual(['payment_intent.created', 'payment_intent.requires_action', 'charge.succeeded', 'payment_intent.succeeded', 'checkout.session.completed', 'charge.updated']);
  });

  it('charges nothing when refused, and another card may follow', async () => {
    const { session, confirm } = await challenged('4000002760003184');
    const refused = await confirm('fail');
    expect(refused.status).toBe(402);
    expect(await refused.text()).toContain('We are unable to authenticate your payment method.');
    expect((await shop.stripe.paymentIntents.list()).data[0]).toMatchObject({ status: 'requires_payment_method', last_payment_error: { code: 'payment_intent_authentication_failure' } });
    expect((await confirm('pass')).headers.get('location')).toBe(`/c/pay/${session.id}`);
    expect((await shop.pay(session)).headers.get('location')).toContain('/done');
    expect((await shop.stripe.charges.list()).data).toHaveLength(1);
  });

  it('may still decline after the buyer confirmed', async () => {
    const { session, confirm } = await challenged('4000008400001629');
    expect((await confirm('pass')).status).toBe(402);
    expect((await shop.stripe.checkout.sessions.retrieve(session.id)).status).toBe('open');
  });
});

describe('the hosted page', () => {
  it('says that it is a stand-in, shows every sum, labels every field, and lets nothing in from outside', async () => {
    const name = '<script>alert(1)</script> & "pack"';
    const session = await shop.createSession({ line_items: [{ quantity: 3, price_data: { currency: 'usd', unit_amount: 1000, product_data: { name } } }] });
    const answer = await fetch(session.url ?? '');
    const page = await answer.text();
    expect(page).toContain('Test mode, a stand-in for Stripe.');
    expect(page).toContain('No money moves.');
    expect(page).toContain('$30.00');
    expect(page).toContain('3 × $10.00');
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;pack&quot;');
    expect(page).not.toContain('<script>');
    expect(page).toContain('href="http://shop.test/cart"');
    const inputs = [...page.matchAll(/<input id="(\w+)"/g)].map(([, id]) => id);
    expect(inputs).toEqual(['email', 'number', 'expiry', 'cvc', 'name', 'account']);
    for (const id of inputs) expect(page).toContain(`<label for="${id}">`);
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("form-action 'self' http://shop.test");
    expect(policy).not.toContain('unsafe-inline');
    expect(page).not.toMatch(/\sstyle=/);
  });

  it('keeps an email address the shop has given', async () => {
    const session = await shop.createSession({ customer_email: 'given@example.com' });
    expect(await (await fetch(session.url ?? '')).text()).toMatch(/value="given@example.com"[^>]* readonly/);
  });

  it('answers a stranger with a plain page', async () => {
    const answer = await fetch(`${shop.url}/c/pay/cs_test_none`);
    expect(answer.status).toBe(404);
    expect(await answer.text()).toContain('No such checkout');
  });
});
