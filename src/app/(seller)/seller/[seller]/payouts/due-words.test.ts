import { expect, it } from 'vitest';
import { PAYOUT_HOLDS, type Due } from '@/shared/contracts/payouts';
import { dueWords } from './due-words';

const now = new Date('2026-11-20T09:00:00Z');
const due: Due = { orderId: 'ord_1', orderNumber: 'LK-20001', currency: 'usd', amountMinor: 100, state: 'held', hold: 'waiting', payableAt: '2026-11-23T08:00:00Z' };

it('says the day, with its weekday when it is near', () => {
  expect(dueWords(due, now)).toBe('Payable on Monday 23 Nov');
  expect(dueWords({ ...due, payableAt: '2026-11-21T08:00:00Z' }, now)).toBe('Payable tomorrow');
  expect(dueWords({ ...due, payableAt: '2026-12-24T08:00:00Z' }, now)).toBe('Payable on 24 Dec 2026');
});

it('has another sentence for each reason and state', () => {
  const all = [...PAYOUT_HOLDS.map((hold) => dueWords({ ...due, hold }, now)), ...(['payable', 'under_way', 'owed'] as const).map((state) => dueWords({ ...due, state, hold: null }, now))];
  expect(new Set(all).size).toBe(all.length);
});
