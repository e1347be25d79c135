import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import sharp from 'sharp';
import { beforeEach, describe, expect, it } from 'vitest';
import { getProduct } from '@/server/modules/catalog/get-product';
import { createDatabase, type Database } from '@/server/platform/db';
import { createStorage, type Storage } from '@/server/platform/storage';
import type { IngestReport } from '@/shared/contracts/ingest';
import { newId } from '@/shared/ids';
import { assertBooks } from '@/testing/oracle';
import { createTestDatabase } from '@/testing/postgres';
import { projectDir } from '@/tooling/migrate';
import { ingestSource, type IngestSourceInput } from './ingest-source';

let db: Database;
let owner: pg.Client;
let folder: string;
let storage: Storage;

beforeEach(async () => {
  const database = await createTestDatabase();
  db = createDatabase(database);
  owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  folder = await mkdtemp(path.join(tmpdir(), 'goods-test-'));
  storage = createStorage({ STORAGE_DIR: path.join(folder, 'storage'), S3_REGION: 'auto' });
  return async () => {
    await assertBooks(db);
    await db.close();
    await owner.end();
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  };
});

const FREE = { amountMinor: 0, teamAmountMinor: null, currency: 'usd' };
const ingest = (source: string, input: Partial<IngestSourceInput> = {}): Promise<IngestReport> => ingestSource({ db, storage }, 'operator', { path: source, defaultPrice: FREE, ...input });
const outcomes = (report: IngestReport) => report.results.map(({ item, outcome, slug, problem, warnings }) => [outcome, slug ?? item, ...(problem ? [problem.field, problem.code] : []), ...warnings.map(({ code }) => code)].join(' '));
const rows = async <Row extends pg.QueryResultRow>(statement: string, values: unknown[] = []) => (await owner.query<Row>(statement, values)).rows;
const counts = async () => (await rows(`select (select count(*) from products)::int as products, (select count(*) from product_variants)::int as variants, (select count(*) from prices)::int as prices,
  (select count(*) from stock_movements)::int as movements, (select coalesce(sum(on_hand), 0) from stock_levels)::int as units, (select count(*) from product_images)::int as images`))[0];

async function write(name: string, content: string | Buffer | object): Promise<string> {
  const file = path.join(folder, name);
  await writeFile(file, typeof content === 'string' || Buffer.isBuffer(content) ? content : JSON.stringify(content));
  return file;
}

const TABLE = ['sku,product,category,brand,size,color,price,currency,weight,stock', 'T-39,Transit Low,Sneakers,Halden,39,,128.00,usd,0.9 kg,3', 'T-40,Transit Low,Sneakers,Halden,40,,128,usd,900,0', 'M-1,Night mug,Mugs,,,Black,14.50,eur,350 g,20'];
const shoe = (change: object = {}) => ({ slug: 'transit-low', title: 'Transit Low', type: 'sneaker', brand: 'Halden', prices: { usd: 12_800, eur: 11_900 }, weight_grams: 900, variants: [{ sku: 'T-39', options: { size: '39' }, stock: 3 }, { sku: 'T-40', options: { size: '40' }, stock: 0 }], ...change });
const index = (goods: object[], more: object = {}) => ({ schema: 1, goods, ...more });

