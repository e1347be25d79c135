import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newId } from '@/shared/ids';
import { createTestDatabase, type TestDatabase } from '@/testing/postgres';
import { createWorld, type World } from '@/testing/world';

/** What row security lets a seller's member write with statements of their own, past every verb. */
let database: TestDatabase;
let world: World;
let owner: pg.Client;
let user: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createWorld(database.ownerUrl);
  owner = new pg.Client({ connectionString: database.ownerUrl });
  user = new pg.Client({ connectionString: database.userUrl });
  await Promise.all([owner.connect(), user.connect()]);
});
afterAll(async () => {
  await Promise.all([owner.end(), user.end()]);
  await database.drop();
});
// Tests come in any order, and one of them closes a seller, which takes its products off the listing.
beforeEach(async () => {
  await owner.query(`update sellers set lifecycle = 'active'`);
  await owner.query('select app.refresh_catalog_entries(array(select id from products))');
});

const DENIED = '42501';

/** Runs statements as this person and rolls back; answers with the rows the last one touched, or with the SQLSTATE that stopped it. */
async function as(userId: string, ...statements: string[]): Promise<number | string> {
  await user.query(`begin; set local role authenticated; set local "request.jwt.claims" = ${pg.escapeLiteral(JSON.stringify({ sub: userId, role: 'authenticated' }))}`);
  try {
    let touched = 0;
    for (const statement of statements) touched = (await user.query(statement)).rowCount ?? 0;
    return touched;
  } catch (error) {
    return error instanceof pg.DatabaseError ? (error.code ?? 'unknown') : String(error);
  } finally {
    await user.query('rollback');
  }
}

const one = (...statements: string[]) => as(world.sellerOne, ...statements);
const quote = (value: string) => pg.escapeLiteral(value);
const product = (sellerId: string, kind = 'physical', id = newId('product')) => `insert into products (id, seller_id, kind, type, slug, title) values (${quote(id)}, ${quote(sellerId)}, ${quote(kind)}, ${quote(kind)}, ${quote(id.replace('_', '-'))}, 'A thing')`;
const variant = (productId: string, sellerId: string) => `insert into product_variants (id, product_id, seller_id, sku) values (${quote(newId('variant'))}, ${quote(productId)}, ${quote(sellerId)}, ${quote(newId('variant'))})`;
const price = (variantId: string) => `insert into prices (id, variant_id, amount_minor, currency) values (${quote(newId('price'))}, ${quote(variantId)}, 100, 'eur')`;
const image = (productId: string, sellerId: string) => `insert into product_images (id, product_id, seller_id, sha256, width, height, files) values (${quote(newId('productImage'))}, ${quote(productId)}, ${quote(sellerId)}, repeat('a', 64), 1, 1, '{}')`;
const part = (bundleId: string, partId: string, variantId?: string) => `insert into bundle_items (bundle_product_id, part_product_id, part_variant_id) values (${quote(bundleId)}, ${quote(partId)}, ${variantId ? quote(variantId) : 'null'})`;

