import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { MAX_VARIANTS, parseSizeRun } from './parse-size-run';

test.each([
  ['39-45', ['39', '40', '41', '42', '43', '44', '45']],
  ['39-41/0.5', ['39', '39.5', '40', '40.5', '41']],
  [' 39 – 41 / 0.5 ', ['39', '39.5', '40', '40.5', '41']],
  ['S-XXL', ['S', 'M', 'L', 'XL', 'XXL']],
  ['xl-3xl', ['XL', 'XXL', '3XL']],
  ['2xl, xxxl', ['XXL', '3XL']],
  ['S,M,L', ['S', 'M', 'L']],
  ['36.5, 38, 40-42', ['36.5', '38', '40', '41', '42']],
  ['One size', ['One size']],
  ['36 2/3', ['36 2/3']],
  ['007', ['7']],
  ['42;43\n44,', ['42', '43', '44']],
  ['5-5', ['5']],
])('%s', (text, sizes) => expect(parseSizeRun(text)).toEqual({ sizes }));

test.each([
  ['', /Write sizes/],
  [' , ', /Write sizes/],
  ['45-39', /smaller size first: 39-45/],
  ['XL-S', /smaller size first: S-XL/],
  ['39-45/0.7', /do not end at 45/],
  ['39-45/0', /no step/],
  ['39-45/-1', /no step/],
  ['39-45/x', /no step/],
  ['39-', /no run of sizes/],
  ['-39', /no run of sizes/],
  ['39-M', /no run of sizes/],
  ['1-2-3', /no run of sizes/],
  ['S-L/2', /no steps/],
  ['38, 36-40', /Size 38 is in it twice/],
  ['s, S', /Size S is in it twice/],
  ['0-100', /more than 100/],
  ['0-999/0.01', /more than 100/],
  ['<b>', /is no size/],
  ['a'.repeat(21), /is no size/],
])('%s says what would be right', (text, fault) => expect(parseSizeRun(text).fault).toMatch(fault));

describe('any run', () => {
  it('has its ends, even steps, and no size twice', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 700 }), fc.integer({ min: 0, max: 99 }), fc.constantFrom(25, 50, 100, 200), (from, steps, by) => {
      const to = from + (steps * by) / 100;
      const { sizes = [] } = parseSizeRun(`${from}-${to}/${by / 100}`);
      expect(sizes).toHaveLength(steps + 1);
      expect(sizes[0]).toBe(String(from));
      expect(sizes.at(-1)).toBe(String(to));
      for (const [index, size] of sizes.entries()) if (index > 0) expect(Math.round((Number(size) - Number(sizes[index - 1])) * 100)).toBe(by);
    }));
  });

  it('is read again as itself when written out', () => {
    fc.assert(fc.property(fc.string({ maxLength: 40 }), (text) => {
      const { sizes, fault } = parseSizeRun(text);
      if (sizes === undefined) expect(fault).not.toBe('');
      else {
        expect(sizes.length).toBeLessThanOrEqual(MAX_VARIANTS);
        expect(new Set(sizes).size).toBe(sizes.length);
        expect(parseSizeRun(sizes.join(', '))).toEqual({ sizes });
      }
    }));
  });
});
