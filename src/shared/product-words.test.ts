import { expect, test } from 'vitest';
import { kindAndVersion, stockInWords } from './product-words';

test('stock is counted in words, and a full facet is not taken for all sellers', () => {
  expect(stockInWords(48, 7)).toBe('48 things from 7 sellers');
  expect(stockInWords(1, 1)).toBe('1 thing from 1 seller');
  expect(stockInWords(10_000, 40)).toBe('10,000 things from more than 39 sellers');
});

test('a card names type and version without the patch', () => {
  expect(kindAndVersion('jupyter', '2.1.0')).toBe('Notebook 2.1');
  expect(kindAndVersion('prompt', null)).toBe('Prompt');
});
