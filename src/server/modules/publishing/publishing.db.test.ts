import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import type { Viewer } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import { CreateDraftInput, ListOwnProductsInput, OwnProductSort, SetPricesInput, SetVariantsInput, UpdateProductInput } from '@/shared/contracts/publishing';
import { newId } from '@/shared/ids';
import { assertBooks } from '@/testing/oracle';
import { createTestPlatform } from '@/testing/platform';
import { createTestDatabase, type TestDatabase } from '@/testing/postgres';
import { expectSorted } from '@/testing/read-pages';
import { createWorld, type World } from '@/testing/world';
import { archiveProduct } from './archive-product';
import { createDraft } from './create-draft';
import { delistProduct } from './delist-product';
import { getOwnProduct } from './get-own-product';
import { getReviewedProduct } from './get-reviewed-product';
import { listBundleCandidates } from './list-bundle-candidates';
import { listOwnProducts } from './list-own-products';
import { listReviews } from './list-reviews';
import { publishProduct } from './publish-product';
import { sendBackProduct } from './send-back-product';
import { setBundleItems } from './set-bundle-items';
import { setPrices } from './set-prices';
import { setVariants } from './set-variants';
import { submitForReview } from './submit-for-review';
import { unarchiveProduct } from './unarchive-product';
import { updateProduct } from './update-product';
import { withdrawFromReview } from './withdraw-from-review';

let database: TestDatabase;
let platform: Platform;
let world: World;
let owner: pg.Pool;
let one: Viewer;
let two: Viewer;
let admin: Viewer;

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createWorld(database.ownerUrl);
  platform = await createTestPlatform(database);
  owner = new pg.Pool({ connectionString: database.ownerUrl, max: 2 });
  one = { userId: world.sellerOne, role: 'customer' };
  two = { userId: world.sellerTwo, role: 'customer' };
  admin = { userId: world.admin, role: 'admin' };
});
afterAll(async () => {
  await assertBooks(platform.db);
  await owner.end();
  await platform.close();
  await database.drop();
});

const sql = async <Row extends object>(text: string, values: unknown[] = []) => (await owner.query<Row>(text, values)).rows;
const own = (productId: string) => ({ seller: 'northbeam', productId });
const draft = async (type: string, title: string, productId: string = newId('product')) => createDraft(platform.db, { viewer: one, input: CreateDraftInput.parse({ ...own(productId), type, title }) });
const words = (productId: string, changed: object = {}, viewer = one) => updateProduct(platform.db, { viewer, input: UpdateProductInput.parse({ ...own(productId), title: 'Runner', summary: 'A shoe', description: 'To *run* in', ...changed }) });
const forms = (productId: string, variants: object[], inventory: 'flat' | 'per_variant' | null = 'per_variant') => setVariants(platform.db, { viewer: one, input: SetVariantsInput.parse({ ...own(productId), inventory, variants }) });
const sizes = (...list: string[]) => list.map((size) => ({ size, weightGrams: 900 }));
const prices = (productId: string, amounts: object[], viewer = one) => priceAll(productId, amounts, viewer);
async function priceAll(productId: string, amounts: object[], viewer: Viewer): Promise<void> {
  const rows = await sql<{ id: string }>('select id from product_variants where product_id = $1 and archived_at is null order by position', [productId]);
  await setPrices(platform.db, { viewer, input: SetPricesInput.parse({ ...own(productId), prices: rows.map(({ id }) => ({ variantId: id, amounts })) }) });
}
const usd = (amountMinor: number) => ({ currency: 'usd', amountMinor });
const view = (productId: string) => getOwnProduct(platform.db, { viewer: one, input: own(productId) });
const act = (verb: typeof archiveProduct, productId: string, viewer = one) => verb(platform.db, { viewer, input: own(productId) });
const submit = (productId: string) => submitForReview(platform, { viewer: one, input: own(productId) });
const mailed = (productId: string) => sql<{ kind: string; to: string; subject: string }>(`select kind, to_address as to, subject from email_outbox where dedupe_key like '%' || $1 || '%' order by created_at, to_address`, [productId]);
const jobs = async (task: string) => (await sql(`select 1 from graphile_worker.jobs where task_identifier = $1`, [task])).length;

