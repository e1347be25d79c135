import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY_MS } from '@/shared/time';
import { planPayout } from './plan-payout';
import { holdOf, toDue, type OpenOrder, type PayoutStanding } from './to-dues';

const now = new Date('2026-11-20T09:00:00Z');
const days = (count: number) => new Date(now.getTime() - count * DAY_MS);
const policy = { holdDays: 7, minimumMinor: 0, now };
const ready: PayoutStanding = { lifecycle: 'active', hasStripeAccount: true, detailsSubmitted: true, payoutsEnabled: true };
const order = (owedMinor: number, more: Partial<OpenOrder> = {}): OpenOrder => ({
  currency: 'usd', orderId: `ord_${owedMinor}`, number: 20_001, owedMinor, underWayMinor: 0, comingBackMinor: 0, paidAt: days(8), fulfilment: 'none', shippedAt: null, isDisputed: false, ...more,
});

describe('what holds money back', () => {
  it.each([
    ['nothing, once the hold is over', order(100), ready, null],
    ['the hold, to the millisecond', order(100, { paidAt: new Date(days(7).getTime() + 1) }), ready, 'waiting'],
    ['a parcel that has not left', order(100, { fulfilment: 'unshipped' }), ready, 'unshipped'],
    ['a part of it that has not left', order(100, { fulfilment: 'partially_shipped', shippedAt: days(30) }), ready, 'unshipped'],
    ['the hold, counted from shipping', order(100, { fulfilment: 'shipped', paidAt: days(30), shippedAt: days(6) }), ready, 'waiting'],
    ['a dispute', order(100, { isDisputed: true }), ready, 'disputed'],
    ['no account', order(100), { ...ready, hasStripeAccount: false, payoutsEnabled: false }, 'onboarding'],
    ['onboarding half done', order(100), { ...ready, detailsSubmitted: false, payoutsEnabled: false }, 'onboarding'],
    ['M36: payouts switched off', order(100), { ...ready, payoutsEnabled: false }, 'payouts_off'],
    ['a suspension', order(100), { ...ready, lifecycle: 'suspended' }, 'suspended'],
    ['nothing for a seller who has closed', order(100), { ...ready, lifecycle: 'closed' }, null],
  ] as const)('%s', (...[, open, standing, hold]) => {
    expect(holdOf(open, standing, policy)).toBe(hold);
    expect(planPayout([open], standing, policy)).toEqual(hold === null ? { transfers: [{ orderId: 'ord_100', amountMinor: 100 }], amountMinor: 100 } : { none: 'nothing' });
  });
});

describe('what a payout is made of', () => {
  it('M13: what is owed is taken off, from the youngest', () => {
    const orders = [order(100, { paidAt: days(20) }), order(50), order(-30)];
    expect(planPayout(orders, ready, policy)).toEqual({ transfers: [{ orderId: 'ord_100', amountMinor: 100 }, { orderId: 'ord_50', amountMinor: 20 }], amountMinor: 120 });
  });

  it('who owes as much as is payable is paid nothing, whatever is held', () => {
    expect(planPayout([order(100), order(-100), order(500, { isDisputed: true })], ready, policy)).toEqual({ none: 'owing' });
  });

  it('too little waits for more', () => {
    expect(planPayout([order(99)], ready, { ...policy, minimumMinor: 100 })).toEqual({ none: 'minimum' });
  });

  it('what is under way is not sent again, and what comes back is not owed twice', () => {
    expect(planPayout([order(100, { underWayMinor: 100 })], ready, policy)).toEqual({ none: 'nothing' });
    expect(planPayout([order(100), order(-92, { comingBackMinor: 92 })], ready, policy)).toMatchObject({ amountMinor: 100 });
  });

  it('M34: a payout is never more than the balance, and what it leaves is never below zero', () => {
    const any = fc.record({ owedMinor: fc.integer({ min: -5_000, max: 10_000 }), age: fc.integer({ min: 0, max: 30 }), isDisputed: fc.boolean() });
    fc.assert(fc.property(fc.array(any, { maxLength: 12 }), (list) => {
      const orders = list.map(({ owedMinor, age, isDisputed }, index) => order(owedMinor, { orderId: `ord_${index}`, paidAt: days(age), isDisputed }));
      const plan = planPayout(orders, ready, policy);
      if ('none' in plan) return;
      expect(plan.amountMinor).toBe(plan.transfers.reduce((sum, one) => sum + one.amountMinor, 0));
      expect(plan.amountMinor).toBeLessThanOrEqual(orders.reduce((sum, one) => sum + one.owedMinor, 0));
      for (const { orderId, amountMinor } of plan.transfers) expect(amountMinor).toBeLessThanOrEqual(orders.find((one) => one.orderId === orderId)?.owedMinor ?? 0);
    }));
  });
});

it('a due says where it stands', () => {
  expect(toDue(order(100), null, policy)).toMatchObject({ orderNumber: 'LK-20001', state: 'payable', hold: null, amountMinor: 100 });
  expect(toDue(order(100, { paidAt: days(1) }), 'waiting', policy)).toMatchObject({ state: 'held', hold: 'waiting', payableAt: '2026-11-26T09:00:00.000Z' });
  expect(toDue(order(-40), null, policy)).toMatchObject({ state: 'owed', amountMinor: -40, payableAt: null });
  expect(toDue(order(100, { underWayMinor: 100 }), null, policy)).toMatchObject({ state: 'under_way', amountMinor: 100 });
});