describe('a table of goods', () => {
  it('becomes products with their sizes, prices and stock, listed; the same again changes nothing', async () => {
    const file = await write('stock.csv', TABLE.join('\n'));
    expect(outcomes(await ingest(file))).toEqual(['created transit-low', 'created night-mug']);
    expect(await counts()).toEqual({ products: 2, variants: 3, prices: 3, movements: 2, units: 23, images: 0 });
    const product = await getProduct(db, { slug: 'transit-low' });
    expect(product).toMatchObject({ type: 'sneaker', kind: 'physical', brand: 'Halden', condition: 'new', priceMinor: 12_800, tags: ['sneakers'], soldOut: false });
    expect(product.variants.map(({ sku, title, available }) => [sku, title, available])).toEqual([['T-39', '39', 3], ['T-40', '40', 0]]);
    expect(await rows(`select sku, weight_grams, options from product_variants order by sku`)).toEqual([
      { sku: 'M-1', weight_grams: 350, options: { color: 'Black' } }, { sku: 'T-39', weight_grams: 900, options: { size: '39' } }, { sku: 'T-40', weight_grams: 900, options: { size: '40' } },
    ]);
    const before = await counts();
    expect(outcomes(await ingest(file))).toEqual(['unchanged transit-low', 'unchanged night-mug']);
    expect(await counts()).toEqual(before);
  });

  it('refuses a wrong row by its field and makes the product of the others; set right, the missing size is added', async () => {
    const wrong = [...TABLE, 'T-41,Transit Low,Sneakers,Halden,41,,twelve,usd,900,1', 'T-42,Transit Low,Sneakers,Halden,42,,1.005,usd,900,1', 'T-43,Transit Low,Sneakers,Halden,43,,10,xxx,900,1', 'T-44,Transit Low,Sneakers,Halden,44,,10,usd,heavy,1',
      'T-45,Transit Low,Sneakers,Halden,45,,10,usd,900,-1', 'T-39,Transit Low,Sneakers,Halden,46,,10,usd,900,1', 'T-47,Transit Low,Sneakers,Halden,39,,10,usd,900,1', 'X,,Sneakers,,,,10,usd,,1', 'Y,Cheap thing,Things,,,,0.10,usd,10,1'];
    const report = await ingest(await write('stock.csv', wrong.join('\n')));
    expect(outcomes(report)).toEqual([
      'refused stock.csv row 5 price_usd goods_row', 'refused stock.csv row 6 price_usd goods_row', 'refused stock.csv row 7 currency goods_row', 'refused stock.csv row 8 weight goods_row', 'refused stock.csv row 9 stock goods_row',
      'refused stock.csv row 10 sku goods_row', 'refused stock.csv row 11 size goods_row', 'refused stock.csv row 12 product goods_row', 'created transit-low', 'created night-mug', 'refused stock.csv cheap-thing variants[0].prices.usd index_invalid',
    ]);
    const fixed = [...TABLE, 'T-41,Transit Low,Sneakers,Halden,41,,128,usd,900,1'];
    expect(outcomes(await ingest(await write('stock.csv', fixed.join('\n'))))).toEqual(['completed transit-low', 'unchanged night-mug']);
    expect((await getProduct(db, { slug: 'transit-low' })).variants.map(({ title }) => title)).toEqual(['39', '40', '41']);
  });

  it('never touches what is there: sold units, changed prices and texts stay, and a differing price is said', async () => {
    const file = await write('stock.csv', TABLE.join('\n'));
    await ingest(file);
    await owner.query(`with m as (insert into stock_movements (id, level_id, delta, reason, at) select $1, stock_level_id, -2, 'damaged', now() from product_variants where sku = 'T-39' returning level_id)
      update stock_levels l set on_hand = on_hand - 2 from m where l.id = m.level_id`, [newId('stockMovement')]);
    await owner.query(`update products set title = 'Transit, low' where slug = 'transit-low'`);
    await owner.query(`update prices set archived_at = now() where variant_id = (select id from product_variants where sku = 'T-39')`);
    await owner.query(`insert into prices (id, variant_id, amount_minor, currency) select $1, id, 9900, 'usd' from product_variants where sku = 'T-39'`, [newId('price')]);
    await owner.query(`select app.refresh_catalog_entries(array(select id from products))`);
    expect(outcomes(await ingest(file))).toEqual(['unchanged transit-low price_differs', 'unchanged night-mug']);
    expect(await getProduct(db, { slug: 'transit-low' })).toMatchObject({ title: 'Transit, low', priceMinor: 9_900, variants: [{ available: 1 }, { available: 0 }] });
  });

  it('keeps drafts when asked, and publishes them when taken in again without', async () => {
    const file = await write('stock.csv', TABLE.join('\n'));
    expect(outcomes(await ingest(file, { isDraft: true }))).toEqual(['draft transit-low', 'draft night-mug']);
    expect(await rows('select slug from catalog_entries')).toEqual([]);
    expect(outcomes(await ingest(file))).toEqual(['completed transit-low', 'completed night-mug']);
    expect(await rows('select slug from catalog_entries order by 1')).toEqual([{ slug: 'night-mug' }, { slug: 'transit-low' }]);
  });

  it('leaves other sellers’ addresses and other products’ skus alone', async () => {
    const file = await write('stock.csv', TABLE.join('\n'));
    await ingest(file);
    await owner.query(`insert into organizations (id, slug, name) values ('org_x', 'other', 'Other')`);
    await owner.query(`insert into sellers (id, organization_id, slug, name, lifecycle) values ('slr_x', 'org_x', 'other', 'Other', 'active')`);
    expect(outcomes(await ingest(file, { sellerSlug: 'other' }))).toEqual(['refused transit-low slug slug_taken', 'refused night-mug slug slug_taken']);
    expect(outcomes(await ingest(await write('more.csv', `${TABLE[0]}\nT-39,Another shoe,Sneakers,,39,,10,usd,1,1`)))).toEqual(['refused another-shoe sku sku_taken']);
  });

  it('is made once by many runs at the same time', async () => {
    const file = await write('stock.csv', TABLE.join('\n'));
    const reports = await Promise.all([1, 2, 3, 4].map(() => ingest(file)));
    expect(reports.flatMap(outcomes).filter((line) => line.startsWith('created'))).toHaveLength(2);
    expect(await counts()).toMatchObject({ products: 2, variants: 3, units: 23, movements: 2 });
  });
});

