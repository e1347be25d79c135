import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatNumber, parseNumber } from '../src/format.js';

test('there and back', () => {
  const parts = { series: 'DK', year: 2026, number: 42 };
  assert.equal(formatNumber(parts), 'DK-2026-000042');
  assert.deepEqual(parseNumber('DK-2026-000042'), parts);
});

test('text order is number order', () => {
  const numbers = [1, 9, 10, 99, 100, 999_999].map((number) => formatNumber({ series: 'A', year: 2026, number }));
  assert.deepEqual([...numbers].sort(), numbers);
});

test('what does not fit is refused', () => {
  for (const number of [0, 1.5, 1_000_000]) assert.throws(() => formatNumber({ series: 'A', year: 2026, number }), RangeError);
  for (const text of ['dk-2026-000001', 'DK-26-000001', 'DK-2026-1']) assert.equal(parseNumber(text), undefined);
});
