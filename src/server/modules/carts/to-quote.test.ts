import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { feeOf, MINIMUM_CHARGE_MINOR } from '@/shared/money';
import type { Quote, QuoteRequest, Selection } from './quote';
import type { BundlePart, CouponFacts, Offer, QuoteFacts, RateFacts } from './quote-facts';
import { toQuote } from './to-quote';

const NOW = new Date('2026-11-20T10:00:00Z');

function offer(id: string, changes: Partial<Offer> = {}): Offer {
  return {
    variantId: `var_${id}`, productId: `prd_${id}`, productSlug: id, productType: 'node', kind: 'download', title: id, variantTitle: '', options: {}, sku: id, condition: null,
    license: 'personal', downloadLimit: null, weightGrams: null, version: '1.0.0', isForSale: true, isOwn: false, needsSeller: false, sellerId: 'slr_one', sellerSlug: 'one', sellerName: 'One',
    handlingDays: 3, feeBps: 800, priceId: `prc_${id}`, amountMinor: 5_000, interval: null, trialDays: 0, isSubscribed: false, stockLevelId: null, available: null, drop: null, image: null, ...changes,
  };
}
const pair = (id: string, changes: Partial<Offer> = {}) =>
  offer(id, { kind: 'physical', productType: 'sneaker', license: null, version: null, variantTitle: id, weightGrams: 1_200, stockLevelId: `stk_${id}`, available: 5, ...changes });
const bundle = (id: string, amountMinor: number) => offer(id, { kind: 'bundle', productType: 'bundle', license: null, version: null, amountMinor });
const partsOf = (id: string, parts: readonly Offer[]): BundlePart[] => parts.map((part) => ({ bundleProductId: `prd_${id}`, partProductId: part.productId, partVariantId: part.variantId }));
const rate = (changes: Partial<RateFacts> = {}): RateFacts => ({ rateId: 'shr_1', sellerId: 'slr_one', name: 'Parcel', countries: ['DE'], parcelMinor: 900, parcelGrams: 2_000, freeFromMinor: null, ...changes });
const coupon = (changes: Partial<CouponFacts> = {}): CouponFacts => ({
  couponId: 'cpn_1', code: 'TENOFF', sellerId: null, sellerName: null, productId: null, productTitle: null, percentBps: 1_000, amountMinor: null, currency: null, minSubtotalMinor: 0,
  isFirstPurchase: false, startsAt: '2026-11-01T00:00:00Z', endsAt: null, maxRedemptions: null, maxPerBuyer: 1, redeemed: 0, redeemedByBuyer: 0, hasBoughtBefore: false, ...changes,
});
const facts = (offers: readonly Offer[], changes: Partial<QuoteFacts> = {}): QuoteFacts => ({ offers, parts: [], owned: [], isBuyer: true, coupon: null, rates: [], ...changes });
const request = (selections: readonly Selection[], changes: Partial<QuoteRequest> = {}): QuoteRequest => ({
  userId: 'a', organizationId: null, selections, currency: 'usd', country: 'DE', couponCode: null, now: NOW, ...changes,
});
const one = (variantId: string, quantity = 1): Selection => ({ variantId, quantity });
const reasons = (quote: Quote) => quote.problems.map((problem) => problem.reason);

