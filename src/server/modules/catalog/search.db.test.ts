import { existsSync, readFileSync } from 'node:fs';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ListProductsInput } from '@/shared/contracts/catalog';
import { createDatabase, type Database } from '@/server/platform/db';
import { insertProduct, insertSeller, refreshCatalogue } from '@/testing/catalogue';
import { generateCatalogue } from '@/testing/generate-catalogue';
import { createTestDatabase, type TestDatabase } from '@/testing/postgres';
import { listProducts } from './list-products';

let database: TestDatabase;
let owner: pg.Client;
let db: Database;

const PRODUCTS: { title: string; summary?: string; tags?: string[]; worksWith?: string[]; description?: string; type?: string }[] = [
  { title: 'Postgres queue worker', summary: 'Jobs in the database you have.', tags: ['postgres', 'queue'], worksWith: ['postgres'] },
  { title: 'Job scheduler', summary: 'Runs things later, on Postgres.', tags: ['queue'] },
  { title: 'Kubernetes incident runbook', tags: ['kubernetes', 'oncall'], type: 'runbook' },
  { title: 'Fastify starter', tags: ['fastify', 'api'], worksWith: ['fastify'] },
  { title: 'Next.js SaaS template', tags: ['billing'], worksWith: ['next.js', 'stripe'], type: 'next' },
  { title: 'Churn forecasting notebook', description: 'Uses survival analysis and gradient boosting.', tags: ['forecast'], type: 'jupyter' },
  { title: 'Database migrations without fear', tags: ['migrations'] },
  { title: 'Résumé prompts', tags: ['writing'], type: 'prompt' },
  { title: 'C bindings kit', tags: ['c'] },
  { title: 'Почтовый сервер', tags: ['почта'] },
  { title: 'O’Reilly-style book template', tags: ['book'] },
];

beforeAll(async () => {
  database = await createTestDatabase();
  owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  db = createDatabase({ ...database, max: 4 });
  const sellerId = await insertSeller(owner, { slug: 'northbeam', name: 'Northbeam Tools' });
  for (const [index, product] of PRODUCTS.entries()) await insertProduct(owner, { ...product, sellerId, slug: `p-${index}` });
  await insertProduct(owner, { sellerId, slug: 'secret', title: 'Zeppelin blueprint', status: 'draft' });
});

afterAll(async () => {
  await Promise.all([owner.end(), db.close()]);
  await database.drop();
});

const search = (q: string, input: Partial<ListProductsInput> = {}) => listProducts(db, ListProductsInput.parse({ q, ...input }));
const titles = async (q: string) => (await search(q)).items.map((item) => item.title);

describe('search', () => {
  test.each([
    ['postgres', 'Postgres queue worker'],
    ['POSTGRES  queue', 'Postgres queue worker'],
    ['queue', 'Postgres queue worker'],
    ['incidents', 'Kubernetes incident runbook'],
    ['next.js', 'Next.js SaaS template'],
    ['nextjs', 'Next.js SaaS template'],
    ['next js', 'Next.js SaaS template'],
    ['survival', 'Churn forecasting notebook'],
    ['resume', 'Résumé prompts'],
    ['résumé', 'Résumé prompts'],
    ['почтовый', 'Почтовый сервер'],
    ['kubernets', 'Kubernetes incident runbook'],
    ['stripe saas', 'Next.js SaaS template'],
  ])('%j finds %j word for word', async (q, title) => {
    const page = await search(q);
    expect(page.items[0]?.title).toBe(title);
    expect(page.approximate).toBe(false);
  });

  test.each([
    ['p', 'Postgres queue worker'],
    ['po', 'Postgres queue worker'],
    ['postg', 'Postgres queue worker'],
    ['kuber', 'Kubernetes incident runbook'],
    ['migrati', 'Database migrations without fear'],
    ['fastify st', 'Fastify starter'],
  ])('%j finds %j while it is being typed', async (q, title) => {
    const page = await search(q);
    expect(page.items.map((item) => item.title)).toContain(title);
    expect(page.approximate).toBe(false);
  });

  test.each([
    ['postgers', 'Postgres queue worker'],
    ['posgres', 'Postgres queue worker'],
    ['kuberntes incdent', 'Kubernetes incident runbook'],
    ['fastfy', 'Fastify starter'],
    ['kubenretes', 'Kubernetes incident runbook'],
    ['fsatify', 'Fastify starter'],
    ['fastify zzqqxx', 'Fastify starter'],
    ['migratoin', 'Database migrations without fear'],
  ])('%j finds %j by likeness, and says so', async (q, title) => {
    const page = await search(q);
    expect(page.items[0]?.title).toBe(title);
    expect(page.approximate).toBe(true);
  });

  test('what is in the title goes before what is in the text', async () => {
    expect(await titles('postgres')).toEqual(['Postgres queue worker', 'Job scheduler']);
  });

  test('words of drafts lead nowhere, and correct nothing', async () => {
    for (const q of ['zeppelin', 'zepelin', 'zepp', 'blueprint']) expect(await titles(q)).toEqual([]);
    expect((await owner.query(`select from catalog_words where word like 'zepp%'`)).rowCount).toBe(0);
  });

  test('filters that leave nothing do not turn a search into a guess', async () => {
    expect(await search('postgres', { types: ['prompt'] })).toMatchObject({ items: [], total: 0, approximate: false });
  });
});

