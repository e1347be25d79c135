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

const now = (): number => Math.floor(Date.now() / 1000);
const lines = (...amounts: number[]): Stripe.Checkout.SessionCreateParams.LineItem[] =>
  amounts.map((unit_amount) => ({ quantity: 1, price_data: { currency: 'usd', unit_amount, product_data: { name: `For ${unit_amount}` } } }));
const discounted = (coupon: string, ...amounts: number[]): Promise<Stripe.Checkout.Session> =>
  shop.createSession({ line_items: lines(...amounts), discounts: [{ coupon }], expand: ['line_items'] });

describe('a coupon', () => {
  it('is made, changed, listed and deleted', async () => {
    const coupon = await shop.stripe.coupons.create({ id: 'SPRING', percent_off: 12.5, name: 'Spring', duration: 'once', max_redemptions: 3, redeem_by: now() + 3600, metadata: { a: 'b' } });
    expect(coupon).toMatchObject({ id: 'SPRING', object: 'coupon', percent_off: 12.5, amount_off: null, currency: null, duration: 'once', valid: true, times_redeemed: 0, metadata: { a: 'b' } });
    const other = await shop.stripe.coupons.create({ amount_off: 500, currency: 'eur' });
    expect(other).toMatchObject({ duration: 'once', currency: 'eur', id: expect.stringMatching(/^\w{8}$/) as string });
    expect((await shop.stripe.coupons.update('SPRING', { name: 'May' })).name).toBe('May');
    expect((await shop.stripe.coupons.list()).data.map(({ id }) => id)).toEqual([other.id, 'SPRING']);
    await shop.control('advance', { seconds: 3601 });
    expect((await shop.stripe.coupons.retrieve('SPRING')).valid).toBe(false);
    expect(await shop.stripe.coupons.del('SPRING')).toMatchObject({ id: 'SPRING', deleted: true });
    expect(await refusalOf(shop.stripe.coupons.retrieve('SPRING'))).toMatchObject({ code: 'resource_missing', statusCode: 404 });
    expect(await shop.eventTypes()).toEqual(['coupon.created', 'coupon.created', 'coupon.updated', 'coupon.deleted']);
  });

  const refused: [string, Stripe.CouponCreateParams, string][] = [
    ['both kinds at once', { percent_off: 5, amount_off: 5, currency: 'usd' }, 'percent_off'],
    ['neither kind', { duration: 'once' }, 'percent_off'],
    ['a sum without a currency', { amount_off: 500 }, 'currency'],
    ['more than everything', { percent_off: 101 }, 'percent_off'],
    ['a time that is over', { percent_off: 5, redeem_by: 1 }, 'redeem_by'],
    ['months of something that happens once', { percent_off: 5, duration: 'once', duration_in_months: 2 }, 'duration_in_months'],
  ];
  it.each(refused)('is refused with %s', async (_name, params, param) => {
    expect(await refusalOf(shop.stripe.coupons.create(params))).toMatchObject({ statusCode: 400, param });
  });

  it('has its id once per account', async () => {
    await shop.stripe.coupons.create({ id: 'SAME', percent_off: 5 });
    expect((await refusalOf(shop.stripe.coupons.create({ id: 'SAME', percent_off: 5 }))).code).toBe('resource_already_exists');
    const { id } = await shop.stripe.accounts.create({ type: 'express', country: 'US' });
    expect((await shop.stripe.coupons.create({ id: 'SAME', percent_off: 5 }, { stripeAccount: id })).id).toBe('SAME');
  });
});

describe('a session with a coupon', () => {
  it('is cheaper by its percentage, spread over the lines to the last cent', async () => {
    await shop.stripe.coupons.create({ id: 'TEN', percent_off: 10 });
    const session = await discounted('TEN', 333, 333, 333);
    expect(session).toMatchObject({ amount_subtotal: 999, amount_total: 899, total_details: { amount_discount: 100, amount_shipping: 0 }, discounts: [{ coupon: 'TEN', promotion_code: null }] });
    expect(session.line_items?.data.map((line) => [line.amount_subtotal, line.amount_discount, line.amount_total])).toEqual([[333, 34, 299], [333, 33, 300], [333, 33, 300]]);
    const page = await (await fetch(session.url ?? '')).text();
    expect(page).toContain('Discount');
    expect(page).toContain('−$1.00');
    expect(page).toContain('$8.99');
    await shop.pay(session);
    expect((await shop.paidSession(session.id)).payment_intent).toMatchObject({ amount: 899, amount_received: 899 });
    expect((await shop.stripe.coupons.retrieve('TEN')).times_redeemed).toBe(1);
  });

  it('is cheaper by its sum, but never below nothing: then no card is asked for', async () => {
    await shop.stripe.coupons.create({ id: 'GIFT', amount_off: 5000, currency: 'usd' });
    expect(await discounted('GIFT', 8000, 2000)).toMatchObject({ amount_total: 5000, total_details: { amount_discount: 5000 } });
    const free = await discounted('GIFT', 1000);
    expect(free).toMatchObject({ amount_total: 0, total_details: { amount_discount: 1000 } });
    await shop.pay(free, { method: 'none' });
    expect(await shop.stripe.checkout.sessions.retrieve(free.id)).toMatchObject({ status: 'complete', payment_status: 'no_payment_required', payment_intent: null });
  });

  it('must still come to the smallest charge, and use a coupon that counts', async () => {
    await shop.stripe.coupons.create({ id: 'MOST', amount_off: 960, currency: 'usd' });
    expect(await refusalOf(discounted('MOST', 1000))).toMatchObject({ code: 'amount_too_small', message: "The Checkout Session's total amount due must add up to at least $0.50 usd" });
    expect(await refusalOf(discounted('NONE', 1000))).toMatchObject({ code: 'resource_missing', param: 'discounts[0][coupon]', statusCode: 400 });
    await shop.stripe.coupons.create({ id: 'EURO', amount_off: 100, currency: 'eur' });
    expect(await refusalOf(discounted('EURO', 1000))).toMatchObject({ param: 'discounts[0][coupon]' });
    await shop.stripe.coupons.create({ id: 'ONCE', percent_off: 5, max_redemptions: 1 });
    await shop.pay(await discounted('ONCE', 1000));
    expect(await refusalOf(discounted('ONCE', 1000))).toMatchObject({ code: 'coupon_expired' });
    expect((await refusalOf(shop.createSession({ allow_promotion_codes: true, discounts: [{ coupon: 'MOST' }] }))).message).toBe('You may only specify one of these parameters: allow_promotion_codes, discounts.');
  });
});
