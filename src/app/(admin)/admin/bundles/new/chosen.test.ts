import { expect, test } from 'vitest';
import type { FoundPart } from '@/shared/contracts/joint-bundles';
import { aloneMinor, toSummed } from './chosen';

const part = (id: string, ...amounts: number[]): FoundPart => ({
  productId: id, title: id, type: 'node', sellerSlug: 'one', sellerName: 'One', variants: amounts.map((amountMinor, index) => ({ id: `${id}-${index}`, title: `${index}`, prices: [{ currency: 'usd', amountMinor }] })),
});

test('a part costs what its form costs, or its cheapest one', () => {
  expect(aloneMinor({ part: part('a', 500, 300), variantId: null }, 'usd')).toBe(300);
  expect(aloneMinor({ part: part('a', 500, 300), variantId: 'a-0' }, 'usd')).toBe(500);
  expect(aloneMinor({ part: part('a', 500), variantId: null }, 'eur')).toBeNull();
});

test('shares sum to the price, to the minor unit, and there are none before every part has a price', () => {
  const chosen = ['a', 'b', 'c'].map((id) => ({ part: part(id, 100), variantId: null }));
  expect(toSummed(chosen, 'usd', 100).map(({ shareMinor }) => shareMinor)).toEqual([34, 33, 33]);
  expect(toSummed(chosen, 'usd', null).map(({ shareMinor }) => shareMinor)).toEqual([null, null, null]);
  expect(toSummed(chosen, 'eur', 100).map(({ shareMinor }) => shareMinor)).toEqual([null, null, null]);
  expect(toSummed([], 'usd', 100)).toEqual([]);
});
