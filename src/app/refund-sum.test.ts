import { describe, expect, it } from 'vitest';
import { planAll, planItems, readAmount, type RefundableItem } from './refund-sum';

const shoes: RefundableItem = { id: 'itm_1', title: 'Court Low', variantTitle: '42', kind: 'physical', quantity: 3, totalMinor: 30_000, refundedMinor: 10_000, disputedMinor: 0, shippedQuantity: 1, canceledQuantity: 1, restockedQuantity: 1 };
const kit: RefundableItem = { id: 'itm_2', title: 'Kit', variantTitle: '', kind: 'download', quantity: 1, totalMinor: 4_500, refundedMinor: 0, disputedMinor: 500, shippedQuantity: 0, canceledQuantity: 0, restockedQuantity: 0 };
const words = { currency: 'usd', money: (amountMinor: number) => `$${amountMinor / 100}` };

describe('what a refund gives back', () => {
  it('is all that is left, with units that never left the shelf', () => {
    expect(planAll([shoes, kit])).toEqual({
      lines: [{ itemId: 'itm_1', amountMinor: 20_000, restockQuantity: 1, cancelQuantity: 1 }, { itemId: 'itm_2', amountMinor: 4_000, restockQuantity: 0, cancelQuantity: 0 }], sumMinor: 24_000, faults: {},
    });
  });

  it('is what was chosen, and leaves out items nothing was chosen for', () => {
    expect(planItems([shoes, kit], { itm_1: { amount: '12,50', restock: 2, cancel: 1 } }, words)).toEqual({ lines: [{ itemId: 'itm_1', amountMinor: 1_250, restockQuantity: 2, cancelQuantity: 1 }], sumMinor: 1_250, faults: {} });
    expect(planItems([shoes], { itm_1: { amount: '', restock: 1, cancel: 0 } }, words).lines).toHaveLength(1);
    expect(planItems([shoes], {}, words).lines).toEqual([]);
  });

  it('puts on the shelf only what was shipped or is canceled', () => {
    expect(planItems([shoes], { itm_1: { amount: '1', restock: 2, cancel: 0 } }, words).faults).toEqual({ itm_1: 'Only what was shipped or is canceled can go back to the shelf.' });
  });

  it('is never more than what is left, nor what is no amount', () => {
    expect(planItems([kit], { itm_2: { amount: '40.01', restock: 0, cancel: 0 } }, words).faults).toEqual({ itm_2: 'Only $40 is left of it.' });
    expect(planItems([kit], { itm_2: { amount: 'ten', restock: 0, cancel: 0 } }, words).faults).toHaveProperty('itm_2');
    expect(['0', '40.01', 'x', '40'].map((text) => readAmount(text, { currency: 'usd', leftMinor: 4_000 }))).toEqual([null, null, null, 4_000]);
  });
});
