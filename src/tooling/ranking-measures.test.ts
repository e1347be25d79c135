import { expect, test } from 'vitest';
import { hitRate, ndcg } from './ranking-measures';

test('a hit is anywhere in the list', () => {
  expect(hitRate(['a', 'b'], new Set(['b', 'z']))).toBe(1);
  expect(hitRate(['a', 'b'], new Set(['z']))).toBe(0);
});

test('gain is discounted by place and measured against the best order', () => {
  expect(ndcg(['a', 'b', 'c'], new Set(['a', 'b']))).toBe(1);
  expect(ndcg(['x', 'a', 'y'], new Set(['a']))).toBeCloseTo(1 / Math.log2(3), 10);
  expect(ndcg(['a', 'x', 'b'], new Set(['a', 'b']))).toBeCloseTo((1 + 0.5) / (1 + 1 / Math.log2(3)), 10);
  expect(ndcg(['x'], new Set(['a']))).toBe(0);
  expect(ndcg([], new Set(['a']))).toBe(0);
});
