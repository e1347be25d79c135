import { describe, expect, it } from 'vitest';
import { addIntervals, periodEndAfter } from './periods';
import type { Rhythm } from './periods';

const at = (text: string): number => Date.parse(`${text}Z`) / 1000;
const said = (seconds: number): string => new Date(seconds * 1000).toISOString().slice(0, 19);
const monthly: Rhythm = { interval: 'month', count: 1 };

describe('periods', () => {
  it('end on the last day of a month without the anchor’s, and come back to it', () => {
    const anchor = at('2027-01-31T10:20:30');
    expect([1, 2, 3, 13].map((times) => said(addIntervals(anchor, monthly, times)))).toEqual(['2027-02-28T10:20:30', '2027-03-31T10:20:30', '2027-04-30T10:20:30', '2028-02-29T10:20:30']);
  });

  it.each<[Rhythm, string]>([
    [{ interval: 'day', count: 3 }, '2027-02-03T00:00:00'],
    [{ interval: 'week', count: 2 }, '2027-02-14T00:00:00'],
    [{ interval: 'month', count: 3 }, '2027-04-30T00:00:00'],
    [{ interval: 'year', count: 1 }, '2028-01-31T00:00:00'],
  ])('of %j are as long as they say', (rhythm, end) => {
    expect(said(addIntervals(at('2027-01-31T00:00:00'), rhythm, 1))).toBe(end);
  });

  it('are counted from the anchor, also one that is to come', () => {
    const anchor = at('2027-01-31T00:00:00');
    expect(said(periodEndAfter(anchor, monthly, at('2027-02-28T00:00:00')))).toBe('2027-03-31T00:00:00');
    expect(said(periodEndAfter(anchor, monthly, at('2027-02-27T23:59:59')))).toBe('2027-02-28T00:00:00');
    expect(periodEndAfter(anchor, monthly, anchor - 5)).toBe(anchor);
  });

  it('keep the twenty-ninth of February for leap years', () => {
    const anchor = at('2028-02-29T00:00:00');
    expect([1, 4].map((times) => said(addIntervals(anchor, { interval: 'year', count: 1 }, times)))).toEqual(['2029-02-28T00:00:00', '2032-02-29T00:00:00']);
  });
});
