import { expect, test } from 'vitest';
import { readShortcut } from './shortcuts';

const press = (key: string, changes = {}) => readShortcut({ key, withCommand: false, isSingle: true, afterG: false, ...changes });

test('Control or Command with K opens the palette, also while writing', () => {
  expect(press('k', { withCommand: true, isSingle: false })).toEqual({ does: 'palette' });
  expect(press('K', { withCommand: true })).toEqual({ does: 'palette' });
  expect(press('k')).toBeNull();
});

test('"g" and a letter lead somewhere, a letter alone nowhere', () => {
  expect(press('g')).toEqual({ does: 'wait' });
  expect(press('o', { afterG: true })).toEqual({ does: 'go', href: '/account/orders' });
  expect(press('o')).toBeNull();
  expect(press('x', { afterG: true })).toBeNull();
});

test('letters are letters while somebody writes, or when turned off', () => {
  for (const key of ['?', 'g']) expect(press(key, { isSingle: false })).toBeNull();
  expect(press('o', { isSingle: false, afterG: true })).toBeNull();
});
