import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PRICE_BANDS, PRODUCT_SORTS, PRODUCT_TYPES } from '@/shared/contracts/catalog';
import { LISTING_PARAMETERS } from '../../../../next.config';
import { choicesOf, LISTS, listingHref, toggle } from './listing-address';
import { readListing, type SearchParams } from './read-listing';

const read = (href: string) => {
  const params: SearchParams = {};
  for (const [name, value] of new URL(href, 'http://localhost').searchParams) params[name] = [params[name] ?? []].flat().concat(value);
  return readListing(params);
};

test('the bare marketplace has no choices and a bare address', () => {
  expect(listingHref(readListing({}))).toBe('/marketplace');
  expect(choicesOf(readListing({}))).toEqual([]);
});

test('what was chosen survives the address', () => {
  const listing = fc.record({
    q: fc.string({ maxLength: 40 }).map((text) => text.replaceAll('\0', '').toWellFormed()),
    types: fc.subarray([...PRODUCT_TYPES]),
    priceBands: fc.subarray([...PRICE_BANDS]),
    tags: fc.uniqueArray(fc.stringMatching(/^[a-z]{1,8}( [A-Z&+]{1,4})?$/), { maxLength: 4 }),
    notSellers: fc.subarray(['oda-systems', 'pager-press']),
    sort: fc.option(fc.constantFrom(...PRODUCT_SORTS), { nil: undefined }),
  });
  fc.assert(fc.property(listing, (chosen) => {
    expect(read(listingHref(chosen))).toMatchObject(chosen);
  }));
});

test('a mangled address shows what it can', () => {
  expect(readListing({ type: ['node', 'sofa'], sort: 'upwards', price: 'free', seller: '../x', q: 'a\0b' })).toMatchObject({ types: ['node'], sort: undefined, priceBands: ['free'], sellers: [], q: 'ab' });
});

test('a choice put in and taken out again leaves the listing as it was, on its first page', () => {
  const listing = { ...readListing({ type: 'node' }), cursor: 'somewhere' };
  const there = readListing({ ...Object.fromEntries(new URL(listingHref(toggle(listing, 'tags', 'queue')), 'http://localhost').searchParams) });
  expect(there.tags).toEqual(['queue']);
  expect(there.cursor).toBeUndefined();
  expect(listingHref(toggle(there, 'tags', 'queue'))).toBe('/marketplace?type=node');
});

test('every parameter of the listing leads to the page that reads it', () => {
  expect(LISTING_PARAMETERS).toEqual(['q', ...Object.values(LISTS), 'sort', 'after']);
});
