import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toRefundShares } from './to-refund-shares';
import { toShareMoves } from './to-share-moves';

const sum = (amounts: readonly number[]) => amounts.reduce((total, one) => total + one, 0);

/** An order's items in some state: what was refunded and disputed of each, and what is on its way. */
const items = fc.array(
  fc.tuple(fc.nat(5_000), fc.nat(100), fc.nat(100), fc.nat(100)).map(([totalMinor, refunded, disputed, underWay]) => {
    const refundedMinor = Math.floor((totalMinor * refunded) / 100);
    const disputedMinor = Math.floor(((totalMinor - refundedMinor) * disputed) / 100);
    const left = totalMinor - refundedMinor - disputedMinor;
    return { totalMinor, refundedMinor, disputedMinor, freeMinor: left - Math.floor((left * underWay) / 100) };
  }),
  { minLength: 1, maxLength: 6 },
);

describe('a refund and the disputes beside it', () => {
  it('together never take more of an item than it cost, and the refund is given in full', () => {
    fc.assert(fc.property(items, fc.nat(100), fc.array(fc.nat(5_000), { minLength: 6, maxLength: 6 }), (order, percent, asks) => {
      const amountMinor = Math.floor((sum(order.map(({ totalMinor, refundedMinor }) => totalMinor - refundedMinor)) * percent) / 100);
      let asked = 0;
      const bearers = order.map(({ totalMinor, refundedMinor, freeMinor }, index) => {
        const askedMinor = Math.min(asks[index]!, amountMinor - asked);
        asked += askedMinor;
        return { askedMinor, unrefundedMinor: totalMinor - refundedMinor, freeMinor };
      });
      const given = toRefundShares(bearers, amountMinor);
      expect(sum(given)).toBe(amountMinor);
      const excessMinor = 700;
      const moves = toShareMoves(order.map(({ totalMinor, refundedMinor, disputedMinor, freeMinor }, index) => {
        const leftMinor = totalMinor - refundedMinor - disputedMinor - given[index]!;
        return { sharedMinor: disputedMinor, leftMinor, freeMinor: Math.min(leftMinor, freeMinor - given[index]!) };
      }), excessMinor);
      order.forEach(({ totalMinor, refundedMinor, disputedMinor }, index) => {
        expect(given[index]).toBeGreaterThanOrEqual(0);
        expect(disputedMinor + moves[index]!).toBeGreaterThanOrEqual(0);
        expect(refundedMinor + given[index]! + disputedMinor + moves[index]!).toBeLessThanOrEqual(totalMinor);
      });
      expect(sum(moves)).toBeLessThanOrEqual(excessMinor);
    }), { numRuns: 500 });
  });

  it('a refund stays as it was asked where only a dispute is in its way', () => {
    expect(toRefundShares([{ askedMinor: 600, unrefundedMinor: 1_000, freeMinor: 100 }, { askedMinor: 0, unrefundedMinor: 1_000, freeMinor: 900 }], 600)).toEqual([600, 0]);
  });

  it('what the platform bears goes back to items as soon as they have something, and no sooner', () => {
    expect(toShareMoves([{ sharedMinor: 0, leftMinor: 500, freeMinor: 0 }, { sharedMinor: 100, leftMinor: 200, freeMinor: 200 }], 900)).toEqual([0, 200]);
    expect(toShareMoves([{ sharedMinor: 400, leftMinor: -300, freeMinor: -300 }, { sharedMinor: 0, leftMinor: 100, freeMinor: 100 }], 0)).toEqual([-300, 100]);
  });
});
