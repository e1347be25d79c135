import { expect, it } from 'vitest';
import { toChange, toShare } from './to-change';

it('says how much more or less it is', () => {
  expect(toChange(12, 10)).toBe('20 % more');
  expect(toChange(5, 10)).toBe('50 % less');
  expect(toChange(10, 10)).toBe('as before');
  expect(toChange(0, 10)).toBe('100 % less');
  expect(toChange(10, 0)).toBeNull();
  expect(toChange(5, -3)).toBeNull();
  expect(toChange(1_000_000, 1)).toBe('more than ten times as much');
});

it('shares nothing out of nothing', () => {
  expect(toShare(1, 8)).toBe('12.5 %');
  expect(toShare(3, 0)).toBe('–');
});