/** Every sum of a quote from its parts, to the minor unit. */
function assertAddsUp(quote: Quote): void {
  const sum = (amount: (item: Quote['items'][number]) => number) => quote.items.reduce((so, item) => so + amount(item), 0);
  expect(quote.subtotalMinor).toBe(sum((item) => item.unitPriceMinor * item.quantity));
  expect(quote.discountMinor).toBe(sum((item) => item.discountMinor));
  expect(quote.shippingMinor).toBe(sum((item) => item.shippingMinor));
  expect(quote.shippingMinor).toBe(quote.sellers.reduce((so, seller) => so + (seller.shipping?.shippingMinor ?? 0), 0));
  expect(quote.totalMinor).toBe(quote.subtotalMinor - quote.discountMinor + quote.shippingMinor);
  expect(quote.totalMinor).toBe(quote.sellers.reduce((so, seller) => so + sum((item) => (item.sellerId === seller.sellerId ? item.totalMinor : 0)), 0));
  expect(quote.lines.reduce((so, line) => so + line.lineMinor, 0) - (quote.coupon?.discountMinor ?? 0) + quote.shippingMinor).toBe(quote.totalMinor);
  for (const item of quote.items) {
    expect(item.totalMinor).toBe(item.unitPriceMinor * item.quantity - item.discountMinor + item.shippingMinor);
    expect(item.discountMinor).toBeGreaterThanOrEqual(0);
    expect(item.discountMinor).toBeLessThanOrEqual(item.unitPriceMinor * item.quantity);
    expect(item.subsidyMinor).toBeGreaterThanOrEqual(0);
    expect(item.subsidyMinor).toBeLessThanOrEqual(item.discountMinor);
    expect(item.feeMinor).toBe(feeOf(item.totalMinor - item.shippingMinor + item.subsidyMinor, item.feeBps));
    for (const amount of [item.totalMinor, item.feeMinor, item.shippingMinor, item.discountMinor]) expect(Number.isSafeInteger(amount) && amount >= 0).toBe(true);
  }
}

/** Any cart: packs, goods of several sellers, a bundle partly owned, a coupon, rates, in any currency. */
const anyCart = fc.record({
  currency: fc.constantFrom('usd', 'jpy', 'kwd'),
  prices: fc.array(fc.record({ amountMinor: fc.nat(30_000), seller: fc.nat(2), physical: fc.boolean(), quantity: fc.integer({ min: 1, max: 4 }), grams: fc.option(fc.integer({ min: 1, max: 9_000 })), feeBps: fc.nat(3_000) }), { minLength: 1, maxLength: 8 }),
  parts: fc.array(fc.record({ amountMinor: fc.nat(20_000), owned: fc.boolean(), seller: fc.nat(2) }), { minLength: 1, maxLength: 5 }),
  off: fc.nat(10_000),
  coupon: fc.option(fc.record({ percentBps: fc.option(fc.integer({ min: 1, max: 10_000 })), amountMinor: fc.integer({ min: 1, max: 200_000 }), seller: fc.option(fc.nat(2)) })),
  parcel: fc.record({ parcelMinor: fc.nat(3_000), parcelGrams: fc.integer({ min: 100, max: 5_000 }), freeFromMinor: fc.option(fc.nat(40_000)) }),
});

