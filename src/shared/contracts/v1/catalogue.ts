import { z } from 'zod';
import { BundlePart, ListProductsInput, ProductCard, ProductDetail, ProductSlugInput, VariantOffer, VersionSummary } from '../catalog';
import type { ApiOperation } from './operation';

// Named one by one: what the shop's own pages come to need is not thereby promised to programs.
export const ProductSummary = ProductCard.pick({
  id: true, slug: true, title: true, summary: true, kind: true, type: true, sellerSlug: true, sellerName: true, priceMinor: true, currency: true, image: true, soldOut: true, latestVersion: true, releasedAt: true,
});
export type ProductSummary = z.infer<typeof ProductSummary>;

export const ProductVariant = VariantOffer.pick({ id: true, license: true, options: true, title: true, sku: true, interval: true, trialDays: true, priceMinor: true, currency: true, prices: true, available: true });
export const ProductVersion = VersionSummary.pick({ id: true, version: true, changelog: true, changelogHtml: true, releasedAt: true, yankedReason: true, archiveBytes: true, sha256: true });
export const ProductPart = BundlePart.pick({ productId: true, slug: true, title: true, kind: true, type: true, sellerSlug: true, sellerName: true, listMinor: true, shareMinor: true });

export const Product = ProductSummary.extend(ProductDetail.pick({
  description: true, descriptionHtml: true, tags: true, worksWith: true, externalUrl: true, brand: true, condition: true, images: true, shipsFrom: true, handlingDays: true, shipping: true, contents: true,
}).shape).extend({ parts: z.array(ProductPart).describe('Of a bundle; empty for everything else.'), variants: z.array(ProductVariant), versions: z.array(ProductVersion).describe('Newest first, those that were withdrawn as well.') });
export type Product = z.infer<typeof Product>;

export const ProductList = z.object({ items: z.array(ProductSummary), nextCursor: z.string().nullable().describe('Send it as `cursor` for the next page; null on the last.') });
export type ProductList = z.infer<typeof ProductList>;

const { q, types, notTypes, tags, notTags, worksWith, priceBands, brands, conditions, sizes, sellers, notSellers, sort, cursor, limit } = ListProductsInput.shape;
const paging = { cursor: cursor.describe('`nextCursor` of the page before; for the same search, filters and sort.'), limit };
const search = { q: q.describe('Words to search for.'), sort: sort.describe('Left out: the best match of a search, else the newest.') };

const CARD: ProductSummary = {
  id: 'prd_01ke3v7m2rfd0q9w8t6y5x4c3b', slug: 'queue-worker-kit', title: 'Queue worker kit', summary: 'A Postgres queue with retries, backoff and a dashboard.', kind: 'download', type: 'node', sellerSlug: 'northbeam',
  sellerName: 'Northbeam', priceMinor: 4_900, currency: 'usd', image: null, soldOut: false, latestVersion: '2.1.0', releasedAt: '2026-11-02T09:00:00.000Z',
};
const DETAIL: Product = {
  ...CARD, description: 'Jobs that survive a crash.', descriptionHtml: '<p>Jobs that survive a crash.</p>', tags: ['queue', 'postgres'], worksWith: ['node-20'], externalUrl: null, brand: '',
  condition: null, images: [], shipsFrom: null, handlingDays: null, shipping: [], parts: [],
  variants: [{ id: 'var_01ke3v7m2rfd0q9w8t6y5x4c3b', license: 'personal', options: {}, title: 'Personal', sku: '', interval: null, trialDays: 0, priceMinor: 4_900, currency: 'usd', prices: [{ amountMinor: 4_900, currency: 'usd' }], available: null }],
  versions: [{ id: 'ver_01ke3v7m2rfd0q9w8t6y5x4c3b', version: '2.1.0', changelog: 'Backoff with jitter.', changelogHtml: '<p>Backoff with jitter.</p>', releasedAt: '2026-11-02T09:00:00.000Z', yankedReason: null, archiveBytes: 48_213, sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08' }],
  contents: [{ path: 'src/worker.ts', bytes: 4_210 }],
};

const access = { by: 'person', scope: 'catalog:read', optional: true } as const;

export const listProducts = {
  id: 'listProducts', group: 'Catalogue', method: 'GET', path: '/products',
  summary: 'Search the catalogue',
  description: 'What is on sale in the marketplace. A parameter given more than once asks for any of its values; different parameters narrow each other; those that begin with `not` exclude. Needs no token.',
  access,
  query: z.strictObject({
    ...search, types: types.describe('Kinds of product.'), notTypes, tags, notTags, worksWith: worksWith.describe('What it runs with.'), priceBands, brands, conditions, sizes: sizes.describe('Sizes with units left.'),
    sellers: sellers.describe('Slugs of sellers.'), notSellers, ...paging,
  }),
  status: 200, answer: ProductList,
  examples: { query: { q: 'queue', types: ['node'], limit: 12 }, answer: { items: [CARD], nextCursor: null } },
  errors: [],
} as const satisfies ApiOperation;

export const getProduct = {
  id: 'getProduct', group: 'Catalogue', method: 'GET', path: '/products/{slug}',
  summary: 'Get a product with its versions',
  description: 'Everything the product’s page shows: prices, versions with changelog and checksum, contents. Needs no token.',
  access, params: ProductSlugInput, status: 200, answer: Product,
  examples: { params: { slug: 'queue-worker-kit' }, answer: DETAIL },
  errors: [{ code: 'NOT_FOUND', message: 'There is no such product.' }],
} as const satisfies ApiOperation;

export const listBundles = {
  id: 'listBundles', group: 'Catalogue', method: 'GET', path: '/bundles',
  summary: 'List bundles',
  description: 'Products made of others at one price. `GET /products/{slug}` says what is in one. Needs no token.',
  access, query: z.strictObject({ ...search, ...paging }), status: 200, answer: ProductList,
  examples: {
    query: { limit: 12 },
    answer: { items: [{ ...CARD, slug: 'backend-starter', title: 'Backend starter', kind: 'bundle', type: 'bundle', latestVersion: null }], nextCursor: null },
  },
  errors: [],
} as const satisfies ApiOperation;
