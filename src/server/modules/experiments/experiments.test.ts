import fc from 'fast-check';
import { expect, test } from 'vitest';
import { assignArm, type RunningExperiment } from './assign-arm';
import { exposureId } from './exposure-id';
import { isId } from '@/shared/ids';
import { toDifference, toRate } from './to-intervals';

// Known values: R. G. Newcombe, Statistics in Medicine 17 (1998), table I (single proportions, method 3) and table II (differences, method 10).
test.each([
  { hits: 81, of: 263, low: 0.2553, high: 0.3662 },
  { hits: 15, of: 148, low: 0.0624, high: 0.1605 },
  { hits: 0, of: 20, low: 0, high: 0.1611 },
  { hits: 1, of: 29, low: 0.0061, high: 0.1718 },
])('Wilson: $hits of $of', ({ hits, of, low, high }) => {
  const rate = toRate(hits, of);
  expect(rate.low).toBeCloseTo(low, 4);
  expect(rate.high).toBeCloseTo(high, 4);
});

test.each([
  { one: [56, 70], base: [48, 80], low: 0.0524, high: 0.3339 },
  { one: [9, 10], base: [3, 10], low: 0.1705, high: 0.809 },
  { one: [6, 7], base: [2, 7], low: 0.0582, high: 0.8062 },
  { one: [5, 56], base: [0, 29], low: -0.0381, high: 0.1926 },
  { one: [0, 10], base: [0, 20], low: -0.1611, high: 0.2775 },
  { one: [10, 10], base: [0, 10], low: 0.6075, high: 1 },
])('Newcombe: $one beside $base', ({ one, base, low, high }) => {
  const difference = toDifference(toRate(one[0]!, one[1]!), toRate(base[0]!, base[1]!))!;
  expect(difference.low).toBeCloseTo(low, 4);
  expect(difference.high).toBeCloseTo(high, 4);
  expect(difference.isClear).toBe(low > 0);
});

test('intervals hold their share, stay between nothing and all, and are null where nothing was counted', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 5_000 }), fc.double({ min: 0, max: 1, noNaN: true }), (of, part) => {
    const { share, low, high } = toRate(Math.round(of * part), of);
    expect(low!).toBeGreaterThanOrEqual(0);
    expect(high!).toBeLessThanOrEqual(1);
    expect(share! >= low! - 1e-12 && share! <= high! + 1e-12).toBe(true);
  }));
  expect(toRate(0, 0)).toEqual({ hits: 0, of: 0, share: null, low: null, high: null });
  expect(toDifference(toRate(0, 0), toRate(1, 2))).toBeNull();
});

const experiment = (over: Partial<RunningExperiment> = {}): RunningExperiment => ({ id: 'xpm_1', arms: [{ strategy: 'rules', weight: 1 }, { strategy: 'learned', weight: 1 }, { strategy: 'blend', weight: 2 }], trafficPercent: 100, ...over });
const subjects = Array.from({ length: 8_000 }, (_, index) => `user:${index}`);

test('a subject is always in the same arm, and arms are as large as they weigh', () => {
  const counts = new Map<string | null, number>();
  for (const subject of subjects) {
    const arm = assignArm(experiment(), subject);
    expect(assignArm(experiment(), subject)).toBe(arm);
    counts.set(arm, (counts.get(arm) ?? 0) + 1);
  }
  expect(counts.get('rules')! / subjects.length).toBeCloseTo(0.25, 1);
  expect(counts.get('learned')! / subjects.length).toBeCloseTo(0.25, 1);
  expect(counts.get('blend')! / subjects.length).toBeCloseTo(0.5, 1);
  expect(counts.has(null)).toBe(false);
});

test('traffic leaves people out, and the same ones stay in when it grows', () => {
  const isIn = (percent: number) => subjects.filter((subject) => assignArm(experiment({ trafficPercent: percent }), subject) !== null);
  const few = isIn(20);
  expect(few.length / subjects.length).toBeCloseTo(0.2, 1);
  const more = new Set(isIn(60));
  expect(few.every((subject) => more.has(subject))).toBe(true);
});

test('arms of one experiment say nothing of those of another', () => {
  const both = subjects.filter((subject) => assignArm(experiment(), subject) === 'blend' && assignArm(experiment({ id: 'xpm_2' }), subject) === 'blend');
  expect(both.length / subjects.length).toBeCloseTo(0.25, 1);
});

test('the id of an exposure is a recommendation id, the same within a day', () => {
  const id = exposureId('xpm_1', 'user:1', '2026-11-20');
  expect(isId('recommendation', id)).toBe(true);
  expect(exposureId('xpm_1', 'user:1', '2026-11-20')).toBe(id);
  expect(exposureId('xpm_1', 'user:1', '2026-11-21')).not.toBe(id);
});
