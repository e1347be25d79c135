import { expect, it } from 'vitest';
import { formatMicros } from './format-micros';

it.each([[0, '$0.00'], [1, '$0.000001'], [3_100, '$0.0031'], [1_420_000, '$1.42'], [12_345_678_901, '$12,345.68']])('says %d millionths as %s', (micros, words) => {
  expect(formatMicros(micros)).toBe(words);
});
