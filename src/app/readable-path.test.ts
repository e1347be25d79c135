import { expect, test } from 'vitest';
import { readablePath } from './readable-path';

test('an address is read in its letters, and one that no letters can be made of as it stands', () => {
  expect(readablePath('/stra%C3%9Fe')).toBe('/straße');
  expect(readablePath('/half/%E0%A4%A')).toBe('/half/%E0%A4%A');
});