describe('the sums', () => {
  test('M24, M26, M27: add up to the minor unit for any cart, in yen and dinar as in dollars', () => {
    fc.assert(fc.property(anyCart, ({ currency, prices, parts, off, coupon: cut, parcel }) => {
      const singles = prices.map(({ amountMinor, seller, physical, grams, feeBps }, index) =>
        physical ? pair(`p${index}`, { amountMinor, sellerId: `slr_${seller}`, weightGrams: grams, feeBps, available: 9 }) : offer(`d${index}`, { amountMinor, sellerId: `slr_${seller}`, feeBps }));
      const partOffers = parts.map(({ amountMinor, seller }, index) => offer(`b${index}`, { amountMinor, sellerId: `slr_${seller}` }));
      const list = partOffers.reduce((sum, { amountMinor }) => sum + (amountMinor ?? 0), 0);
      const found = facts([...singles, ...partOffers, bundle('set', Math.floor((list * off) / 10_000))], {
        parts: partsOf('set', partOffers),
        owned: parts.flatMap(({ owned }, index) => (owned ? [{ productId: `prd_b${index}`, license: 'personal' }] : [])),
        coupon: cut && coupon({ percentBps: cut.percentBps, amountMinor: cut.percentBps === null ? cut.amountMinor : null, currency: cut.percentBps === null ? currency : null, sellerId: cut.seller === null ? null : `slr_${cut.seller}` }),
        rates: [0, 1, 2].map((seller) => rate({ ...parcel, rateId: `shr_${seller}`, sellerId: `slr_${seller}` })),
      });
      const selections = [...singles.map(({ variantId, kind }, index) => one(variantId, kind === 'download' ? 1 : (prices[index]?.quantity ?? 1))), one('var_set')];
      const quote = toQuote(found, request(selections, { currency, couponCode: cut && 'TENOFF' }));
      assertAddsUp(quote);
      expect(quote.totalMinor).toBeGreaterThanOrEqual(0);
      expect(quote.discountMinor).toBeLessThanOrEqual(quote.subtotalMinor);
      const least = MINIMUM_CHARGE_MINOR[currency] ?? 0;
      expect(reasons(quote).includes('below_minimum')).toBe(quote.totalMinor > 0 && quote.totalMinor < least);
    }), { numRuns: 300 });
  });

  test('M25, M28: nothing to pay is fine, less than Stripe takes is not', () => {
    const free = toQuote(facts([offer('a', { amountMinor: 900 })], { coupon: coupon({ percentBps: 10_000 }) }), request([one('var_a')], { couponCode: 'TENOFF' }));
    expect(free).toMatchObject({ totalMinor: 0, discountMinor: 900, problems: [], items: [{ subsidyMinor: 900, feeMinor: 72 }] });
    expect(reasons(toQuote(facts([offer('a', { amountMinor: 49 })]), request([one('var_a')])))).toEqual(['below_minimum']);
  });
});

