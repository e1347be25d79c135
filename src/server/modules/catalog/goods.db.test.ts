import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createDatabase, type Database } from '@/server/platform/db';
import { ListProductsInput } from '@/shared/contracts/catalog';
import { newId } from '@/shared/ids';
import { assertBooks } from '@/testing/oracle';
import { createTestDatabase, type TestDatabase } from '@/testing/postgres';
import { createStocked, type Stocked } from '@/testing/stock';
import { createWorld, type World } from '@/testing/world';
import { getProduct } from './get-product';
import { listProducts } from './list-products';
import { relistProduct } from './relist-product';

let database: TestDatabase;
let db: Database;
let world: World;
let owner: pg.Client;
let shoe: Stocked;
let shirt: Stocked;

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createWorld(database.ownerUrl);
  db = createDatabase({ ...database, max: 4 });
  owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  const { one, two } = world.sellers;
  await owner.query(`update sellers set country = 'NO', handling_days = 2 where id = $1`, [one]);
  shoe = await createStocked(owner, one, { slug: 'transit-low', units: [30, 2, 0], priceMinor: 12_800 });
  shirt = await createStocked(owner, two, { slug: 'night-shirt', units: [0, 0], priceMinor: 2_900 });
  await owner.query(`update products set brand = 'Halden', title = 'Transit Low' where id = $1`, [shoe.productId]);
  await owner.query(`update products set type = 'physical', brand = 'Oda', condition = 'used', title = 'Night shirt' where id = $1`, [shirt.productId]);
  await owner.query(`insert into prices (id, variant_id, amount_minor, currency, created_at) values ($1, $2, 11900, 'eur', now() - interval '1 day')`, [newId('price'), shoe.sizes[0]?.variantId]);
  for (const [position, alt] of ['From the side', 'The sole'].entries()) {
    await owner.query(`insert into product_images (id, product_id, seller_id, sha256, alt, width, height, files, position) values ($1, $2, $3, repeat($4, 64), $5, 1200, 900, '{}', $6)`, [newId('productImage'), shoe.productId, one, String(position), alt, 1 - position]);
  }
  await owner.query(`insert into shipping_rates (id, seller_id, name, countries, currency, parcel_minor, parcel_grams, free_from_minor) values ($1, $2, 'Post', '{DE,NO}', 'usd', 600, 2000, 20000)`, [newId('shippingRate'), one]);
  await owner.query('delete from product_versions where product_id = any ($1)', [[shoe.productId, shirt.productId]]);
  await refresh(shoe.productId, shirt.productId);
  await createBundle('standing-kit', [{ productId: world.products.published.id }, { productId: shoe.productId }], 14_000);
  await createBundle('late-kit', [{ productId: world.products.other.id }, { productId: shoe.productId, variantId: shoe.sizes[1]?.variantId ?? '' }], 14_000);
});

afterAll(async () => {
  await assertBooks(db);
  await Promise.all([owner.end(), db.close()]);
  await database.drop();
});

beforeEach(() => owner.query('delete from graphile_worker._private_jobs'));

const refresh = (...ids: string[]) => owner.query('select app.refresh_catalog_entries($1)', [ids]);
const list = (input: Partial<ListProductsInput> = {}) => listProducts(db, ListProductsInput.parse(input));
const titles = async (input: Partial<ListProductsInput>) => (await list(input)).items.map(({ title }) => title).sort();
const facet = async (name: 'brands' | 'conditions' | 'sizes' | 'types', input: Partial<ListProductsInput> = {}) => Object.fromEntries(((await list(input)).facets?.[name] ?? []).map(({ value, count }) => [value, count]));
/** Counts a level, with the movement that says so. */
const setUnits = (level: string | undefined, units: number) => owner.query(`
  with moved as (insert into stock_movements (id, level_id, delta, reason, at) select $3, id, $2 - on_hand, 'counted', now() from stock_levels where id = $1 returning delta)
  update stock_levels set on_hand = on_hand + delta from moved where id = $1`, [level, units, newId('stockMovement')]);
