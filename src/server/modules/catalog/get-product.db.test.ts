import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDatabase, type Database, type Reader } from '@/server/platform/db';
import { insertProduct, insertSeller, refreshCatalogue } from '@/testing/catalogue';
import { createTestDatabase, type TestDatabase } from '@/testing/postgres';
import { getProduct } from './get-product';
import { getSeller } from './get-seller';
import { listRelatedProducts } from './list-related-products';
import { refreshCatalogCounts } from './refresh-catalog-counts';

let database: TestDatabase;
let owner: pg.Client;
let db: Database;
let acme: string;
let other: string;

const HIDDEN = ['draft', 'in_review', 'archived', 'delisted'] as const;
const toSlug = (status: string) => `status-${status.replace('_', '-')}`;

beforeAll(async () => {
  database = await createTestDatabase();
  owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  db = createDatabase({ ...database, max: 4 });
  acme = await insertSeller(owner, { slug: 'acme', name: 'Acme Works' });
  other = await insertSeller(owner, { slug: 'other', name: 'Other' });
  const gone = await insertSeller(owner, { slug: 'gone', lifecycle: 'suspended' });
  await insertProduct(owner, { sellerId: acme, slug: 'main', title: 'Main', description: '# Hi\n\n<script>x</script>', tags: ['auth', 'queue'], worksWith: ['fastify', 'postgres'], versions: ['1.0.0', '1.1.0', '2.0.0-beta.1'] });
  await insertProduct(owner, { sellerId: other, slug: 'two-tags', tags: ['queue', 'auth'], type: 'prompt' });
  await insertProduct(owner, { sellerId: other, slug: 'one-tech', worksWith: ['fastify'], type: 'prompt' });
  await insertProduct(owner, { sellerId: acme, slug: 'same-seller', type: 'prompt' });
  await insertProduct(owner, { sellerId: other, slug: 'same-type', type: 'node' });
  await insertProduct(owner, { sellerId: other, slug: 'stranger', type: 'runbook', tags: ['else'] });
  for (const status of HIDDEN) await insertProduct(owner, { sellerId: acme, slug: toSlug(status), title: 'Hidden', tags: ['auth', 'queue'], worksWith: ['fastify'], status });
  await insertProduct(owner, { sellerId: gone, slug: 'of-suspended', title: 'Hidden', tags: ['auth', 'queue'] });
});

afterAll(async () => {
  await Promise.all([owner.end(), db.close()]);
  await database.drop();
});

describe('a product', () => {
  test('comes with offers, versions newest first, and inert text', async () => {
    const product = await getProduct(db, { slug: 'main' });
    expect(product).toMatchObject({ slug: 'main', sellerName: 'Acme Works', latestVersion: '2.0.0-beta.1', priceMinor: 1900, tags: ['auth', 'queue'], hasPreview: false });
    expect(product.versions.map((version) => version.version)).toEqual(['2.0.0-beta.1', '1.1.0', '1.0.0']);
    expect(product.variants).toMatchObject([{ license: 'personal', priceMinor: 1900, currency: 'usd' }]);
    expect(product.descriptionHtml).toContain('<h3>Hi</h3>');
    expect(product.descriptionHtml).not.toContain('<script');
    expect(product.releasedAt).toBe('2026-01-01T00:00:00.000Z');
  });

  test('that is not published, of a seller that is not active, or unknown, is not found, and all three in the same words', async () => {
    const messages = new Set<string>();
    for (const slug of [...HIDDEN.map(toSlug), 'of-suspended', 'nobody']) {
      const error: unknown = await getProduct(db, { slug }).catch((reason: unknown) => reason);
      expect(error, slug).toMatchObject({ code: 'NOT_FOUND' });
      messages.add(String(error));
      await expect(listRelatedProducts(db, { slug, limit: 4 }), slug).rejects.toMatchObject({ code: 'NOT_FOUND' });
    }
    expect(messages.size).toBe(1);
  });

  test('shows a yanked version with its reason, but not an unpublished one', async () => {
    const { productId, versionIds } = await insertProduct(owner, { sellerId: other, slug: 'yanked', versions: ['1.0.0', '1.1.0'], type: 'jupyter' });
    await owner.query(`update product_versions set yanked_at = now(), yanked_reason = 'lost data' where id = $1`, [versionIds[1]]);
    await owner.query(`insert into product_versions (id, product_id, version, sort_key, content_hash) values ('ver_unpublished', $1, '9.0.0', '9', repeat('a', 64))`, [productId]);
    await refreshCatalogue(owner, [productId]);
    const product = await getProduct(db, { slug: 'yanked' });
    expect(product.latestVersion).toBe('1.0.0');
    expect(product.versions).toMatchObject([{ version: '1.1.0', yankedReason: 'lost data' }, { version: '1.0.0', yankedReason: null }]);
  });

  test('is one statement', async () => {
    let count = 0;
    const anon: Reader = { rows: (statement) => ((count += 1), db.anon.rows(statement)) };
    await getProduct({ anon }, { slug: 'main' });
    await listRelatedProducts({ anon }, { slug: 'main', limit: 4 });
    await getSeller({ anon }, { slug: 'acme' });
    expect(count).toBe(3);
  });
});

test('related products come nearest first, each with its reason, and none that is hidden', async () => {
  const related = await listRelatedProducts(db, { slug: 'main', limit: 12 });
  expect(related.slice(0, 2).map(({ slug, reason }) => [slug, reason])).toEqual([['two-tags', 'Also about auth and queue'], ['one-tech', 'Also works with fastify']]);
  const reasons = Object.fromEntries(related.map(({ slug, reason }) => [slug, reason]));
  expect(reasons).toMatchObject({ 'same-seller': 'Also by Acme Works', 'same-type': 'The same kind of product' });
  expect(Object.keys(reasons)).not.toEqual(expect.arrayContaining(['main']));
  expect(JSON.stringify(related)).not.toMatch(/hidden|status-|stranger/i);
});

describe('a seller', () => {
  test('counts what it sells, and nothing else', async () => {
    expect(await getSeller(db, { slug: 'acme' })).toMatchObject({ slug: 'acme', name: 'Acme Works', productCount: 2 });
    for (const slug of ['gone', 'nobody']) await expect(getSeller(db, { slug })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

test('counting ahead is allowed to the service alone, and leaves no change behind', async () => {
  await refreshCatalogCounts({ db });
  expect((await owner.query('select from catalog_changes')).rowCount).toBe(0);
  await expect(db.anon.rows({ text: 'select app.refresh_catalog_counts()', values: [] } as never)).rejects.toThrow(/permission denied/);
});