describe('a bundle', () => {
  const parts = [offer('a', { amountMinor: 4_000 }), offer('b', { amountMinor: 3_500, sellerId: 'slr_two' }), offer('c', { amountMinor: 2_500 })];
  const sold = (changes: Partial<QuoteFacts> = {}) => facts([...parts, bundle('set', 7_999)], { parts: partsOf('set', parts), ...changes });
  const owns = (...ids: string[]) => ids.map((id) => ({ productId: `prd_${id}`, license: 'personal' }));

  test('is split over its parts by their list prices, across sellers', () => {
    const quote = toQuote(sold(), request([one('var_set')]));
    expect(quote.lines[0]).toMatchObject({ lineMinor: 7_999, parts: [{ shareMinor: 3_199 }, { shareMinor: 2_800 }, { shareMinor: 2_000 }] });
    expect(quote.items.map(({ unitPriceMinor, discountMinor, bundle: from }) => [unitPriceMinor, discountMinor, from?.title])).toEqual([[4_000, 801, 'set'], [3_500, 700, 'set'], [2_500, 500, 'set']]);
    expect(quote.problems).toEqual([]);
    assertAddsUp(quote);
  });

  test('M37: leaves out what is owned with its share; all owned is refused', () => {
    const quote = toQuote(sold({ owned: owns('a', 'c') }), request([one('var_set')]));
    expect(quote).toMatchObject({ totalMinor: 2_800, problems: [], lines: [{ lineMinor: 2_800, parts: [{ owned: true, shareMinor: 3_199 }, { owned: false }, { owned: true }] }] });
    expect(quote.items.map(({ productSlug }) => productSlug)).toEqual(['b']);
    expect(reasons(toQuote(sold({ owned: owns('a', 'b', 'c') }), request([one('var_set')])))).toEqual(['owned']);
    expect(toQuote(sold({ owned: [{ productId: 'prd_a', license: 'team' }] }), request([one('var_set')])).totalMinor).toBe(7_999);
  });

  test('is not bought twice: beside its own part, nor with another that shares one', () => {
    expect(toQuote(sold(), request([one('var_a'), one('var_set')]))).toMatchObject({ problems: [{ reason: 'owned', variantId: 'var_a' }], totalMinor: 7_999 });
    const both = facts([...parts, bundle('set', 7_999), bundle('duo', 6_000)], { parts: [...partsOf('set', parts), ...partsOf('duo', parts.slice(0, 2))] });
    expect(reasons(toQuote(both, request([one('var_set'), one('var_duo')])))).toEqual(['owned']);
    expect(toQuote(both, request([one('var_duo'), one('var_set')]))).toMatchObject({ problems: [], totalMinor: 6_000 + 2_000 });
  });

  test('asks for a size where a part has several, and holds one unit of the one chosen', () => {
    const sizes = [pair('41', { productId: 'prd_shoe', title: 'Shoe', available: 1 }), pair('42', { productId: 'prd_shoe', title: 'Shoe', available: 0 })];
    const found = facts([parts[0]!, ...sizes, bundle('set', 8_000)], {
      parts: [{ bundleProductId: 'prd_set', partProductId: 'prd_a', partVariantId: 'var_a' }, { bundleProductId: 'prd_set', partProductId: 'prd_shoe', partVariantId: null }],
      rates: [rate()],
    });
    const choose = (size: string) => toQuote(found, request([{ ...one('var_set'), choices: { prd_shoe: size } }]));
    expect(reasons(toQuote(found, request([one('var_set')])))).toEqual(['choice_missing']);
    expect(reasons(choose('var_other'))).toEqual(['choice_missing']);
    expect(choose('var_42').problems).toMatchObject([{ reason: 'sold_out', variantId: 'var_set' }]);
    expect(choose('var_41')).toMatchObject({ problems: [], totalMinor: 8_900, lines: [{ available: 1 }] });
    expect(reasons(toQuote(found, request([{ ...one('var_set'), choices: { prd_shoe: 'var_41' } }, one('var_41')])))).toEqual(['too_many', 'too_many']);
  });

  test('cannot be bought while a part is not sold, unless that part is owned', () => {
    const withdrawn = facts([{ ...parts[0]!, isForSale: false }, ...parts.slice(1), bundle('set', 7_999)], { parts: partsOf('set', parts) });
    expect(toQuote(withdrawn, request([one('var_set')])).problems).toMatchObject([{ reason: 'not_for_sale', variantId: 'var_set', message: expect.stringMatching(/is not sold any more\. It is a part of “set”\.$/) as string }]);
    expect(toQuote({ ...withdrawn, owned: owns('a') }, request([one('var_set')]))).toMatchObject({ problems: [], totalMinor: 4_800 });
  });
});

