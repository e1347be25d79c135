import { expect, test } from 'vitest';
import { every, first, listAddress } from './address';

test('an address holds the filters that say something', () => {
  expect(listAddress('/admin/webhooks', { q: '', status: ['dead', 'parked'], after: undefined, type: 'charge.refunded' })).toBe('/admin/webhooks?status=dead&status=parked&type=charge.refunded');
  expect(listAddress('/admin/jobs', { state: '' })).toBe('/admin/jobs');
});

test('a parameter is read once or many times', () => {
  expect([first(undefined), first(''), first('a'), first(['a', 'b'])]).toEqual([undefined, undefined, 'a', 'a']);
  expect([every(undefined), every('a'), every(['a', '', 'b'])]).toEqual([[], ['a'], ['a', 'b']]);
});
