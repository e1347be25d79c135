import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { feeOf } from '@/shared/money';
import { toPaymentPosting, toRefundPosting, type PostedItem, type Posting } from './posting';

const sum = (lines: readonly Posting[]) => lines.reduce((total, line) => total + line.amountMinor, 0);
const of = (lines: readonly Posting[], account: Posting['account'], orderItemId?: string) => sum(lines.filter((line) => line.account === account && (orderItemId === undefined || line.orderItemId === orderItemId)));

const amount = fc.integer({ min: 1, max: 100_000 });
const item = fc.record({ totalMinor: amount, feeBps: fc.integer({ min: 0, max: 3_000 }) });
const items = fc.array(item, { minLength: 1, maxLength: 5 }).map((list) =>
  list.map(({ totalMinor, feeBps }, index): PostedItem => ({ orderItemId: `itm_${index}`, sellerId: `slr_${index % 2}`, totalMinor, feeMinor: feeOf(totalMinor, feeBps) })));

describe('what is posted', () => {
  it('I1, I3: a payment sums to zero, and fee and net make up the charge', () => {
    fc.assert(fc.property(items, (sold) => {
      const lines = toPaymentPosting(sold);
      const charged = sold.reduce((total, one) => total + one.totalMinor, 0);
      expect(sum(lines)).toBe(0);
      expect(of(lines, 'stripe_clearing')).toBe(charged);
      expect(-of(lines, 'platform_fees') - of(lines, 'seller_payable')).toBe(charged);
      expect(lines.every((line) => line.amountMinor !== 0)).toBe(true);
    }));
  });

  it('M26: refunds in any parts give back exactly what was taken, each of them summing to zero', () => {
    fc.assert(fc.property(amount, fc.integer({ min: 0, max: 3_000 }), fc.array(fc.integer({ min: 1, max: 30_000 }), { maxLength: 8 }), (totalMinor, feeBps, wanted) => {
      const sold: PostedItem = { orderItemId: 'itm_1', sellerId: 'slr_1', totalMinor, feeMinor: feeOf(totalMinor, feeBps) };
      const all = toPaymentPosting([sold]);
      let before = 0;
      for (const part of [...wanted, totalMinor]) {
        const refundMinor = Math.min(part, totalMinor - before);
        const lines = toRefundPosting([{ ...sold, refundedBeforeMinor: before, refundMinor }]);
        expect(sum(lines)).toBe(0);
        expect(of(lines, 'stripe_clearing')).toBe(0 - refundMinor);
        // Neither side is ever asked for more than it got.
        expect(of(lines, 'platform_fees')).toBeGreaterThanOrEqual(0);
        expect(of(lines, 'seller_payable')).toBeGreaterThanOrEqual(0);
        all.push(...lines);
        before += refundMinor;
      }
      expect([of(all, 'platform_fees'), of(all, 'seller_payable'), of(all, 'stripe_clearing')].map((left) => left === 0)).toEqual([true, true, true]);
    }), { numRuns: 300 });
  });
});