describe('a coupon', () => {
  const goods = [offer('a', { amountMinor: 3_333 }), offer('b', { amountMinor: 3_333, sellerId: 'slr_two' }), offer('c', { amountMinor: 1 })];
  const all = goods.map(({ variantId }) => one(variantId));
  const withCoupon = (changes: Partial<CouponFacts>, more: Partial<QuoteFacts> = {}) => toQuote(facts(goods, { coupon: coupon(changes), ...more }), request(all, { couponCode: 'TENOFF' }));

  test('of the platform is spread by largest remainder and paid by the platform; a seller’s is paid by the seller', () => {
    expect(withCoupon({}).items.map(({ discountMinor, subsidyMinor }) => [discountMinor, subsidyMinor])).toEqual([[334, 334], [333, 333], [0, 0]]);
    expect(withCoupon({ sellerId: 'slr_two' }).items.map(({ discountMinor, subsidyMinor }) => [discountMinor, subsidyMinor])).toEqual([[0, 0], [333, 0], [0, 0]]);
    expect(withCoupon({ productId: 'prd_a' }).discountMinor).toBe(333);
  });

  test('M24: is clamped to what it is for', () => {
    const cut = withCoupon({ percentBps: null, amountMinor: 90_000, currency: 'usd', sellerId: 'slr_two' });
    expect(cut).toMatchObject({ discountMinor: 3_333, totalMinor: 3_334, coupon: { discountMinor: 3_333 }, problems: [] });
    assertAddsUp(cut);
  });

  test.each<[string, Partial<CouponFacts>, string]>([
    ['ended this very moment', { endsAt: NOW.toISOString() }, 'coupon_ended'],
    ['not begun', { startsAt: '2026-11-20T10:00:00.001Z' }, 'coupon_not_applicable'],
    ['used up', { maxRedemptions: 1, redeemed: 1 }, 'coupon_used'],
    ['used by this buyer', { redeemedByBuyer: 1 }, 'coupon_used'],
    ['for a first purchase', { isFirstPurchase: true, hasBoughtBefore: true }, 'coupon_not_applicable'],
    ['another seller’s', { sellerId: 'slr_three', sellerName: 'Three' }, 'coupon_not_applicable'],
    ['in another currency', { percentBps: null, amountMinor: 500, currency: 'eur' }, 'coupon_not_applicable'],
    ['for a larger cart', { minSubtotalMinor: 6_668, currency: 'usd' }, 'coupon_not_applicable'],
  ])('%s takes nothing off and says so', (_, changes, reason) => {
    const quote = withCoupon(changes);
    expect(quote).toMatchObject({ coupon: null, discountMinor: 0, totalMinor: 6_667 });
    expect(reasons(quote)).toEqual([reason]);
  });

  test('is not known, or holds at the edge of its window and limits', () => {
    expect(reasons(toQuote(facts(goods), request(all, { couponCode: 'NOPE' })))).toEqual(['coupon_unknown']);
    expect(withCoupon({ startsAt: NOW.toISOString(), endsAt: '2026-11-20T10:00:00.001Z', maxRedemptions: 2, redeemed: 1, minSubtotalMinor: 6_667, currency: 'usd' }).problems).toEqual([]);
  });

  test('M24: takes nothing off a bundle', () => {
    const quote = toQuote(facts([...goods, bundle('set', 3_000)], { parts: partsOf('set', goods), coupon: coupon() }), request([one('var_set')], { couponCode: 'TENOFF' }));
    expect(quote.totalMinor).toBe(3_000);
    expect(reasons(quote)).toEqual(['coupon_not_applicable']);
  });
});

describe('shipping', () => {
  const ship = (items: readonly Offer[], rates: readonly RateFacts[], { quantity = 1, ...changes }: Partial<QuoteRequest> & { quantity?: number } = {}) =>
    toQuote(facts(items, { rates }), request(items.map(({ variantId }) => one(variantId, quantity)), changes));

  test('counts parcels by weight, 500 g where unsaid, and spreads the cost by weight', () => {
    const quote = ship([pair('a'), pair('b', { weightGrams: null })], [rate()], { quantity: 2 });
    expect(quote.sellers).toMatchObject([{ shipping: { name: 'Parcel', parcels: 2, shippingMinor: 1_800 } }]);
    expect(quote.items.map(({ shippingMinor }) => shippingMinor)).toEqual([1_271, 529]);
    assertAddsUp(quote);
  });

  test('prefers the rate that names the country, and is free from a subtotal after discounts', () => {
    const rates = [rate({ rateId: 'shr_0', countries: ['*'], parcelMinor: 100 }), rate({ freeFromMinor: 4_500 })];
    expect(ship([pair('a')], rates).shippingMinor).toBe(0);
    expect(ship([pair('a')], rates, { country: 'JP' }).shippingMinor).toBe(100);
    const cut = toQuote(facts([pair('a')], { rates, coupon: coupon({ percentBps: 1_001 }) }), request([one('var_a')], { couponCode: 'TENOFF' }));
    expect(cut.shippingMinor).toBe(900);
  });

  test('asks for the country, and says where nothing is shipped to', () => {
    expect(reasons(ship([pair('a')], [rate()], { country: null }))).toEqual(['country_missing']);
    expect(ship([pair('a')], [rate()], { country: 'FR' }).problems).toEqual([{ reason: 'not_shipped_there', variantId: 'var_a', message: 'One does not ship “a” to France for USD.' }]);
    expect(ship([offer('d')], [], { country: null })).toMatchObject({ problems: [], sellers: [{ shipping: null }] });
  });
});

