import { describe, expect, it } from 'vitest';
import { toChangeText } from './to-change-text';
import { toPlanChange, type ComparedPlan } from './to-plan-change';

const plan = (tier: ComparedPlan['tier'], interval: 'month' | 'year', amountMinor: number): ComparedPlan => ({ priceId: `${String(tier)} ${interval} ${amountMinor}`, tier, platformTierId: null, amountMinor, interval });
const api = (platformTierId: string, interval: 'month' | 'year', amountMinor: number): ComparedPlan => ({ ...plan(null, interval, amountMinor), priceId: `${platformTierId} ${interval}`, platformTierId });

describe('toPlanChange', () => {
  it.each([
    ['a bigger tier', plan('pro', 'month', 1_900), plan('pro+', 'month', 5_900), 'now'],
    ['a smaller tier', plan('enterprise', 'month', 9_900), plan('pro', 'month', 1_900), 'later'],
    ['the same for a year', plan('pro', 'month', 1_900), plan('pro', 'year', 19_000), 'now'],
    ['the same for a month', plan('pro', 'year', 19_000), plan('pro', 'month', 1_900), 'later'],
    ['a bigger tier, from year to month', plan('pro', 'year', 19_000), plan('pro+', 'month', 5_900), 'later'],
    ['a smaller tier, from month to year', plan('pro+', 'month', 5_900), plan('pro', 'year', 19_000), 'later'],
    ['itself', plan('pro', 'month', 1_900), plan('pro', 'month', 1_900), 'same'],
    ['its own tier at another price', plan('pro', 'month', 1_900), plan('pro', 'month', 2_900), 'same'],
    ['a dearer plan of an API', api('tir_a', 'month', 2_900), api('tir_b', 'month', 4_900), 'now'],
    ['a cheaper plan of an API', api('tir_b', 'month', 4_900), api('tir_a', 'month', 2_900), 'later'],
    ['the same plan of an API for a year, which costs less in it', api('tir_a', 'month', 2_900), api('tir_a', 'year', 29_000), 'now'],
  ] as const)('%s', (...[, current, wanted, expected]) => {
    expect(toPlanChange(current, wanted)).toBe(expected);
  });
});

describe('toChangeText', () => {
  const shown = { variantId: 'var_1', priceId: 'prc_1', title: 'Pro+', tier: 'pro+' as const, amountMinor: 5_900, currency: 'usd', interval: 'month' as const, trialDays: 14 };
  const text = (changes: object) => toChangeText({ when: 'now', endsTrial: false, todayMinor: 1_240, currency: 'usd', nextAt: '2026-12-20T09:00:00Z', plan: shown, ...changes });

  it('says what is paid today and what each time from when', () => {
    expect(text({})).toBe('Today $12.40, then $59 a month from 20 December 2026.');
    expect(text({ endsTrial: true, todayMinor: 5_900 })).toBe('Today $59.00, then $59 a month from 20 December 2026. The trial ends with the change.');
    expect(text({ todayMinor: 0 })).toBe('Nothing today, then $59 a month from 20 December 2026.');
    expect(toChangeText({ when: 'now', endsTrial: false, todayMinor: 0, currency: 'usd', nextAt: '2026-12-20T19:00:00Z', plan: shown }, { locale: 'de-DE', timeZone: 'Asia/Tokyo' })).toBe('Nothing today, then $59 a month from 21. Dezember 2026.');
    expect(text({ when: 'later', todayMinor: 0 })).toBe('Nothing today. Pro+ begins when what you paid for is over: $59 a month from 20 December 2026.');
  });
});
