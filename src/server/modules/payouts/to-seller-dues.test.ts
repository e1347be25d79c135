import fc from 'fast-check';
import { expect, it } from 'vitest';
import { CRONTAB } from '@/server/jobs/crontab';
import { DAY_MS } from '@/shared/time';
import { nextRunAt } from './next-run';
import type { OpenOrder, PayoutStanding } from './to-dues';
import { toSellerDues } from './to-seller-dues';

const now = new Date('2026-11-20T09:00:00Z');
const policy = { holdDays: 7, minimumMinor: 0, now };
const ready: PayoutStanding = { lifecycle: 'active', hasStripeAccount: true, detailsSubmitted: true, payoutsEnabled: true };
const row = (owedMinor: number, { age = 8, ...more }: Partial<OpenOrder & PayoutStanding> & { age?: number } = {}): OpenOrder & PayoutStanding => ({
  ...ready, currency: 'usd', orderId: `ord_${owedMinor}`, number: 20_001, owedMinor, underWayMinor: 0, comingBackMinor: 0, paidAt: new Date(now.getTime() - age * DAY_MS), fulfilment: 'none', shippedAt: null, isDisputed: false, ...more,
});

it('the run of the crontab is the one that is promised', () => {
  expect(CRONTAB).toContain('\n7 3 * * * run-payouts ');
  expect([nextRunAt(new Date('2026-11-20T03:07:00Z')), nextRunAt(now)].map((at) => at.toISOString())).toEqual(['2026-11-20T03:07:00.000Z', '2026-11-21T03:07:00.000Z']);
});

it('what is payable, less what is owed, goes out with the next run', () => {
  const { balances, dues } = toSellerDues([row(100), row(50, { age: 9 }), row(-30), row(70, { age: 1 })], policy);
  expect(balances).toEqual([{ currency: 'usd', balanceMinor: 190, payableMinor: 150, heldMinor: 70, underWayMinor: 0, owedMinor: -30, comingBackMinor: 0, next: { amountMinor: 120, at: '2026-11-21T03:07:00.000Z' } }]);
  expect(dues.map(({ state, hold }) => [state, hold])).toEqual([['payable', null], ['payable', null], ['owed', null], ['held', 'waiting']]);
});

it('with nothing payable, the next payout is when the first hold ends', () => {
  const { balances } = toSellerDues([row(100, { age: 1 }), row(40, { age: 1 }), row(70, { age: 0 })], policy);
  expect(balances[0]?.next).toEqual({ amountMinor: 140, at: '2026-11-27T03:07:00.000Z' });
});

it('who owes more than is payable is told so on each amount', () => {
  const { balances, dues } = toSellerDues([row(100), row(-130)], policy);
  expect(balances[0]).toMatchObject({ balanceMinor: -30, payableMinor: 0, heldMinor: 100, owedMinor: -130, next: null });
  expect(dues[0]).toMatchObject({ state: 'held', hold: 'owing' });
});

it('the parts always make up the balance', () => {
  const any = fc.record({ owedMinor: fc.integer({ min: -500, max: 1_000 }), under: fc.integer({ min: 0, max: 300 }), back: fc.integer({ min: 0, max: 300 }), age: fc.integer({ min: 0, max: 12 }), isDisputed: fc.boolean() });
  fc.assert(fc.property(fc.array(any, { minLength: 1, maxLength: 10 }), fc.integer({ min: 0, max: 500 }), (list, minimumMinor) => {
    const rows = list.map(({ under, back, ...more }, index) => row(more.owedMinor, { ...more, orderId: `ord_${index}`, underWayMinor: under, comingBackMinor: back }));
    const [balance] = toSellerDues(rows, { ...policy, minimumMinor }).balances;
    if (!balance) throw new Error('no balance');
    // An order of which all is under way is not open besides.
    expect(balance.payableMinor + balance.heldMinor + balance.owedMinor + balance.underWayMinor - balance.comingBackMinor).toBe(balance.balanceMinor);
  }));
});
