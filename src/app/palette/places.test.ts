import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findPlaces, type Place } from './places';

const place = (label: string, note = ''): Place => ({ href: `/${label}`, label, note });
const PLACES = [place('Orders', 'Account'), place('Orders', 'Admin'), place('Übersicht', 'Northbeam'), place('Audit log', 'Admin'), place('Coupons', 'Northbeam')];
const labels = (text: string) => findPlaces(PLACES, text, 10).map(({ label, note }) => `${label} ${note}`);

test('every word typed begins a word of the place, whatever its case and accents', () => {
  expect(labels('ord ad')).toEqual(['Orders Admin']);
  expect(labels('UBER')).toEqual(['Übersicht Northbeam']);
  expect(labels('log')).toEqual(['Audit log Admin']);
  expect(labels('rders')).toEqual([]);
  expect(labels('ord xyz')).toEqual([]);
});

test('a name comes before a note, its beginning first', () => {
  expect(labels('a')).toEqual(['Audit log Admin', 'Orders Account', 'Orders Admin']);
  expect(findPlaces([place('Log out'), place('Audit log')].reverse(), 'log', 5).map(({ label }) => label)).toEqual(['Log out', 'Audit log']);
});

test('nothing typed shows the first of all; signs alone show nothing', () => {
  expect(findPlaces(PLACES, '  ', 2)).toEqual(PLACES.slice(0, 2));
  expect(findPlaces(PLACES, '??', 2)).toEqual([]);
});

test('whatever is typed, only known places come back, none twice, never more than asked for', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), fc.nat(6), (text, most) => {
    const found = findPlaces(PLACES, text, most);
    expect(found.length).toBeLessThanOrEqual(most);
    expect(new Set(found).size).toBe(found.length);
    expect(found.every((each) => PLACES.includes(each))).toBe(true);
  }), { numRuns: 50 });
});