describe('wicked searches', () => {
  const wicked = [
    "' OR 1=1--", "'; DROP TABLE orders;--", "%' UNION SELECT email FROM users--", '\\', '%', '_', '%%%%%%%%', "a' & b", '!!!', 'a | | b', 'foo:*', "' || pg_sleep(5)--", ' ',
    '((((((((((', '<->', "\\' OR 1=1--", 'a:b:c:*', "''", '\u202e', '; select pg_sleep(5)', "ts_query('x')", '-- ', '/* */', '&', '$1', '$$', '{}', '\ud800', 'x'.repeat(200), 'a '.repeat(100), '1e400', "\u0001\u0002", '日本語',
  ];

  test.each(wicked)('%j is answered, and not with everything', async (q) => {
    const page = await search(q);
    if (q.trim() === '') expect(page.total).toBe(PRODUCTS.length);
    else expect(page.total).toBeLessThan(4);
  });

  test('NUL and what is longer than a search are refused before the database hears of them', () => {
    for (const q of ['a\0b', '\0', 'x'.repeat(201), 'x'.repeat(10_240)]) expect(ListProductsInput.safeParse({ q }).success).toBe(false);
    expect(ListProductsInput.safeParse({ tags: ['a\0'] }).success).toBe(false);
    expect(ListProductsInput.safeParse({ sellers: ['a\0'] }).success).toBe(false);
  });

  const shared = '../shared/data/hostile/text/search_sqli.txt';
  test.skipIf(!existsSync(shared))('the shared strings, one by one', async () => {
    for (const q of readFileSync(shared, 'utf8').split('\n')) {
      const parsed = ListProductsInput.safeParse({ q });
      if (parsed.success && q.trim() !== '') expect((await listProducts(db, parsed.data)).total, q).toBeLessThan(4);
      else expect(q.trim() === '' || q.includes('\0') || q.length > 200).toBe(true);
    }
  });
});

test('a word in more products than are ranked: newest and titled first, counts say so, pages go on', async () => {
  const other = await createTestDatabase();
  const many = createDatabase({ ...other, max: 4 });
  try {
    await generateCatalogue(other.ownerUrl, 1_500);
    const page = await listProducts(many, ListProductsInput.parse({ q: 'kit', limit: 48 }));
    expect(page).toMatchObject({ capped: true, total: 240, approximate: false });
    expect(page.items.every((item) => / kit /.test(item.title))).toBe(true);
    const seen = new Set<string>();
    for (let cursor: string | null = '', pages = 0; cursor !== null; pages += 1) {
      const next = await listProducts(many, ListProductsInput.parse({ q: 'kit', limit: 48, withFacets: pages % 2 === 0, ...(cursor && { cursor }) }));
      for (const item of next.items) {
        expect(seen.has(item.slug)).toBe(false);
        seen.add(item.slug);
      }
      cursor = next.nextCursor;
    }
    expect(seen.size).toBe(240);
    const cheap = await readInOrder(many, 'price-low');
    expect(cheap).toEqual([...cheap].sort((a, b) => a - b));
    const expected = await countInDatabase(other.ownerUrl, `search_all @@ 'kit'`);
    expect(cheap.length).toBe(expected);
    expect(expected).toBeGreaterThan(500);
  } finally {
    await many.close();
    await other.drop();
  }
}, 60_000);

async function readInOrder(many: Database, sort: 'price-low'): Promise<number[]> {
  const prices: number[] = [];
  let cursor: string | undefined;
  do {
    const page = await listProducts(many, ListProductsInput.parse({ q: 'kit', sort, limit: 48, withFacets: false, cursor }));
    prices.push(...page.items.map((item) => item.priceMinor));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return prices;
}

async function countInDatabase(url: string, condition: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ count: string }>(`select count(*) from catalog_entries where ${condition}`);
  await client.end();
  return Number(rows[0]?.count);
}

test('a product that is taken down is no longer found', async () => {
  const { rows } = await owner.query<{ id: string }>(`select id from sellers limit 1`);
  const { productId } = await insertProduct(owner, { sellerId: rows[0]?.id ?? '', slug: 'passing', title: 'Evanescent kit' });
  expect(await titles('evanescent')).toEqual(['Evanescent kit']);
  await owner.query(`update products set status = 'delisted' where id = $1`, [productId]);
  await refreshCatalogue(owner, [productId]);
  expect(await titles('evanescent')).toEqual([]);
});
