import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { feeOf } from '@/shared/money';
import { toDisputeFeePosting, toDisputePosting, toPaymentPosting, toPromotionPosting, toRefundPosting, toReversed, toTransferPosting, type PostedItem, type Posting } from './posting';

const ACCOUNTS = ['stripe_clearing', 'promotions', 'platform_fees', 'tax_payable', 'seller_payable', 'customer_credit'] as const;
const sum = (lines: readonly Posting[]) => lines.reduce((total, line) => total + line.amountMinor, 0);
const of = (lines: readonly Posting[], account: Posting['account']) => sum(lines.filter((line) => line.account === account));
const left = (lines: readonly Posting[]) => ACCOUNTS.map((account) => of(lines, account) === 0);
const NOTHING = ACCOUNTS.map(() => true);

/** Amounts of any currency: what is a cent, a yen or a fils, the books count in the smallest. */
const priced = fc.record({
  totalMinor: fc.integer({ min: 1, max: 100_000 }),
  feeBps: fc.integer({ min: 0, max: 3_000 }),
  taxPermille: fc.integer({ min: 0, max: 300 }),
  subsidyMinor: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 50_000 })),
});
const item = priced.map(({ totalMinor, feeBps, taxPermille, subsidyMinor }): PostedItem => {
  const taxMinor = Math.floor((totalMinor * taxPermille) / 1_000);
  return { orderItemId: 'itm_1', sellerId: 'slr_1', totalMinor, taxMinor, subsidyMinor, creditMinor: 0, feeMinor: feeOf(totalMinor - taxMinor + subsidyMinor, feeBps) };
});
/** A sale at a price, of which a credit paid a part. */
function toSale(orderItemId: string, { totalMinor, feeBps, taxPermille, subsidyMinor }: { totalMinor: number; feeBps: number; taxPermille: number; subsidyMinor: number }, creditMinor: number): PostedItem {
  const taxMinor = Math.floor((totalMinor * taxPermille) / 1_000);
  return { orderItemId, sellerId: 'slr_1', totalMinor: totalMinor - creditMinor, taxMinor, subsidyMinor, creditMinor, feeMinor: feeOf(totalMinor - taxMinor + subsidyMinor, feeBps) };
}
const items = fc.array(item, { minLength: 1, maxLength: 5 }).map((list) => list.map((one, index) => ({ ...one, orderItemId: `itm_${index}`, sellerId: `slr_${index % 2}` })));

