import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ListProductsInput, PRODUCT_SORTS, PRODUCT_TYPES, type FacetCount, type ProductPage } from '@/shared/contracts/catalog';
import { createDatabase, type Database, type Reader } from '@/server/platform/db';
import { insertProduct, insertSeller, refreshCatalogue, type ProductFixture } from '@/testing/catalogue';
import { createTestDatabase, type TestDatabase } from '@/testing/postgres';
import { listProducts } from './list-products';

type Listed = Required<Pick<ProductFixture, 'slug' | 'title' | 'type' | 'tags' | 'worksWith' | 'priceMinor' | 'releasedAt'>> & { id: string; seller: string };

let database: TestDatabase;
let owner: pg.Client;
let db: Database;
const listed: Listed[] = [];

const TAGS = ['auth', 'queue', 'billing', 'search', 'cache', 'ünïcode', `o'clock`, '50% off', 'a,b', '{x}'];
const TECHNOLOGIES = ['postgres', 'fastify', 'react'];
const SELLERS = ['acme', 'borealis', 'cobalt'];
const PRICES = [0, 900, 1900, 2000, 4900, 5000, 9900, 10_000, 25_000];
const pick = <T>(values: readonly T[], at: number): T => values[at % values.length] as T;
const bandOf = (minor: number) => (minor === 0 ? 'free' : minor < 2_000 ? 'under-20' : minor < 5_000 ? '20-to-50' : minor < 10_000 ? '50-to-100' : 'over-100');

beforeAll(async () => {
  database = await createTestDatabase();
  owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  db = createDatabase({ ...database, max: 4 });
  const sellers = new Map<string, string>();
  for (const slug of [...SELLERS, 'gone']) sellers.set(slug, await insertSeller(owner, { slug, name: slug.toUpperCase(), lifecycle: slug === 'gone' ? 'suspended' : 'active' }));
  await owner.query('begin');
  for (let index = 0; index < 140; index += 1) {
    const seller = pick(SELLERS, index * 7);
    const product = {
      slug: `product-${index}`,
      title: `${pick(['Alpha', 'beta', 'Gamma', 'alpha'], index)} kit`,
      type: pick(PRODUCT_TYPES, index * 3),
      tags: TAGS.filter((_, tag) => (index + tag) % 4 === 0),
      worksWith: TECHNOLOGIES.filter((_, technology) => (index >> technology) % 2 === 1),
      priceMinor: pick(PRICES, index * 5),
      // Few different moments: most of the order is decided by ties.
      releasedAt: new Date(Date.UTC(2026, 0, 1 + (index % 5), 0, 0, 0, index % 3)),
    };
    const { productId } = await insertProduct(owner, { ...product, sellerId: sellers.get(seller) ?? '' });
    listed.push({ ...product, id: productId, seller });
  }
  for (const status of ['draft', 'in_review', 'archived', 'delisted']) {
    await insertProduct(owner, { sellerId: sellers.get('acme') ?? '', slug: `hidden-${status.replace('_', '-')}`, title: 'Hiddenword kit', tags: ['hiddentag', 'auth'], worksWith: ['hiddentech'], status });
  }
  await insertProduct(owner, { sellerId: sellers.get('gone') ?? '', slug: 'hidden-seller', title: 'Hiddenword kit', tags: ['hiddentag'], worksWith: ['hiddentech'] });
  await owner.query('commit');
});

afterAll(async () => {
  await Promise.all([owner.end(), db.close()]);
  await database.drop();
});

const list = (input: Partial<ListProductsInput> = {}) => listProducts(db, ListProductsInput.parse(input));
const slugs = (page: ProductPage) => page.items.map((item) => item.slug);

async function readAll(input: Partial<ListProductsInput>): Promise<string[]> {
  const found: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await list({ ...input, ...(cursor !== undefined && { cursor }), withFacets: false });
    found.push(...slugs(page));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return found;
}

type Own = 'types' | 'tags' | 'worksWith' | 'priceBands' | 'sellers';
const valuesOf: Record<Own, (product: Listed) => string[]> = {
  types: (product) => [product.type],
  tags: (product) => product.tags,
  worksWith: (product) => product.worksWith,
  priceBands: (product) => [bandOf(product.priceMinor)],
  sellers: (product) => [product.seller],
};

function meets(product: Listed, input: Partial<ListProductsInput>, except?: Own): boolean {
  const excluded: Record<Own, string[]> = { types: input.notTypes ?? [], tags: input.notTags ?? [], worksWith: [], priceBands: [], sellers: input.notSellers ?? [] };
  return (Object.keys(valuesOf) as Own[]).every((facet) => {
    if (facet === except) return true;
    const values = valuesOf[facet](product);
    const chosen: string[] = input[facet] ?? [];
    return (chosen.length === 0 || values.some((value) => chosen.includes(value))) && !values.some((value) => excluded[facet].includes(value));
  });
}

function countAll(input: Partial<ListProductsInput>, facet: Own): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const product of listed.filter((one) => meets(one, input, facet))) for (const value of valuesOf[facet](product)) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}

const toRecord = (counts: FacetCount[] = []) => Object.fromEntries(counts.map(({ value, count }) => [value, count]));

const some = <T>(values: readonly T[]) => fc.subarray([...values], { maxLength: 2 });
const anyFilters = fc.record({
  types: some(PRODUCT_TYPES),
  notTypes: some(PRODUCT_TYPES),
  tags: some(TAGS),
  notTags: some(TAGS),
  worksWith: some(TECHNOLOGIES),
  priceBands: some(['free', 'under-20', '20-to-50', '50-to-100', 'over-100'] as const),
  sellers: some(SELLERS),
  notSellers: some(SELLERS),
}, { requiredKeys: [] });