describe('what cannot be bought', () => {
  const refusedAs = (found: Offer, changes: Partial<QuoteRequest> = {}, more: Partial<QuoteFacts> = {}) => toQuote(facts([found], { rates: [rate()], ...more }), request([one(found.variantId)], changes));

  test.each<{ what: string; found: Offer; changes?: Partial<QuoteRequest>; more?: Partial<QuoteFacts>; reason: string }>([
    { what: 'withdrawn', found: offer('a', { isForSale: false }), reason: 'not_for_sale' },
    { what: 'of a kind no cart holds', found: offer('a', { kind: 'api' }), reason: 'not_for_sale' },
    { what: 'M18: in another currency', found: offer('a', { priceId: null, amountMinor: null }), changes: { currency: 'eur' }, reason: 'other_currency' },
    { what: 'M38: one’s own', found: offer('a', { isOwn: true }), reason: 'own_product' },
    { what: 'owned', found: offer('a'), more: { owned: [{ productId: 'prd_a', license: 'personal' }] }, reason: 'owned' },
    { what: 'sold out', found: pair('a', { available: 0 }), reason: 'sold_out' },
  ])('$what keeps its line, has no item and costs nothing', ({ found, changes, more, reason }) => {
    const quote = refusedAs(found, changes, more);
    expect(quote.lines).toMatchObject([{ variantId: 'var_a', lineMinor: 0 }]);
    expect(quote.items).toEqual([]);
    expect(quote.totalMinor).toBe(0);
    expect(reasons(quote)).toEqual([reason]);
  });

  test('a plan for sellers’ platforms is for an organization that sells', () => {
    expect(reasons(refusedAs(offer('a', { license: null, needsSeller: true })))).toEqual(['not_a_seller']);
    expect(reasons(refusedAs(offer('a', { license: null, needsSeller: false })))).toEqual([]);
  });

  test('nobody buys for an organization they do not speak for, nor a personal licence for one', () => {
    expect(reasons(refusedAs(offer('a', { license: 'team' }), { organizationId: 'org_1' }, { isBuyer: false }))).toEqual(['not_a_buyer']);
    expect(reasons(refusedAs(offer('a'), { organizationId: 'org_1' }))).toEqual(['personal_license']);
  });

  test('S02, S03: sizes are counted apart, and two lines of one size together', () => {
    const sizes = [pair('42', { available: 0 }), pair('43', { available: 3 })];
    const quote = toQuote(facts(sizes, { rates: [rate()] }), request([one('var_42'), one('var_43', 2), one('var_43', 2)]));
    expect(quote.lines.map(({ quantity }) => quantity)).toEqual([1, 4]);
    expect(quote.problems).toMatchObject([{ reason: 'sold_out', variantId: 'var_42' }, { reason: 'too_many', variantId: 'var_43' }]);
    const shared = [pair('s', { stockLevelId: 'stk_1', available: 3 }), pair('m', { stockLevelId: 'stk_1', available: 3 })];
    expect(reasons(toQuote(facts(shared, { rates: [rate()] }), request([one('var_s', 2), one('var_m', 2)])))).toEqual(['too_many', 'too_many']);
  });

  test('a download twice, a stranger’s id, more than fifty lines, more than Stripe takes', () => {
    expect(reasons(toQuote(facts([offer('a')]), request([one('var_a', 2)])))).toEqual(['too_many']);
    expect(toQuote(facts([]), request([one('var_x')]))).toMatchObject({ lines: [], problems: [{ reason: 'not_for_sale', variantId: 'var_x' }] });
    const many = Array.from({ length: 51 }, (_, index) => offer(`n${index}`, { amountMinor: 100 }));
    expect(reasons(toQuote(facts(many), request(many.map(({ variantId }) => one(variantId)))))).toEqual(['too_many_lines']);
    expect(reasons(toQuote(facts([pair('a', { amountMinor: 99_999_999 })], { rates: [rate()] }), request([one('var_a', 2)])))).toEqual(['too_many']);
  });
});