describe('what is posted', () => {
  it('I1, I3: a payment sums to zero, and fee, tax and net make up charge and subsidy', () => {
    fc.assert(fc.property(items, (sold) => {
      const lines = toPaymentPosting(sold);
      const total = (field: 'totalMinor' | 'feeMinor' | 'taxMinor' | 'subsidyMinor') => sold.reduce((so, one) => so + one[field], 0);
      expect(sum(lines)).toBe(0);
      expect(of(lines, 'stripe_clearing')).toBe(total('totalMinor'));
      expect(-of(lines, 'seller_payable')).toBe(total('totalMinor') - total('taxMinor') + total('subsidyMinor') - total('feeMinor'));
      expect(-of(lines, 'tax_payable') === total('taxMinor') && of(lines, 'promotions') === total('subsidyMinor')).toBe(true);
      expect(lines.every((line) => line.amountMinor !== 0)).toBe(true);
      expect(lines.every((line) => line.account === 'stripe_clearing' || line.orderItemId !== null)).toBe(true);
    }));
  });

  it('M26: refunds in any parts give back exactly what was taken, each of them summing to zero', () => {
    fc.assert(fc.property(item, fc.array(fc.integer({ min: 1, max: 30_000 }), { maxLength: 8 }), (sold, wanted) => {
      const all = toPaymentPosting([sold]);
      let before = 0;
      for (const part of [...wanted, sold.totalMinor]) {
        const refundMinor = Math.min(part, sold.totalMinor - before);
        const lines = toRefundPosting([{ ...sold, refundedBeforeMinor: before, refundMinor }]);
        expect(sum(lines)).toBe(0);
        expect(of(lines, 'stripe_clearing')).toBe(0 - refundMinor);
        // Nobody gains by a refund.
        for (const account of ['platform_fees', 'tax_payable', 'seller_payable'] as const) expect(of(lines, account)).toBeGreaterThanOrEqual(0);
        expect(of(lines, 'promotions')).toBeLessThanOrEqual(0);
        all.push(...lines);
        before += refundMinor;
      }
      expect(left(all)).toEqual(NOTHING);
    }), { numRuns: 500 });
  });

  it('M14, M17: refunds and a dispute of one item, undone in another order, leave what was', () => {
    fc.assert(fc.property(item, fc.array(fc.integer({ min: 1, max: 30_000 }), { minLength: 2, maxLength: 5 }), (sold, wanted) => {
      const all = toPaymentPosting([sold]);
      const taken: number[] = [];
      const gone = () => taken.reduce((so, part) => so + part, 0);
      for (const part of wanted) {
        const refundMinor = Math.min(part, sold.totalMinor - gone());
        all.push(...toDisputePosting([{ ...sold, refundedBeforeMinor: gone(), refundMinor }]));
        taken.push(refundMinor);
      }
      // The first taken is the first to come back.
      for (let part = taken.shift(); part !== undefined; part = taken.shift()) {
        all.push(...toReversed(toDisputePosting([{ ...sold, refundedBeforeMinor: gone(), refundMinor: part }])));
      }
      expect(sum(all)).toBe(0);
      expect(toPaymentPosting([sold]).map(({ account }) => of(all, account))).toEqual(toPaymentPosting([sold]).map(({ account }) => of(toPaymentPosting([sold]), account)));
    }), { numRuns: 300 });
  });

  it('M16: the fee of a dispute is the seller’s', () => {
    const sold: PostedItem = { orderItemId: 'itm_1', sellerId: 'slr_1', totalMinor: 10_000, feeMinor: 800, taxMinor: 0, subsidyMinor: 0, creditMinor: 0 };
    const lines = [...toDisputePosting([{ ...sold, refundedBeforeMinor: 0, refundMinor: 10_000 }]), ...toDisputeFeePosting([{ ...sold, feeMinor: 1_500 }])];
    expect([of(lines, 'stripe_clearing'), of(lines, 'seller_payable'), of(lines, 'platform_fees'), sum(lines)]).toEqual([-11_500, 10_700, 800, 0]);
  });

  it('a sale that a promotion pays for is owed to its seller; one of nothing is not posted', () => {
    const free: PostedItem = { orderItemId: 'itm_1', sellerId: 'slr_1', totalMinor: 0, feeMinor: 80, taxMinor: 0, subsidyMinor: 1_000, creditMinor: 0 };
    const lines = toPaymentPosting([free]);
    expect([of(lines, 'promotions'), of(lines, 'seller_payable'), of(lines, 'stripe_clearing'), sum(lines)]).toEqual([1_000, -920, 0, 0]);
    expect(toPaymentPosting([{ ...free, feeMinor: 0, subsidyMinor: 0 }])).toEqual([]);
  });

  it('a promotion taken back in parts ends where it began, each part sums to zero, and no part pays the seller', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 100_000 }), fc.integer({ min: 0, max: 3_000 }), fc.array(fc.integer({ min: 0, max: 100_000 }), { maxLength: 4 }), (subsidyMinor, feeBps, cuts) => {
      const free: PostedItem = { orderItemId: 'itm_1', sellerId: 'slr_1', totalMinor: 0, feeMinor: feeOf(subsidyMinor, feeBps), taxMinor: 0, subsidyMinor, creditMinor: 0 };
      const lines = toPaymentPosting([free]);
      for (const cut of [...cuts, subsidyMinor]) {
        const [paid, fee] = [of(lines, 'promotions'), -of(lines, 'platform_fees')];
        const back = toPromotionPosting([{ orderItemId: 'itm_1', sellerId: 'slr_1', subsidyMinor: paid, feeMinor: fee, backMinor: Math.min(cut, paid) }]);
        expect([sum(back), of(back, 'seller_payable') >= 0]).toEqual([0, true]);
        lines.push(...back);
      }
      expect(left(lines)).toEqual(NOTHING);
    }));
  });

  it('a credit comes out of the sale it was paid with and goes into the sale it pays for: afterwards nobody has won or lost by it', () => {
    fc.assert(fc.property(priced, priced, fc.integer({ min: 1, max: 100_000 }), (first, second, wanted) => {
      const [old, next] = [toSale('itm_1', first, 0), toSale('itm_2', second, 0)];
      const creditMinor = Math.min(wanted, old.totalMinor, next.totalMinor);
      const given = toRefundPosting([{ ...old, refundedBeforeMinor: 0, refundMinor: creditMinor }], true);
      expect([of(given, 'stripe_clearing'), of(given, 'customer_credit'), sum(given)]).toEqual([0, 0 - creditMinor, 0]);
      const spent = toPaymentPosting([toSale('itm_2', second, creditMinor)]);
      expect([of(spent, 'stripe_clearing'), of(spent, 'customer_credit'), sum(spent)]).toEqual([next.totalMinor - creditMinor, creditMinor, 0]);
      // The same as if the money had gone back and come again.
      const inMoney = [...toRefundPosting([{ ...old, refundedBeforeMinor: 0, refundMinor: creditMinor }]), ...toPaymentPosting([next])];
      for (const account of ACCOUNTS) expect(of([...given, ...spent], account)).toBe(of(inMoney, account));
    }), { numRuns: 300 });
  });

  it('of a sale that a credit paid in part only the money goes back, from everybody in proportion', () => {
    fc.assert(fc.property(priced, fc.integer({ min: 0, max: 100_000 }), fc.array(fc.integer({ min: 1, max: 30_000 }), { maxLength: 6 }), (price, wanted, cuts) => {
      const sold = toSale('itm_1', price, Math.min(wanted, price.totalMinor));
      const all = toPaymentPosting([sold]);
      let before = 0;
      for (const part of [...cuts, sold.totalMinor]) {
        const refundMinor = Math.min(part, sold.totalMinor - before);
        const lines = toRefundPosting([{ ...sold, refundedBeforeMinor: before, refundMinor }]);
        expect([sum(lines), of(lines, 'stripe_clearing'), of(lines, 'customer_credit')]).toEqual([0, 0 - refundMinor, 0]);
        for (const account of ['platform_fees', 'tax_payable', 'seller_payable'] as const) expect(of(lines, account)).toBeGreaterThanOrEqual(0);
        all.push(...lines);
        before += refundMinor;
      }
      expect([of(all, 'stripe_clearing'), of(all, 'customer_credit')]).toEqual([0, sold.creditMinor]);
      // What the credit paid stays with those who earned it, and no more than that.
      for (const account of ['platform_fees', 'tax_payable', 'seller_payable'] as const) expect(of(all, account)).toBeLessThanOrEqual(0);
      if (sold.creditMinor === 0) expect(left(all)).toEqual(NOTHING);
    }), { numRuns: 300 });
  });

  it('a transfer takes from what is owed, and its reversal puts it back', () => {
    const lines = toTransferPosting({ sellerId: 'slr_1', amountMinor: 900 });
    expect(left([...lines, ...toReversed(lines)])).toEqual(NOTHING);
    expect([of(lines, 'seller_payable'), of(lines, 'stripe_clearing')]).toEqual([900, -900]);
  });
});
