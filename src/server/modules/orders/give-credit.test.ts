import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toCreditParts } from './give-credit';

const period = (index: number, leftMinor: number) => ({ orderId: `ord_${index}`, itemId: `itm_${index}`, leftMinor });

describe('a credit', () => {
  it('is taken from the newest period first, and from none more than it has', () => {
    expect(toCreditParts([period(1, 300), period(2, 0), period(3, 900)], 500)).toEqual([{ orderId: 'ord_1', itemId: 'itm_1', amountMinor: 300 }, { orderId: 'ord_3', itemId: 'itm_3', amountMinor: 200 }]);
    fc.assert(fc.property(fc.array(fc.integer({ min: -50, max: 5_000 }), { maxLength: 5 }), fc.integer({ min: 0, max: 9_000 }), (lefts, creditMinor) => {
      const parts = toCreditParts(lefts.map((left, index) => period(index, left)), creditMinor);
      const has = lefts.reduce((sum, left) => sum + Math.max(0, left), 0);
      expect(parts.reduce((sum, { amountMinor }) => sum + amountMinor, 0)).toBe(Math.min(creditMinor, has));
      for (const { itemId, amountMinor } of parts) expect(amountMinor).toBeLessThanOrEqual(lefts[Number(itemId.slice(4))] ?? 0);
    }));
  });
});