const jobs = async () => (await owner.query<{ task: string }>('select task_identifier as task from graphile_worker.jobs')).rows.map(({ task }) => task);

/** Does what the worker would. */
async function work(): Promise<void> {
  const { rows } = await owner.query<{ payload: { productId: string } }>(`delete from graphile_worker._private_jobs where job_queue_id is null returning payload`);
  for (const { payload } of rows) if ('productId' in payload) await relistProduct({ db }, payload);
}

async function createBundle(slug: string, parts: readonly { productId: string; variantId?: string }[], priceMinor: number): Promise<string> {
  const [productId, variantId] = [newId('product'), newId('variant')];
  const seller = world.sellers.one;
  await owner.query(`insert into products (id, seller_id, kind, type, slug, title, status, published_at) values ($1, $2, 'bundle', 'bundle', $3, $3, 'published', now())`, [productId, seller, slug]);
  await owner.query('insert into product_variants (id, product_id, seller_id, sku) values ($1, $2, $3, $4)', [variantId, productId, seller, slug]);
  await owner.query(`insert into prices (id, variant_id, amount_minor, currency) values ($1, $2, $3, 'usd')`, [newId('price'), variantId, priceMinor]);
  for (const [position, part] of parts.entries()) await owner.query('insert into bundle_items (bundle_product_id, part_product_id, part_variant_id, position) values ($1, $2, $3, $4)', [productId, part.productId, part.variantId ?? null, position]);
  await refresh(productId);
  return productId;
}

describe('goods in the listing', () => {
  test('are found by type, brand, condition and the sizes that are left; facets count each with its own choice left out', async () => {
    expect(await titles({ types: ['sneaker'] })).toEqual(['Transit Low']);
    expect(await titles({ brands: ['Oda'] })).toEqual(['Night shirt']);
    expect(await titles({ conditions: ['new'] })).toEqual(['Transit Low']);
    expect(await titles({ sizes: ['41'] })).toEqual(['Transit Low']);
    expect(await titles({ sizes: ['43'] })).toEqual([]);
    expect(await titles({ sizes: ['42'], brands: ['Oda'] })).toEqual([]);
    expect(await facet('sizes')).toEqual({ 41: 1, 42: 1 });
    expect(await facet('brands', { brands: ['Oda'] })).toEqual({ Oda: 1, Halden: 1 });
    expect(await facet('conditions', { q: 'shirt' })).toEqual({ used: 1 });
  });

  test('the counts made ahead are the counts made live', async () => {
    const live = await list();
    await owner.query('select app.refresh_catalog_counts()');
    expect(await list()).toEqual(live);
    expect(live.facets?.conditions).toEqual(expect.arrayContaining([{ value: 'new', label: 'New', count: 1 }]));
  });

  test('are found by words of all they are: kind and size, brand, also misspelt', async () => {
    for (const q of ['sneaker 42', 'sneakers', 'halden', 'haldn', 'transit 43']) expect((await list({ q })).items[0]?.title, q).toBe('Transit Low');
    expect(await titles({ q: 'sneaker 42', sizes: ['43'] })).toEqual([]);
  });

  test('a card tells the price in dollars, the first picture and whether anything is left', async () => {
    const cards = new Map((await list({ conditions: ['new', 'used'] })).items.map((card) => [card.slug, card]));
    expect(cards.get('transit-low')).toMatchObject({ kind: 'physical', type: 'sneaker', priceMinor: 12_800, currency: 'usd', soldOut: false, coverParts: [], image: { alt: 'The sole', thumb: { webp: `/images/${'1'.repeat(64)}-thumb.webp` } } });
    expect(cards.get('night-shirt')).toMatchObject({ soldOut: true, image: null });
  });
});

