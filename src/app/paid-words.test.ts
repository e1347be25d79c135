import { expect, it } from 'vitest';
import { creditWord, paidWords, sumWord } from './paid-words';

const plan = { title: 'Club', interval: 'month' as const, trialDays: 0, recurringMinor: 2_900 };
const once = { ...plan, interval: null, recurringMinor: null };
const order = { status: 'paid' as const, paidAt: '2026-11-20T10:00:00.000Z', currency: 'usd', creditMinor: 0, totalMinor: 2_900 };
const byCredit = { ...order, creditMinor: 2_900, totalMinor: 0 };

it('tells a credit from the card, and both from nothing', () => {
  const say = (changes: object, item: typeof plan | typeof once = once) => paidWords({ ...order, ...changes }, [item]);
  expect(say({})).toBe('$29.00 was paid once.');
  expect(say({ totalMinor: 0 })).toBe('Nothing was charged.');
  expect(say(byCredit)).toBe('Your credit paid $29.00; nothing is due.');
  expect(say({ creditMinor: 500, totalMinor: 2_400 })).toBe('$24.00 was paid once, and $5.00 by your credit.');
  expect(say(byCredit, plan)).toBe('Your credit paid $29.00; nothing is due today. Club costs $29 a month, until you cancel it.');
  expect(say({ creditMinor: 500, totalMinor: 2_400 }, plan)).toBe('$24.00 was paid today, and $5.00 by your credit. Club costs $29 a month, until you cancel it.');
  expect(say({ totalMinor: 0 }, { ...plan, trialDays: 14 })).toBe('Nothing was charged today. Club is 14 days free, then $29 a month, until you cancel it.');
});

it('names the sum at the foot by what is left of it', () => {
  expect([sumWord(order), creditWord({ ...order, creditMinor: 500 })]).toEqual(['Paid', 'Credit applied']);
  expect([sumWord(byCredit), creditWord(byCredit)]).toEqual(['Due', 'Paid by credit']);
  expect(sumWord({ ...order, totalMinor: 0 })).toBe('Paid');
  expect(sumWord({ ...order, paidAt: null, status: 'pending' })).toBe('To pay');
});
