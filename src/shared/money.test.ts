import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exponentOf, feeOf, splitAmount } from './money';

const amount = fc.integer({ min: 0, max: 10_000_000 });
const weights = fc.array(fc.nat(100_000), { minLength: 1, maxLength: 12 });

describe('splitAmount', () => {
  test('the parts are whole, in order, and sum to the total', () => {
    expect(splitAmount(100, [1, 1, 1])).toEqual([34, 33, 33]);
    expect(splitAmount(5, [0, 0])).toEqual([5, 0]);
    fc.assert(fc.property(amount, weights, (total, parts) => {
      const split = splitAmount(total, parts);
      expect(split.reduce((left, right) => left + right, 0)).toBe(total);
      expect(split.every((part) => Number.isInteger(part) && part >= 0)).toBe(true);
    }));
  });

  test('no part is more than one unit from its exact share', () => {
    fc.assert(fc.property(amount, weights.filter((parts) => parts.some((part) => part > 0)), (total, parts) => {
      const sum = parts.reduce((left, right) => left + right, 0);
      splitAmount(total, parts).forEach((part, index) => expect(Math.abs(part - (total * (parts[index] ?? 0)) / sum)).toBeLessThan(1));
    }));
  });

  test('refuses what is no amount', () => {
    expect(() => splitAmount(1.5, [1])).toThrow(RangeError);
    expect(() => splitAmount(-1, [1])).toThrow(RangeError);
    expect(() => splitAmount(1, [])).toThrow(RangeError);
    expect(() => splitAmount(1, [-1, 2])).toThrow(RangeError);
  });
});

describe('feeOf', () => {
  test('fee and net make the amount, and the fee is within half a unit of exact', () => {
    expect(feeOf(4_900, 800)).toBe(392);
    fc.assert(fc.property(fc.integer({ min: 1, max: 100_000 }), fc.integer({ min: 0, max: 3_000 }), (cents, bps) => {
      const fee = feeOf(cents, bps);
      expect(fee).toBeGreaterThanOrEqual(0);
      expect(fee).toBeLessThanOrEqual(cents);
      expect(Math.abs(fee - (cents * bps) / 10_000)).toBeLessThanOrEqual(0.5);
    }));
  });

  test('partial refunds of an item, fee by fee, end at its fee', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 100_000 }), fc.integer({ min: 0, max: 3_000 }), fc.array(fc.nat(1000), { minLength: 1, maxLength: 6 }), (cents, bps, shares) => {
      const refunds = splitAmount(cents, shares);
      const fees = splitAmount(feeOf(cents, bps), refunds);
      expect(fees.reduce((left, right) => left + right, 0)).toBe(feeOf(cents, bps));
    }));
  });
});

test('decimal places of yen, dinar and dollar', () => {
  expect([exponentOf('jpy'), exponentOf('kwd'), exponentOf('usd')]).toEqual([0, 3, 2]);
});