describe('what is paid again and again', () => {
  const pro = (id: string, changes: Partial<Offer> = {}) => offer(id, { kind: 'membership', productType: 'membership', license: null, version: null, interval: 'month', amountMinor: 2_900, ...changes });
  const quoted = (offers: readonly Offer[], changes: Partial<QuoteRequest> = {}, more: Partial<QuoteFacts> = {}) =>
    toQuote(facts(offers, { rates: [rate()], ...more }), request(offers.map(({ variantId }) => one(variantId)), changes));

  test('is bought with goods and packs in one order', () => {
    const quote = quoted([pro('pro'), pair('shoe'), offer('kit')]);
    expect(quote.problems).toEqual([]);
    expect(quote.totalMinor).toBe(2_900 + 5_000 + 5_000 + 900);
    expect(quote.items[0]).toMatchObject({ interval: 'month', trialDays: 0, recurringMinor: 2_900, unitPriceMinor: 2_900 });
    expect(quote.items[2]).toMatchObject({ interval: null, recurringMinor: null });
    assertAddsUp(quote);
  });

  test('costs nothing while it is tried, and says what it will cost', () => {
    const quote = quoted([pro('pro', { trialDays: 14 }), offer('kit')], { couponCode: 'TENOFF' }, { coupon: coupon() });
    expect(quote.items[0]).toMatchObject({ unitPriceMinor: 0, totalMinor: 0, feeMinor: 0, discountMinor: 0, recurringMinor: 2_900, trialDays: 14 });
    expect(quote.lines[0]).toMatchObject({ lineMinor: 0, unitPriceMinor: 2_900, interval: 'month', trialDays: 14 });
    expect(quote.totalMinor).toBe(4_500);
    assertAddsUp(quote);
  });

  test('takes a coupon off the first order', () => {
    expect(quoted([pro('pro')], { couponCode: 'TENOFF' }, { coupon: coupon() })).toMatchObject({ totalMinor: 2_610, problems: [] });
  });

  test('is ordered one at a time', () => {
    const quote = quoted([pro('pro'), pro('plan', { kind: 'api' })]);
    expect(quote.problems).toEqual([{ reason: 'several_subscriptions', variantId: 'var_plan', message: expect.stringContaining('one after the other') }]);
  });

  test.each([
    ['twice', pro('pro'), 2, 'too_many'],
    ['when it runs already', pro('pro', { isSubscribed: true }), 1, 'owned'],
    ['by a price that is paid once', pro('pro', { interval: null }), 1, 'not_for_sale'],
    ['without a price in the currency', pro('pro', { interval: null, priceId: null, amountMinor: null }), 1, 'other_currency'],
    ['as a download', offer('pro', { interval: 'month' }), 1, 'not_for_sale'],
  ] as const)('is not bought %s', (...[, found, quantity, reason]) => {
    expect(reasons(toQuote(facts([found]), request([one(found.variantId, quantity)])))).toEqual([reason]);
  });

  test('is no part of a bundle', () => {
    const part = pro('pro');
    expect(reasons(toQuote(facts([bundle('both', 5_000), part], { parts: partsOf('both', [part]) }), request([one('var_both')])))).toEqual(['not_for_sale']);
  });

  test.each([[20, []], [21, ['too_many_beside']]])('goes with %i things paid once: %j', (count, expected) => {
    const others = Array.from({ length: count - 2 }, (_, index) => offer(`kit${index}`));
    // A pair of shoes is two lines at Stripe: itself and its shipping.
    expect(reasons(quoted([pro('pro'), pair('shoe'), ...others]))).toEqual(expected);
  });
});
