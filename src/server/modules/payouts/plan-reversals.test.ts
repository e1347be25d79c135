import fc from 'fast-check';
import { expect, it } from 'vitest';
import { planReversals, type SentTransfer } from './plan-reversals';

const sent = (leftMinor: number, more: Partial<SentTransfer> = {}): SentTransfer => ({ transferId: `trf_${leftMinor}`, sellerId: 'slr_1', currency: 'usd', leftMinor, earnedMinor: 0, ...more });

it('asks back what was sent beyond what was earned, the youngest first', () => {
  expect(planReversals([sent(40, { earnedMinor: 50 }), sent(60, { earnedMinor: 50 })])).toEqual([
    { transferId: 'trf_40', amountMinor: 40, currency: 'usd' },
    { transferId: 'trf_60', amountMinor: 10, currency: 'usd' },
  ]);
});

it('never asks for more than was sent, though a dispute cost more', () => {
  expect(planReversals([sent(92, { earnedMinor: -15 })])).toEqual([{ transferId: 'trf_92', amountMinor: 92, currency: 'usd' }]);
});

it('leaves each seller what is its own', () => {
  expect(planReversals([sent(92, { earnedMinor: 92 }), sent(46, { sellerId: 'slr_2', earnedMinor: 30 })])).toEqual([{ transferId: 'trf_46', amountMinor: 16, currency: 'usd' }]);
});

it('M13: whatever was sent in however many parts, what stays out is what was earned or less', () => {
  fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 10_000 }), { maxLength: 6 }), fc.integer({ min: -2_000, max: 40_000 }), (parts, earnedMinor) => {
    const all = parts.map((leftMinor, index) => sent(leftMinor, { transferId: `trf_${index}`, earnedMinor }));
    const plan = planReversals(all);
    const out = parts.reduce((sum, part) => sum + part, 0);
    const asked = plan.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
    expect(asked).toBe(Math.max(0, out - Math.max(0, earnedMinor)));
    expect(plan.every(({ transferId, amountMinor }) => amountMinor > 0 && amountMinor <= (all.find((one) => one.transferId === transferId)?.leftMinor ?? 0))).toBe(true);
  }));
});