describe('a member writes rows of their own seller', () => {
  test('products, forms, prices, pictures and parts', async () => {
    const { sellers, products } = world;
    const bundle = newId('product');
    expect(await one(product(sellers.one))).toBe(1);
    expect(await one(variant(products.draft.id, sellers.one))).toBe(1);
    expect(await one(price(products.published.variantId))).toBe(1);
    expect(await one(image(products.published.id, sellers.one), `update product_images set alt = 'A kit'`)).toBe(1);
    expect(await one(image(products.published.id, sellers.one), 'delete from product_images')).toBe(1);
    expect(await one(product(sellers.one, 'bundle', bundle), part(bundle, products.published.id, products.published.variantId))).toBe(1);
  });

  test('and of no other: not as theirs, not under theirs, not moved to theirs', async () => {
    const { sellers, products } = world;
    const bundle = newId('product');
    for (const statement of [
      product(sellers.two), variant(products.other.id, sellers.two), variant(products.other.id, sellers.one), price(products.other.variantId),
      image(products.other.id, sellers.two), image(products.other.id, sellers.one), `update products set seller_id = ${quote(sellers.two)}`,
    ]) expect(await one(statement), statement).toBe(DENIED);
    expect(await one(product(sellers.one, 'bundle', bundle), part(bundle, products.other.id))).toBe(DENIED);
    expect(await one(product(sellers.one, 'bundle', bundle), part(bundle, products.draft.id, products.published.variantId))).toBe(DENIED);
    expect(await one(part(products.published.id, products.draft.id)), 'a kit is no bundle').toBe(DENIED);
    for (const [table, column] of [['products', 'title'], ['product_variants', 'title']] as const) expect(await one(`update ${table} set ${column} = 'x' where seller_id = ${quote(sellers.two)}`), table).toBe(0);
    expect(await one(`update prices set archived_at = now() where id = ${quote(products.other.priceId)}`)).toBe(0);
    for (const statement of [product(sellers.one), price(products.published.variantId)]) expect(await as(world.buyerA, statement), statement).toBe(DENIED);
  });

  test('within what is theirs to say: not status, slug, seller, amount or stock', async () => {
    const { draft, published } = world.products;
    for (const column of ['status', 'slug', 'kind', 'published_at', 'review_note', 'inventory', 'submitted_at', 'is_joint']) expect(await one(`update products set ${column} = ${column}`), column).toBe(DENIED);
    for (const column of ['stock_level_id', 'product_id', 'seller_id', 'license', 'download_limit']) expect(await one(`update product_variants set ${column} = ${column}`), column).toBe(DENIED);
    for (const column of ['amount_minor', 'currency', 'variant_id']) expect(await one(`update prices set ${column} = ${column}`), column).toBe(DENIED);
    for (const table of ['products', 'product_variants', 'prices']) expect(await one(`delete from ${table}`), table).toBe(DENIED);
    expect(await one(`insert into products (id, seller_id, kind, type, slug, title, status) values ('prd_x', ${quote(world.sellers.one)}, 'physical', 'physical', 'x', 'x', 'published')`)).toBe(DENIED);
    expect(await one(`insert into product_versions (id, product_id, version, sort_key, content_hash) values ('ver_x', ${quote(draft.id)}, '2.0.0', 'x', repeat('a', 64))`)).toBe(DENIED);
    expect(await one(`update stock_levels set on_hand = 5`)).toBe(DENIED);
    expect(await one(`select app.refresh_catalog_entries(array[${quote(published.id)}])`)).toBe(DENIED);
  });

  test('while it does not rest, and the seller may write', async () => {
    const { draft, published } = world.products;
    for (const status of ['in_review', 'archived', 'delisted']) {
      await owner.query('update products set status = $1 where id = $2', [status, draft.id]);
      expect(await one(`update products set title = 'x' where id = ${quote(draft.id)}`), status).toBe(0);
      expect(await one(`update prices set archived_at = now() where variant_id = ${quote(draft.variantId)}`), status).toBe(0);
      for (const statement of [variant(draft.id, world.sellers.one), price(draft.variantId), image(draft.id, world.sellers.one)]) expect(await one(statement), status).toBe(DENIED);
    }
    await owner.query(`update products set status = 'draft' where id = $1`, [draft.id]);
    for (const lifecycle of ['applied', 'suspended', 'closed', 'declined']) {
      await owner.query('update sellers set lifecycle = $1 where id = $2', [lifecycle, world.sellers.one]);
      expect(await one(product(world.sellers.one)), lifecycle).toBe(DENIED);
      expect(await one(`update products set title = 'x' where id = ${quote(published.id)}`), lifecycle).toBe(0);
      expect(await one(price(published.variantId)), lifecycle).toBe(DENIED);
    }
  });

  test('and not of a bundle across sellers, which others agreed to', async () => {
    const [bundle, form] = [newId('product'), newId('variant')];
    const { sellers, products } = world;
    await owner.query(`insert into products (id, seller_id, kind, type, slug, title, is_joint) values ($1, $2, 'bundle', 'bundle', 'joint', 'Joint', true)`, [bundle, sellers.one]);
    await owner.query('insert into product_variants (id, product_id, seller_id, sku) values ($1, $2, $3, $1)', [form, bundle, sellers.one]);
    await owner.query(`insert into prices (id, variant_id, amount_minor, currency) values ($1, $2, 100, 'usd')`, [newId('price'), form]);
    await owner.query('insert into bundle_items (bundle_product_id, part_product_id) values ($1, $2)', [bundle, products.other.id]);
    const of = `where bundle_product_id = ${quote(bundle)}`;
    for (const statement of [variant(bundle, sellers.one), price(form), part(bundle, products.published.id), `insert into bundle_consents (bundle_product_id, seller_id, created_at) values (${quote(bundle)}, ${quote(sellers.one)}, now())`]) expect(await one(statement), statement).toBe(DENIED);
    for (const statement of [`update products set title = 'x' where id = ${quote(bundle)}`, `update product_variants set title = 'x' where id = ${quote(form)}`, `update prices set archived_at = now() where variant_id = ${quote(form)}`, `update bundle_items set position = 9 ${of}`, `delete from bundle_items ${of}`]) expect(await one(statement), statement).toBe(0);
    for (const statement of [`update bundle_consents set status = 'agreed', decided_at = now()`, 'delete from bundle_consents']) expect(await as(world.sellerTwo, statement), statement).toBe(DENIED);
  });

  test('and only while they are a member', async () => {
    const { rows: [member] } = await owner.query<{ organization_id: string; role: string }>('delete from organization_members where user_id = $1 returning organization_id, role', [world.sellerOne]);
    expect(await one(product(world.sellers.one))).toBe(DENIED);
    expect(await one(price(world.products.published.variantId))).toBe(DENIED);
    await owner.query('insert into organization_members (organization_id, user_id, role) values ($1, $2, $3)', [member!.organization_id, world.sellerOne, member!.role]);
  });

  test('bringing the listing up to date with one’s own, and with nothing else', async () => {
    const { published, other } = world.products;
    const entry = (id: string) => owner.query<{ title: string }>('select title from catalog_entries where product_id = $1', [id]).then(({ rows }) => rows[0]?.title);
    await owner.query(`update products set title = 'Another' where id = any ($1)`, [[published.id, other.id]]);
    for (const [viewer, id] of [[world.sellerOne, other.id], [world.buyerA, published.id]] as const) {
      await user.query(`begin; set local role authenticated; set local "request.jwt.claims" = ${pg.escapeLiteral(JSON.stringify({ sub: viewer }))}`);
      await user.query('select app.relist_own_product($1)', [id]);
      await user.query('commit');
    }
    expect([await entry(published.id), await entry(other.id)]).toEqual(['fastify-starter', 'queue-kit']);
    await user.query(`begin; set local role authenticated; set local "request.jwt.claims" = ${pg.escapeLiteral(JSON.stringify({ sub: world.sellerOne }))}`);
    await user.query('select app.relist_own_product($1)', [published.id]);
    await user.query('commit');
    expect(await entry(published.id)).toBe('Another');
  });
});
