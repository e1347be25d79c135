import { expect, test } from 'vitest';
import type { ProductDetail, VariantOffer } from '@/shared/contracts/catalog';
import { toJsonLd } from './to-json-ld';

const variant = (changes: Partial<VariantOffer> = {}): VariantOffer => ({ id: 'var_1', license: null, options: {}, title: '', sku: 'SKU-1', interval: null, trialDays: 0, priceMinor: 2905, currency: 'usd', prices: [], available: null, ...changes });

const product = (changes: Partial<ProductDetail> = {}): ProductDetail => ({
  id: 'prd_1', slug: 'express-starter', title: 'Express Starter', summary: 'A server to read in an evening', kind: 'download', type: 'node', sellerSlug: 'northbeam', sellerName: 'Northbeam', priceMinor: 2905, currency: 'usd', interval: null,
  image: null, coverParts: [], soldOut: false, rating: null, latestVersion: '2.1.0', releasedAt: '2026-11-01T00:00:00.000Z', description: '', descriptionHtml: '', tags: ['auth'], worksWith: ['Node.js 20'], externalUrl: null, sellerTagline: '', brand: '', condition: null,
  images: [], shipsFrom: null, handlingDays: null, shipping: [], parts: [], variants: [variant()], versions: [], contents: [], hasPreview: false, includedFromTier: null, ...changes,
});
const factsOf = (changes: Partial<ProductDetail> = {}) => toJsonLd(product(changes), 'https://shop.example')[0];

test('a kit is source code with a version, a runtime and a price in decimals', () => {
  expect(factsOf()).toMatchObject({ '@type': ['Product', 'SoftwareSourceCode'], url: 'https://shop.example/marketplace/express-starter', version: '2.1.0', runtimePlatform: ['Node.js 20'], offers: [{ price: '29.05', priceCurrency: 'USD', availability: 'https://schema.org/InStock' }] });
});

test.each([[5, 'usd', '0.05'], [0, 'usd', '0.00'], [1200, 'jpy', '1200'], [1234, 'kwd', '1.234']])('%i minor units of %s are %s', (priceMinor, currency, price) => {
  expect(factsOf({ variants: [variant({ priceMinor, currency })] })).toMatchObject({ offers: [{ price }] });
});

test('what buyers gave is the mean of all of them, and nothing before the first', () => {
  expect(factsOf({ rating: { count: 3, sum: 13 } })).toMatchObject({ aggregateRating: { '@type': 'AggregateRating', ratingValue: '4.33', ratingCount: 3, bestRating: 5, worstRating: 1 } });
  expect(factsOf()).not.toHaveProperty('aggregateRating');
});

test('goods in sizes are a group, each size with what is left of it', () => {
  const variants = [variant({ title: '41', options: { size: '41' }, available: 0 }), variant({ title: '42', options: { size: '42' }, available: 3 })];
  expect(factsOf({ kind: 'physical', type: 'sneaker', condition: 'used', brand: 'Halden', variants })).toMatchObject({
    '@type': 'ProductGroup',
    brand: { name: 'Halden' },
    hasVariant: [{ size: '41', offers: { availability: 'https://schema.org/OutOfStock', itemCondition: 'https://schema.org/UsedCondition' } }, { size: '42', offers: { availability: 'https://schema.org/InStock' } }],
  });
});

test('what is paid again says how often, a bundle what it holds', () => {
  expect(factsOf({ kind: 'membership', type: 'membership', variants: [variant({ interval: 'year' })] })).toMatchObject({ '@type': 'Product', offers: [{ priceSpecification: { billingDuration: 1, unitCode: 'ANN' } }] });
  const part = { productId: 'prd_2', slug: 'a', title: 'Runbook', summary: '', kind: 'download' as const, type: 'runbook' as const, sellerSlug: 's', sellerName: 'S', image: null, listMinor: 1, shareMinor: 1, choices: [] };
  expect(factsOf({ kind: 'bundle', type: 'bundle', parts: [part] })).toMatchObject({ offers: [{ includesObject: [{ typeOfGood: { name: 'Runbook' } }] }] });
});