describe('an index of goods', () => {
  it('brings pictures, several currencies and a stock that sizes share', async () => {
    await write('pair.png', await sharp({ create: { width: 40, height: 30, channels: 3, background: '#264' } }).png().toBuffer());
    const mug = { slug: 'night-mug', title: 'Night mug', prices: { usd: 1_400 }, weight_grams: 350, stock: 12, images: [{ path: 'pair.png', alt: 'A mug' }], variants: [{ sku: 'M-B', options: { color: 'Black' } }, { sku: 'M-W', options: { color: 'White' }, prices: { usd: 1_600 } }] };
    const file = await write('goods.json', index([shoe(), mug]));
    expect(outcomes(await ingest(file))).toEqual(['created transit-low', 'created night-mug']);
    const product = await getProduct(db, { slug: 'night-mug' });
    expect(product.images).toMatchObject([{ alt: 'A mug', width: 40, height: 30 }]);
    expect(product.variants.map(({ title, priceMinor, available }) => [title, priceMinor, available])).toEqual([['Black', 1_400, 12], ['White', 1_600, 12]]);
    expect((await getProduct(db, { slug: 'transit-low' })).variants[0]?.prices).toEqual([{ amountMinor: 12_800, currency: 'usd' }, { amountMinor: 11_900, currency: 'eur' }]);
    expect(outcomes(await ingest(file))).toEqual(['unchanged transit-low', 'unchanged night-mug']);
    expect(await counts()).toMatchObject({ images: 1, units: 15 });
  });

  it.each([
    ['an unknown key', { colour: 'red' }, 'goods[0].colour index_unknown_key'],
    ['no form', { variants: [] }, 'goods[0].variants index_invalid'],
    ['no price', { prices: {} }, 'goods[0].variants[0].prices index_invalid'],
    ['a currency nobody sells in', { prices: { xyz: 100 } }, 'goods[0].prices.xyz index_invalid'],
    ['a price below the least', { prices: { usd: 10 } }, 'goods[0].prices.usd index_invalid'],
    ['a price with fractions', { prices: { usd: 10.5 } }, 'goods[0].prices.usd index_invalid'],
    ['two stocks', { stock: 3 }, 'goods[0].variants[0].stock index_invalid'],
    ['the same size twice', { variants: [{ sku: 'A', options: { size: '39' } }, { sku: 'B', options: { size: '39' } }] }, 'goods[0].variants[1].options index_invalid'],
    ['a picture that is not there', { images: [{ path: 'gone.png' }] }, 'goods[0].images[0].path file_missing'],
    ['a picture from elsewhere', { images: [{ path: '../../etc/passwd' }] }, 'goods[0].images[0].path'],
    ['a title that turns around', { title: 'a\u202eb' }, 'goods[0].title index_invalid'],
  ])('refuses %s, and nothing is written', async (_, change, expected) => {
    const report = await ingest(await write('goods.json', index([shoe(change)])));
    expect(outcomes(report)).toHaveLength(1);
    expect(outcomes(report)[0]).toContain('refused');
    expect(outcomes(report)[0]).toContain(expected);
    expect(await counts()).toEqual({ products: 0, variants: 0, prices: 0, movements: 0, units: 0, images: 0 });
  });

  it('refuses a picture that is none, and takes the rest', async () => {
    await write('pair.png', 'no picture at all');
    const other = shoe({ slug: 'other', variants: [{ sku: 'O', options: {}, stock: 1 }] });
    expect(outcomes(await ingest(await write('goods.json', index([shoe({ images: [{ path: 'pair.png' }] }), other]))))).toEqual(['refused transit-low pair.png image_refused', 'created other']);
  });
});

const shared = path.join(projectDir, '..', 'shared', 'data', 'products');
if (!existsSync(shared)) console.warn('ingest: ../shared/data/products is not there, so the shop of others is not tried; the tests beside this one make their own files.');

describe.skipIf(!existsSync(shared))('a shop from outside', () => {
  it.each(['saleor_variants.csv', 'saleor_populatedb_data.json'])('%s comes in whole, but for what is not sent, and once', async (name) => {
    const file = path.join(shared, name);
    const first = await ingest(file);
    expect(first.results.filter(({ outcome }) => outcome === 'refused')).toEqual([]);
    expect(first.counts.created).toBeGreaterThan(15);
    expect(await getProduct(db, { slug: 'white-plimsolls' })).toMatchObject({ type: 'sneaker', priceMinor: 8_000, currency: 'usd', variants: ['39', '40', '41', '42', '43', '44', '45'].map((title) => ({ title, available: 20 })) });
    const before = await counts();
    const again = await ingest(file);
    expect(again.counts).toMatchObject({ created: 0, completed: 0, refused: 0, unchanged: first.counts.created });
    expect(await counts()).toEqual(before);
  });
});