describe('the listing', () => {
  test('any filters: the right products, each once, and facets as counted by hand', async () => {
    await fc.assert(
      fc.asyncProperty(anyFilters, fc.record({ sort: fc.constantFrom(...PRODUCT_SORTS), limit: fc.integer({ min: 1, max: 48 }), q: fc.constantFrom('', 'kit') }), async (filters, { sort, limit, q }) => {
        const expected = listed.filter((product) => meets(product, filters));
        const found = await readAll({ ...filters, sort, limit, q });
        expect([...found].sort()).toEqual(expected.map((product) => product.slug).sort());
        const page = await list({ ...filters, sort, limit, q });
        expect(page.total).toBe(expected.length);
        for (const facet of Object.keys(valuesOf) as Own[]) expect(toRecord(page.facets?.[facet]), facet).toEqual(countAll(filters, facet));
      }),
      { numRuns: 60 },
    );
  });

  test('each sort is that order, and reversed prices are the other way round', async () => {
    const bySlug = new Map(listed.map((product) => [product.slug, product]));
    const read = async (sort: ListProductsInput['sort']) => (await readAll({ sort, limit: 13 })).map((slug) => bySlug.get(slug) as Listed);
    const isSorted = (values: (string | number)[]) => values.every((value, index) => index === 0 || (values[index - 1] as typeof value) <= value);
    expect(isSorted((await read('price-low')).map((product) => product.priceMinor))).toBe(true);
    expect(isSorted((await read('price-high')).map((product) => -product.priceMinor))).toBe(true);
    expect(isSorted((await read('newest')).map((product) => -product.releasedAt.getTime()))).toBe(true);
    expect(isSorted((await read('title')).map((product) => product.title.toLowerCase()))).toBe(true);
  });

  test('drafts, archived ones and those of suspended sellers leak nowhere', async () => {
    const page = await list({ limit: 48 });
    expect(JSON.stringify(page)).not.toMatch(/hidden/i);
    expect(page.total).toBe(listed.length);
    for (const filters of [{ q: 'hiddenword' }, { q: 'hiddenwrod' }, { q: 'hid' }, { tags: ['hiddentag'] }, { worksWith: ['hiddentech'] }, { sellers: ['gone'] }]) {
      const answer = await list(filters);
      expect(answer.items, JSON.stringify(filters)).toEqual([]);
      expect(JSON.stringify(answer.facets?.tags)).not.toContain('"hiddentag","label":"hiddentag","count":1');
      expect(answer.total).toBe(0);
    }
  });

  test('what leaves the shop is gone from the listing at once, whoever says so', async () => {
    const { total } = await list();
    const seller = await insertSeller(owner, { slug: 'leaving' });
    const { productId } = await insertProduct(owner, { sellerId: seller, slug: 'leaving-product' });
    await insertProduct(owner, { sellerId: seller, slug: 'leaving-seller' });
    const entries = async () => (await owner.query<{ slug: string }>('select slug from catalog_entries where seller_id = $1 order by slug', [seller])).rows.map(({ slug }) => slug);
    expect(await entries()).toEqual(['leaving-product', 'leaving-seller']);
    await owner.query('select app.refresh_catalog_counts()');
    await owner.query(`update products set status = 'archived' where id = $1`, [productId]);
    expect(await entries()).toEqual(['leaving-seller']);
    await owner.query(`update sellers set lifecycle = 'suspended' where id = $1`, [seller]);
    expect(await entries()).toEqual([]);
    expect((await list()).total).toBe(total);
  });

  test('counts are exact before and after they are counted ahead, and follow every change', async () => {
    const before = await list();
    await owner.query('select app.refresh_catalog_counts()');
    expect(await list()).toEqual(before);
    const [first] = listed;
    await owner.query(`update products set status = 'archived' where id = $1`, [first?.id]);
    await refreshCatalogue(owner, [first?.id ?? '']);
    expect((await list()).total).toBe(listed.length - 1);
    await owner.query('select app.refresh_catalog_counts()');
    expect((await list()).total).toBe(listed.length - 1);
    await owner.query(`update products set status = 'published' where id = $1`, [first?.id]);
    await refreshCatalogue(owner, [first?.id ?? '']);
    expect(await list()).toEqual(before);
  });
});

describe('cursors', () => {
  test('are refused when made up, changed, or of another sort', async () => {
    const { nextCursor } = await list({ sort: 'title', limit: 5 });
    const forged = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const bad = ['', 'x', '%', '\0', forged({}), forged(['title', 'a', 'b\0']), forged(['title', 'a\0', 'b']), forged(['title', 5, 'b']), forged(['price-low', 1.5, 'b']), forged(['newest', 'yesterday', 'b']), forged(['newest', '2026-13-45T99:99:99Z', 'b']), forged(['relevance', 1, 'b']), forged(['price-low', 1, `b' or 1=1`])];
    for (const cursor of bad) for (const sort of PRODUCT_SORTS) await expect(list({ sort, cursor }), `${sort} ${cursor}`).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    await expect(list({ sort: 'newest', cursor: nextCursor ?? '' })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    await expect(list({ sort: 'title', cursor: nextCursor ?? '' })).resolves.toMatchObject({ items: { length: 24 } });
  });
});

describe('statements', () => {
  test('a call is one statement, whatever it asks', async () => {
    let count = 0;
    const counting: Reader = { rows: (statement) => ((count += 1), db.anon.rows(statement)) };
    for (const input of [{}, { q: 'kit' }, { q: 'kti' }, { types: ['node' as const], notTags: ['auth'] }, { q: 'kit', sellers: ['acme'], sort: 'title' as const }, { withFacets: false }]) {
      count = 0;
      await listProducts({ anon: counting }, ListProductsInput.parse(input));
      expect(count, JSON.stringify(input)).toBe(1);
    }
  });
});
