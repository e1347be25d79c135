import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MAX_PARCELS } from './ship-items';
import type { Quote } from './quote';
import type { CouponFacts, Offer, RateFacts } from './quote-facts';
import { toQuote } from './to-quote';

const MAX_PRICE_MINOR = 99_999_999;
const NOW = new Date('2026-11-20T10:00:00Z');

/** As much of everything as contracts and database let anybody write. */
const hugeCart = fc.record({
  currency: fc.constantFrom('usd', 'jpy', 'kwd'),
  lines: fc.array(
    fc.record({ amountMinor: fc.integer({ min: MAX_PRICE_MINOR - 9, max: MAX_PRICE_MINOR }), quantity: fc.integer({ min: 1, max: 1_000 }), grams: fc.option(fc.integer({ min: 1, max: 100_000 })), seller: fc.nat(2), feeBps: fc.nat(10_000) }),
    { minLength: 1, maxLength: 50 },
  ),
  rate: fc.record({ parcelMinor: fc.integer({ min: MAX_PRICE_MINOR - 9, max: MAX_PRICE_MINOR }), parcelGrams: fc.oneof(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 100_000 })), freeFromMinor: fc.option(fc.nat(MAX_PRICE_MINOR)) }),
  percentBps: fc.option(fc.integer({ min: 1, max: 10_000 })),
});

function goods(index: number, { amountMinor, grams, seller, feeBps }: { amountMinor: number; grams: number | null; seller: number; feeBps: number }): Offer {
  const [id, sellerId] = [`p${index}`, `slr_${seller}`];
  return {
    variantId: `var_${id}`, productId: `prd_${id}`, productSlug: id, productType: 'sneaker', kind: 'physical', title: id, variantTitle: '', options: {}, sku: id, condition: 'new', license: null,
    downloadLimit: null, weightGrams: grams, version: null, isForSale: true, isOwn: false, needsSeller: false, sellerId, sellerSlug: sellerId, sellerName: sellerId, handlingDays: 3, feeBps, priceId: `prc_${id}`, amountMinor,
    interval: null, trialDays: 0, isSubscribed: false, stockLevelId: null, available: null, drop: null, image: null,
  };
}

const coupon = (percentBps: number): CouponFacts => ({
  couponId: 'cpn_1', code: 'ALLOFF', sellerId: null, sellerName: null, productId: null, productTitle: null, percentBps, amountMinor: null, currency: null, minSubtotalMinor: 0, isFirstPurchase: false,
  startsAt: '2026-11-01T00:00:00Z', endsAt: null, maxRedemptions: null, maxPerBuyer: 1, redeemed: 0, redeemedByBuyer: 0, hasBoughtBefore: false,
});

function quoteOf({ currency, lines, rate, percentBps }: (typeof hugeCart) extends fc.Arbitrary<infer Cart> ? Cart : never): Quote {
  const offers = lines.map((line, index) => goods(index, line));
  const rates = [0, 1, 2].map((seller): RateFacts => ({ ...rate, rateId: `shr_${seller}`, sellerId: `slr_${seller}`, name: 'Parcel', countries: ['*'] }));
  return toQuote(
    { offers, parts: [], owned: [], isBuyer: true, coupon: percentBps === null ? null : coupon(percentBps), rates },
    { userId: 'a', organizationId: null, selections: lines.map(({ quantity }, index) => ({ variantId: `var_p${index}`, quantity })), currency, country: 'DE', couponCode: percentBps === null ? null : 'ALLOFF', now: NOW },
  );
}

describe('a quote of as much as anybody can ask', () => {
  test('is a quote: whole numbers that add up, and a plain word for what is too much', () => {
    fc.assert(fc.property(hugeCart, (cart) => {
      const quote = quoteOf(cart);
      const sums = [quote.subtotalMinor, quote.discountMinor, quote.shippingMinor, quote.totalMinor, ...quote.items.flatMap((item) => [item.totalMinor, item.feeMinor, item.shippingMinor, item.discountMinor])];
      for (const amount of sums) expect(Number.isSafeInteger(amount) && amount >= 0).toBe(true);
      expect(quote.totalMinor).toBe(quote.items.reduce((sum, item) => sum + item.totalMinor, 0));
      for (const { shipping } of quote.sellers) expect(shipping?.parcels ?? 0).toBeLessThanOrEqual(MAX_PARCELS);
      expect(quote.totalMinor <= MAX_PRICE_MINOR || quote.problems.length > 0).toBe(true);
      // Goods that no rate was counted for are never part of a quote that may be ordered.
      expect(quote.sellers.every(({ shipping }) => shipping !== null) || quote.problems.length > 0).toBe(true);
    }), { numRuns: 300 });
  });

  test('names the parcels where there are too many, at each line of that seller, and asks no shipping for them', () => {
    const line = (quantity: number) => ({ amountMinor: 100, quantity, grams: 1_000, seller: 0, feeBps: 800 });
    const ask = (quantity: number) => quoteOf({ currency: 'usd', lines: [line(quantity)], rate: { parcelMinor: 100, parcelGrams: 1_000, freeFromMinor: null }, percentBps: null });
    expect(ask(MAX_PARCELS)).toMatchObject({ problems: [], shippingMinor: 100 * MAX_PARCELS, sellers: [{ shipping: { parcels: MAX_PARCELS } }] });
    const heavier = quoteOf({ currency: 'usd', lines: [line(MAX_PARCELS), line(1)], rate: { parcelMinor: 100, parcelGrams: 1_000, freeFromMinor: null }, percentBps: null });
    expect(heavier).toMatchObject({ shippingMinor: 0, sellers: [{ shipping: null }] });
    expect(heavier.problems.map(({ reason, variantId }) => [reason, variantId])).toEqual([['too_many', 'var_p0'], ['too_many', 'var_p1']]);
    expect(heavier.problems[0]?.message).toContain('sends at most 1000 parcels');
  });
});