/** A sneaker that lacks nothing. */
async function sneaker(title = 'Runner'): Promise<string> {
  const { productId } = await draft('sneaker', title);
  await words(productId, { title, condition: 'new' });
  await forms(productId, sizes('41', '42', '43'));
  await prices(productId, [usd(12_000), { currency: 'eur', amountMinor: 11_000 }]);
  await sql(`insert into product_images (id, product_id, seller_id, sha256, width, height, files) values ($1, $2, $3, repeat('d', 64), 10, 10, '{}')`, [newId('productImage'), productId, world.sellers.one]);
  return productId;
}
async function publishedSneaker(title?: string): Promise<string> {
  const productId = await sneaker(title);
  await submit(productId);
  await publishProduct(platform, { viewer: admin, input: { productId } });
  return productId;
}

describe('a draft', () => {
  it('has an address made of its title, numbered when taken, and is one however often it is asked for', async () => {
    const first = await draft('node', 'Café Kit & Co.');
    expect(first.slug).toBe('cafe-kit-and-co');
    expect((await draft('node', 'Café Kit & Co.')).slug).toBe('cafe-kit-and-co-2');
    expect(await draft('node', 'Café Kit & Co.', first.productId)).toEqual(first);
    expect((await draft('sneaker', '運動靴')).slug).toMatch(/^product-[0-9a-z]{8}$/);
    expect((await draft('bundle', 'Search')).slug).toBe('search-2');
    expect(await view(first.productId)).toMatchObject({ kind: 'download', status: 'draft', variants: [{ license: 'personal', sku: 'cafe-kit-and-co-personal', prices: [] }] });
  });

  it('made twenty times at once is twenty products with as many addresses', async () => {
    const made = await Promise.all(Array.from({ length: 20 }, () => draft('node', 'Crowded')));
    expect(new Set(made.map(({ slug }) => slug)).size).toBe(20);
  });

  it('stands in any order its seller asks for, page by page, though many are called the same', async () => {
    for (const sort of OwnProductSort.options) {
      const list = (more: object) => listOwnProducts(platform.db, { viewer: one, input: ListOwnProductsInput.parse({ seller: 'northbeam', sort, ...more }) });
      await expectSorted(sort, list, ({ title, updatedAt }) => (sort.startsWith('title') ? title.toLowerCase() : updatedAt));
    }
  });

  it('is nobody else’s', async () => {
    const { productId } = await draft('sneaker', 'Hidden');
    await expect(getOwnProduct(platform.db, { viewer: two, input: own(productId) })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(getOwnProduct(platform.db, { viewer: two, input: { seller: 'oda', productId } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(getOwnProduct(platform.db, { viewer: admin, input: own(productId) })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(updateProduct(platform.db, { viewer: two, input: UpdateProductInput.parse({ seller: 'oda', productId, title: 'Mine' }) })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(draftAs(two, productId)).rejects.toMatchObject({ code: 'CONFLICT' });
    expect((await listOwnProducts(platform.db, { viewer: one, input: { seller: 'northbeam', limit: 100, statuses: ['draft'] } })).items.map(({ id }) => id)).toContain(productId);
  });
  const draftAs = (viewer: Viewer, productId: string) => createDraft(platform.db, { viewer, input: CreateDraftInput.parse({ seller: 'oda', productId, type: 'sneaker', title: 'Hidden' }) });

  it('rests with its seller: a suspended one writes nothing', async () => {
    const { productId } = await draft('sneaker', 'Resting');
    await sql(`update sellers set lifecycle = 'suspended' where id = $1`, [world.sellers.one]);
    for (const attempt of [() => draft('node', 'New'), () => words(productId), () => forms(productId, sizes('42')), () => submit(productId)]) await expect(attempt()).rejects.toMatchObject({ code: 'CONFLICT' });
    await sql(`update sellers set lifecycle = 'active' where id = $1`, [world.sellers.one]);
    await sql('select app.refresh_catalog_entries(array(select id from products where seller_id = $1))', [world.sellers.one]);
  });
});

describe('words', () => {
  it('are kept whole, shown as inert markdown, and refused to goods that are none', async () => {
    const { productId } = await draft('node', 'Words');
    await words(productId, { title: 'New words', description: '# Hi <img src=x onerror=alert(1)> [x](javascript:alert(1))', tags: ['node', 'c++'], worksWith: ['Node.js 24'], brand: 'Acme' });
    const seen = await view(productId);
    expect(seen).toMatchObject({ title: 'New words', slug: 'words', tags: ['node', 'c++'], worksWith: ['Node.js 24'], brand: 'Acme' });
    expect(seen.descriptionHtml).not.toMatch(/<img|href="javascript/i);
    await expect(words(productId, { condition: 'used' })).rejects.toMatchObject({ code: 'INVALID_INPUT', details: { field: 'condition' } });
    for (const wrong of [{ title: '' }, { title: 'a\u202eb' }, { summary: 'x'.repeat(241) }, { tags: ['Big'] }, { description: 'a\0b' }]) expect(UpdateProductInput.safeParse({ ...own(productId), title: 'Fine', ...wrong }).success, JSON.stringify(wrong)).toBe(false);
  });
});

describe('forms', () => {
  it('keep their id, number and stock over edits; what is left out goes, and comes back as itself', async () => {
    const { productId } = await draft('sneaker', 'Forms');
    await forms(productId, sizes('41', '42'));
    const [first, second] = (await view(productId)).variants;
    expect(first).toMatchObject({ size: '41', title: '41', sku: 'forms-41', onHand: 0, weightGrams: 900 });
    expect(first!.stockLevelId).not.toBe(second!.stockLevelId);
    await forms(productId, [{ size: '42', sku: 'F-42' }, { size: '43' }, { size: '41' }]);
    const after = await view(productId);
    expect(after.variants.map(({ size }) => size)).toEqual(['42', '43', '41']);
    expect(after.variants[0]).toMatchObject({ id: second!.id, sku: 'F-42', stockLevelId: second!.stockLevelId, weightGrams: null });
    expect(after.variants[2]).toMatchObject({ id: first!.id, sku: 'forms-41' });
    await forms(productId, [{ size: '42', sku: 'forms-41' }, { size: '41', sku: 'F-42' }]);
    expect((await view(productId)).variants.map(({ sku }) => sku)).toEqual(['forms-41', 'F-42']);
    expect(await sql('select 1 from product_variants where product_id = $1', [productId])).toHaveLength(2);
    expect(await sql('select 1 from stock_levels where product_id = $1', [productId])).toHaveLength(2);
  });

  it('that were published are taken off sale and never out of the table', async () => {
    const productId = await publishedSneaker('Archived sizes');
    const before = (await view(productId)).variants;
    await forms(productId, sizes('41'));
    expect((await view(productId)).variants.map(({ id }) => id)).toEqual([before[0]!.id]);
    expect(await sql('select 1 from product_variants where product_id = $1 and archived_at is not null', [productId])).toHaveLength(2);
    await forms(productId, sizes('41', '42', '44'));
    const after = (await view(productId)).variants;
    expect(after[1]!.id).toBe(before[1]!.id);
    // A new size costs what the first one costs.
    expect(after[2]).toMatchObject({ size: '44', prices: [{ currency: 'usd', amountMinor: 12_000 }, { currency: 'eur', amountMinor: 11_000 }] });
  });

  it('share one stock when they are counted together, and change that only while it is empty', async () => {
    const { productId } = await draft('physical', 'Mug');
    await forms(productId, [{ size: 'S' }, { size: 'L' }], 'flat');
    const shared = (await view(productId)).variants.map(({ stockLevelId }) => stockLevelId);
    expect(new Set(shared).size).toBe(1);
    await forms(productId, [{ size: 'S' }, { size: 'L' }, { size: 'XL' }], 'flat');
    expect((await view(productId)).variants.map(({ stockLevelId }) => stockLevelId)).toEqual([...shared, shared[0]]);
    await sql('update stock_levels set on_hand = 3 where product_id = $1', [productId]);
    await expect(forms(productId, [{ size: 'S' }], 'per_variant')).rejects.toMatchObject({ code: 'CONFLICT', details: { field: 'inventory' } });
    await sql('update stock_levels set on_hand = 0 where product_id = $1', [productId]);
    await forms(productId, [{ size: 'S' }, { size: 'L' }], 'per_variant');
    expect(new Set((await view(productId)).variants.map(({ stockLevelId }) => stockLevelId)).size).toBe(2);
    expect(await sql('select 1 from stock_levels where product_id = $1', [productId])).toHaveLength(2);
  });

  it('come with clear refusals, and then nothing has changed', async () => {
    const { productId } = await draft('sneaker', 'Refused');
    await forms(productId, [{ size: '42', sku: 'SAME' }]);
    const other = await draft('sneaker', 'Refused too');
    const before = await view(productId);
    await expect(forms(productId, [{ size: '42' }, { size: '42' }])).rejects.toMatchObject({ code: 'INVALID_INPUT', message: '42 is named twice.' });
    await expect(forms(productId, [{ size: '42' }, { color: 'Bone' }])).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    await expect(forms(productId, [{}, {}])).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    await expect(forms(productId, sizes('42'), null)).rejects.toMatchObject({ details: { field: 'inventory' } });
    await expect(forms(productId, [{ license: 'team' }])).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    await expect(forms(other.productId, [{ size: '42', sku: 'SAME' }])).rejects.toMatchObject({ code: 'CONFLICT', details: { field: 'sku' } });
    await expect(setVariants(platform.db, { viewer: two, input: SetVariantsInput.parse({ ...own(productId), inventory: 'per_variant', variants: sizes('42') }) })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect({ ...(await view(productId)), updatedAt: null }).toEqual({ ...before, updatedAt: null });
    const { productId: kit } = await draft('node', 'Licences');
    await forms(kit, [{ license: 'personal' }, { license: 'team' }], null);
    await expect(forms(kit, sizes('42'), null)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    expect(SetVariantsInput.safeParse({ ...own(kit), variants: Array.from({ length: 101 }, (_, size) => ({ size: String(size) })) }).success).toBe(false);
  });
});

describe('prices', () => {
  it('are new rows when they change and the same rows when they do not; the leading currency leads on', async () => {
    const { productId } = await draft('node', 'Priced');
    const amounts = [{ currency: 'eur', amountMinor: 1_900 }, { currency: 'gbp', amountMinor: 1_700 }];
    const live = () => sql<{ id: string; amount: string; currency: string }>(`select p.id, amount_minor as amount, currency from prices p join product_variants v on v.id = variant_id where product_id = $1 and p.archived_at is null order by p.created_at, p.id`, [productId]);
    await prices(productId, amounts);
    const first = await live();
    await prices(productId, amounts);
    expect(await live()).toEqual(first);
    await prices(productId, [{ currency: 'eur', amountMinor: 2_100 }, amounts[1]!]);
    const second = await live();
    expect(second.map(({ amount, currency }) => `${amount} ${currency}`)).toEqual(['2100 eur', '1700 gbp']);
    expect(second.map(({ id }) => id)).not.toContain(first[0]!.id);
    await prices(productId, [usd(0)]);
    expect((await live()).map(({ amount, currency }) => `${amount} ${currency}`)).toEqual(['0 usd']);
    expect(await sql(`select 1 from prices p join product_variants v on v.id = variant_id where product_id = $1`, [productId])).toHaveLength(5);
    // Two at once end with one price.
    await Promise.all([prices(productId, [usd(900)]), prices(productId, [usd(800)]), prices(productId, [usd(700)])]);
    expect(await live()).toHaveLength(1);
  });

  it('are refused below what can be charged, for free goods, and for forms that are not this product’s', async () => {
    const { productId } = await draft('sneaker', 'Unpriced');
    await forms(productId, sizes('42'));
    const [variant] = (await view(productId)).variants;
    const parse = (amount: object) => SetPricesInput.safeParse({ ...own(productId), prices: [{ variantId: variant!.id, amounts: [amount] }] });
    for (const wrong of [usd(49), { currency: 'jpy', amountMinor: 49 }, usd(-1), usd(1.5), usd(100_000_000), { currency: 'xxx', amountMinor: 100 }]) expect(parse(wrong).success, JSON.stringify(wrong)).toBe(false);
    await expect(prices(productId, [usd(0)])).rejects.toMatchObject({ code: 'INVALID_INPUT', details: { field: 'prices' } });
    for (const variantId of [world.products.published.variantId, world.products.other.variantId, newId('variant')]) {
      await expect(setPrices(platform.db, { viewer: one, input: { ...own(productId), prices: [{ variantId, amounts: [usd(100)] }] } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    }
  });
});

describe('a bundle', () => {
  it('holds its seller’s own products, in order, and is replaced as a whole', async () => {
    const { productId } = await draft('bundle', 'Both');
    const shoe = await publishedSneaker('Bundled');
    const put = (parts: object[], viewer = one) => setBundleItems(platform.db, { viewer, input: { ...own(productId), parts: parts as { productId: string; variantId: string | null }[] } });
    const [size] = (await view(shoe)).variants;
    await put([{ productId: world.products.published.id, variantId: null }, { productId: shoe, variantId: size!.id }]);
    expect((await view(productId)).parts).toMatchObject([{ title: 'fastify-starter', prices: [usd(5_900)] }, { title: 'Bundled', variantId: size!.id, prices: [usd(12_000), { currency: 'eur' }] }]);
    await put([{ productId: shoe, variantId: null }]);
    await put([{ productId: shoe, variantId: null }]);
    expect((await view(productId)).parts.map(({ variantId }) => variantId)).toEqual([null]);
    for (const foreign of [{ productId: world.products.other.id, variantId: null }, { productId, variantId: null }, { productId: shoe, variantId: world.products.published.variantId }]) await expect(put([foreign])).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(put([], two)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect((await listBundleCandidates(platform.db, { viewer: one, seller: 'northbeam' })).map(({ title }) => title)).toEqual(expect.arrayContaining(['Bundled', 'fastify-starter']));
    expect((await listBundleCandidates(platform.db, { viewer: one, seller: 'northbeam' })).map(({ title }) => title)).not.toContain('queue-kit');
  });
});

describe('a bundle’s price', () => {
  const both = async (title: string) => {
    const shoe = await publishedSneaker(`${title} shoe`);
    const { productId } = await draft('bundle', title);
    await words(productId, { title });
    const put = (parts: { productId: string; variantId: string | null }[]) => setBundleItems(platform.db, { viewer: one, input: { ...own(productId), parts } });
    const parts = [{ productId: world.products.published.id, variantId: null }, { productId: shoe, variantId: null }];
    return { productId, shoe, put, parts };
  };
  const sums = 'By themselves its parts cost $179.00 together; the bundle costs $179.01. Ask no more for it than for its parts.';

  it('is at most what its parts cost, whichever of the two is saved last, and nothing has changed after a refusal', async () => {
    const { productId, put, parts } = await both('Dearer');
    await prices(productId, [usd(17_901)]);
    await expect(put(parts)).rejects.toMatchObject({ code: 'INVALID_INPUT', message: sums, details: { field: 'parts' } });
    expect((await view(productId)).parts).toEqual([]);
    await prices(productId, [usd(17_900)]);
    await put(parts);
    await expect(prices(productId, [usd(17_901)])).rejects.toMatchObject({ code: 'INVALID_INPUT', message: sums, details: { field: 'prices' } });
    expect((await view(productId)).variants[0]!.prices).toEqual([usd(17_900)]);
    // The pack has no price in euro, so nothing is dearer there.
    await prices(productId, [usd(17_900), { currency: 'eur', amountMinor: 99_900 }]);
  });

  it('is looked at again when it is submitted and published: a part may have become cheaper', async () => {
    const { productId, shoe, put, parts } = await both('Cheaper parts');
    await prices(productId, [usd(17_900)]);
    await put(parts);
    await submit(productId);
    await prices(shoe, [usd(11_000)]);
    await expect(publishProduct(platform, { viewer: admin, input: { productId } })).rejects.toMatchObject({ code: 'CONFLICT', message: expect.stringContaining('$169.00') as string, details: { field: 'parts' } });
    await act(withdrawFromReview, productId);
    await expect(submit(productId)).rejects.toMatchObject({ code: 'CONFLICT', message: expect.stringContaining('$169.00') as string });
    await prices(productId, [usd(16_900)]);
    await submit(productId);
  });

  it('counts a part the buyer chooses in its cheapest form', async () => {
    const { productId, shoe, put, parts } = await both('Cheapest form');
    const [small, ...others] = (await view(shoe)).variants;
    await setPrices(platform.db, { viewer: one, input: { ...own(shoe), prices: [{ variantId: small!.id, amounts: [usd(5_000)] }, ...others.map(({ id }) => ({ variantId: id, amounts: [usd(12_000)] }))] } });
    await prices(productId, [usd(10_901)]);
    await expect(put(parts)).rejects.toMatchObject({ message: expect.stringContaining('$109.00') as string });
    await put([parts[0]!, { productId: shoe, variantId: others[0]!.id }]);
  });

  it('is of no use once a part has left the shop: the editor names it', async () => {
    const { productId, shoe, put, parts } = await both('Leaving');
    await prices(productId, [usd(10_000)]);
    await put(parts);
    expect((await view(productId)).missing).toEqual([]);
    await act(archiveProduct, shoe);
    expect((await view(productId)).missing).toEqual([{ section: 'parts', text: '“Leaving shoe” is not sold any more, and with it the bundle is not either. Put another part in its place.' }]);
    await expect(submit(productId)).rejects.toMatchObject({ code: 'CONFLICT', details: { field: 'parts' } });
  });
});

describe('review', () => {
  it('takes what lacks nothing, lets it rest, and publishes it with its listing, pages and an audit line', async () => {
    const productId = await sneaker('Reviewed');
    await submit(productId);
    await submit(productId);
    await expect(words(productId)).rejects.toMatchObject({ code: 'CONFLICT', details: { reason: 'in_review' } });
    expect((await listReviews(platform.db, { viewer: admin, input: { limit: 50 } })).items.map(({ id }) => id)).toContain(productId);
    await expect(publishProduct(platform, { viewer: one, input: { productId } })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await sql('delete from graphile_worker._private_jobs');
    await publishProduct(platform, { viewer: admin, input: { productId } });
    await publishProduct(platform, { viewer: admin, input: { productId } });
    expect(await sql('select price_minor::int, currency from catalog_entries where product_id = $1', [productId])).toEqual([{ price_minor: 12_000, currency: 'usd' }]);
    expect(await jobs('refresh-pages')).toBe(1);
    expect(await sql(`select action, before, after from audit_log where target_id = $1`, [productId])).toEqual([{ action: 'product.publish', before: { status: 'in_review' }, after: { status: 'published' } }]);
    await words(productId, { title: 'At once', condition: 'new' });
    expect(await sql('select title from catalog_entries where product_id = $1', [productId])).toEqual([{ title: 'At once' }]);
    await expect(submit(productId)).rejects.toMatchObject({ code: 'CONFLICT', details: { reason: 'published' } });
  });

  it('tells the admins what waits, and the seller what was decided and why, each once', async () => {
    const productId = await sneaker('Written about');
    await submit(productId);
    await submit(productId);
    expect(await mailed(productId)).toEqual([{ kind: 'review', to: 'admin@example.test', subject: 'A product waits for review: Written about' }]);
    await sendBackProduct(platform, { viewer: admin, input: { productId, reason: 'Too dark' } });
    await submit(productId);
    await publishProduct(platform, { viewer: admin, input: { productId } });
    await publishProduct(platform, { viewer: admin, input: { productId } });
    await delistProduct(platform, { viewer: admin, input: { productId, reason: 'A counterfeit' }, requestId: 'req_delist' });
    const told = (await mailed(productId)).filter(({ kind }) => kind === 'product');
    expect(told.map(({ subject }) => subject)).toEqual(['“Written about” came back from the review', '“Written about” is on sale', '“Written about” was taken down']);
    expect(await sql(`select text_body like '%Too dark%' as says from email_outbox where subject like '“Written about” came back%'`)).toEqual([{ says: true }]);
    expect(await sql(`select request_id as id from audit_log where target_id = $1 and action = 'product.delist'`, [productId])).toEqual([{ id: 'req_delist' }]);
  });

  test.each([
    ['a summary', (id: string) => words(id, { summary: '', condition: 'new' }), 'basics'],
    ['a condition', (id: string) => words(id), 'basics'],
    ['a weight', (id: string) => forms(id, [{ size: '41' }]), 'variants'],
    ['a price', (id: string) => sql('delete from prices where variant_id in (select id from product_variants where product_id = $1)', [id]), 'variants'],
    ['a photograph', (id: string) => sql('delete from product_images where product_id = $1', [id]), 'images'],
  ])('names what is missing: %s', async (_what, take, section) => {
    const productId = await sneaker('Incomplete');
    expect((await view(productId)).missing).toEqual([]);
    await take(productId);
    await expect(submit(productId)).rejects.toMatchObject({ code: 'CONFLICT', details: { field: section, reason: 'incomplete' } });
    expect((await view(productId)).missing.map((each) => each.section)).toContain(section);
  });

  it('can be taken back by the seller or sent back with a note', async () => {
    const productId = await sneaker('Sent back');
    await submit(productId);
    await act(withdrawFromReview, productId);
    await act(withdrawFromReview, productId);
    await expect(publishProduct(platform, { viewer: admin, input: { productId } })).rejects.toMatchObject({ code: 'CONFLICT' });
    await submit(productId);
    await sendBackProduct(platform, { viewer: admin, input: { productId, reason: 'The photograph is dark.' } });
    expect(await view(productId)).toMatchObject({ status: 'draft', reviewNote: 'The photograph is dark.' });
    await expect(act(withdrawFromReview, productId, two)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('off sale', () => {
  it('is archived and brought back by its seller, or taken down by an admin for as long as the admin says', async () => {
    const productId = await publishedSneaker('Seasonal');
    const listed = async () => (await sql('select 1 from catalog_entries where product_id = $1', [productId])).length;
    await act(archiveProduct, productId);
    await act(archiveProduct, productId);
    expect(await listed()).toBe(0);
    await expect(words(productId)).rejects.toMatchObject({ details: { reason: 'archived' } });
    await act(unarchiveProduct, productId);
    expect(await listed()).toBe(1);
    await act(archiveProduct, productId);
    await delistProduct(platform, { viewer: admin, input: { productId, reason: 'A counterfeit' } });
    await expect(act(unarchiveProduct, productId)).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(await getReviewedProduct(platform.db, { viewer: admin, input: { productId } })).toMatchObject({ status: 'delisted', reviewNote: 'A counterfeit' });
    await publishProduct(platform, { viewer: admin, input: { productId } });
    expect(await listed()).toBe(1);
    await expect(act(archiveProduct, productId, two)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
