import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseRange } from './byte-range';

test.each([
  ['bytes=0-0', 10, { start: 0, end: 1 }],
  ['bytes=2-4', 10, { start: 2, end: 5 }],
  ['bytes=5-', 10, { start: 5, end: 10 }],
  ['bytes=-3', 10, { start: 7, end: 10 }],
  ['bytes=-30', 10, { start: 0, end: 10 }],
  ['bytes=0-99', 10, { start: 0, end: 10 }],
  ['bytes=10-', 10, 'unsatisfiable'],
  ['bytes=-0', 10, 'unsatisfiable'],
  ['bytes=0-', 0, 'unsatisfiable'],
  ['bytes=4-2', 10, null],
  ['bytes=0-1,3-4', 10, null],
  ['items=0-1', 10, null],
  ['bytes=-', 10, null],
  [null, 10, null],
])('%s of %i bytes', (header, bytes, expected) => {
  expect(parseRange(header, bytes)).toEqual(expected);
});

test('a range lies within the file and is never empty', () => {
  fc.assert(
    fc.property(fc.nat(1000), fc.option(fc.nat(1200)), fc.option(fc.nat(1200)), (bytes, first, last) => {
      const range = parseRange(`bytes=${first ?? ''}-${last ?? ''}`, bytes);
      if (range === null || range === 'unsatisfiable') return;
      expect(range.start).toBeGreaterThanOrEqual(0);
      expect(range.end).toBeLessThanOrEqual(bytes);
      expect(range.end).toBeGreaterThan(range.start);
    }),
  );
});