describe('a page of goods', () => {
  test('has sizes with what is left, prices in each currency, pictures, and what shipping costs', async () => {
    const product = await getProduct(db, { slug: 'transit-low' });
    expect(product.variants.map(({ title, options, available }) => ({ title, options, available }))).toEqual([
      { title: '41', options: { size: '41' }, available: 20 }, { title: '42', options: { size: '42' }, available: 2 }, { title: '43', options: { size: '43' }, available: 0 },
    ]);
    expect(product.variants[0]?.prices).toEqual([{ amountMinor: 12_800, currency: 'usd' }, { amountMinor: 11_900, currency: 'eur' }]);
    expect(product.images.map(({ alt }) => alt)).toEqual(['The sole', 'From the side']);
    expect(product).toMatchObject({ brand: 'Halden', condition: 'new', shipsFrom: 'NO', handlingDays: 2, parts: [], latestVersion: null });
    expect(product.shipping).toEqual([{ name: 'Post', countries: ['DE', 'NO'], currency: 'usd', parcelMinor: 600, parcelGrams: 2_000, freeFromMinor: 20_000 }]);
  });

  test('what is counted is not told of downloads, nor where they are sent from', async () => {
    const product = await getProduct(db, { slug: 'fastify-starter' });
    expect(product).toMatchObject({ kind: 'download', shipsFrom: null, handlingDays: null, shipping: [], condition: null });
    expect(product.variants).toMatchObject([{ available: null, title: '', options: {} }]);
  });
});

describe('a bundle', () => {
  test('shows its parts, each with its share of the price and the forms to choose from', async () => {
    const product = await getProduct(db, { slug: 'standing-kit' });
    expect(product.coverParts).toEqual([{ slug: 'fastify-starter', kind: 'node' }, { slug: 'transit-low', kind: 'sneaker' }]);
    expect(product.parts.map(({ slug, listMinor, shareMinor }) => ({ slug, listMinor, shareMinor }))).toEqual([
      { slug: 'fastify-starter', listMinor: 5_900, shareMinor: 4_417 }, { slug: 'transit-low', listMinor: 12_800, shareMinor: 9_583 },
    ]);
    expect(product.parts[0]?.choices).toEqual([]);
    expect(product.parts[1]?.choices.map(({ title, available }) => [title, available])).toEqual([['41', 20], ['42', 2], ['43', 0]]);
  });

  test('a part that is settled is not chosen, and sells the bundle out when it is gone', async () => {
    expect((await getProduct(db, { slug: 'late-kit' })).parts[1]?.choices).toEqual([]);
    await setUnits(shoe.sizes[1]?.levelId, 0);
    await work();
    const sold = async () => Object.fromEntries((await list({ types: ['bundle'] })).items.map(({ slug, soldOut }) => [slug, soldOut]));
    expect(await sold()).toEqual({ 'late-kit': true, 'standing-kit': false });
    await setUnits(shoe.sizes[1]?.levelId, 2);
    await work();
    expect(await sold()).toEqual({ 'late-kit': false, 'standing-kit': false });
  });
});

describe('stock', () => {
  test('tells the listing only when a size sells out or comes back, and both follow', async () => {
    const level = shoe.sizes[1]?.levelId;
    await setUnits(level, 1);
    await setUnits(level, 5);
    await owner.query('update stock_levels set reserved = 4 where id = $1', [level]);
    expect(await jobs()).toEqual([]);
    await owner.query('update stock_levels set reserved = 5 where id = $1', [level]);
    expect(await jobs()).toEqual(['relist-product']);
    await work();
    expect(await facet('sizes')).toEqual({ 41: 1 });
    await owner.query('update stock_levels set reserved = 0 where id = $1', [level]);
    await setUnits(level, 2);
    await work();
    expect(await facet('sizes')).toEqual({ 41: 1, 42: 1 });
  });

  test('a sale that changes nothing of that is one statement and touches nothing else', async () => {
    const { rows } = await owner.query<{ 'QUERY PLAN': [{ Triggers: { 'Trigger Name': string; Calls: number }[] }] }>(`explain (analyze, format json) update stock_levels set reserved = 1 where id = $1`, [shoe.sizes[0]?.levelId]);
    expect(rows[0]?.['QUERY PLAN'][0].Triggers.filter((trigger) => trigger['Trigger Name'] === 'relist')).toEqual([]);
    expect(await jobs()).toEqual([]);
    await owner.query('update stock_levels set reserved = 0 where id = $1', [shoe.sizes[0]?.levelId]);
  });
});
