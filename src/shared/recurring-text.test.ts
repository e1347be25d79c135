import { expect, it } from 'vitest';
import { recurringText } from './recurring-text';

it.each([
  [{ amountMinor: 2_900, currency: 'usd', interval: 'month' as const }, '$29 a month'],
  [{ amountMinor: 2_950, currency: 'usd', interval: 'year' as const }, '$29.50 a year'],
  [{ amountMinor: 2_900, currency: 'jpy', interval: 'month' as const }, '¥2,900 a month'],
  [{ amountMinor: 2_900, currency: 'usd', interval: 'month' as const, trialDays: 14 }, '14 days free, then $29 a month'],
  [{ amountMinor: 2_900, currency: 'usd', interval: 'month' as const, trialDays: 1 }, '1 day free, then $29 a month'],
])('says %o as %s', (recurring, text) => {
  expect(recurringText(recurring)).toBe(text);
});
