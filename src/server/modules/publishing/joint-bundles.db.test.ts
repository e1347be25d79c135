import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureBundle } from '@/server/modules/catalog/ensure-bundle';
import { quoteBundles } from '@/server/modules/carts/quote-bundles';
import type { Viewer } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import { CreateJointBundleInput } from '@/shared/contracts/joint-bundles';
import { SetPricesInput } from '@/shared/contracts/publishing';
import { newId } from '@/shared/ids';
import { assertBooks } from '@/testing/oracle';
import { createTestPlatform } from '@/testing/platform';
import { createTestDatabase, type TestDatabase } from '@/testing/postgres';
import { createProduct, createWorld, type World } from '@/testing/world';
import { answerConsent } from './answer-consent';
import { archiveJointBundle } from './archive-joint-bundle';
import { archiveProduct } from './archive-product';
import { createJointBundle } from './create-joint-bundle';
import { listConsents } from './list-consents';
import { listJointBundles } from './list-joint-bundles';
import { moderatedProduct } from './moderated-product';
import { publishJointBundle } from './publish-joint-bundle';
import { searchBundleParts } from './search-bundle-parts';
import { setBundleItems } from './set-bundle-items';
import { setPrices } from './set-prices';
import { unarchiveProduct } from './unarchive-product';

let database: TestDatabase;
let platform: Platform;
let world: World;
let owner: pg.Client;
let one: Viewer;
let two: Viewer;
let admin: Viewer;
let count = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createWorld(database.ownerUrl);
  platform = await createTestPlatform(database);
  owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
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
const usd = (amountMinor: number) => ({ currency: 'usd', amountMinor });
const product = (seller: 'one' | 'two', priceMinor: number) => createProduct(owner, world.sellers[seller], { slug: `part-${(count += 1)}`, status: 'published', priceMinor });
/** A joint bundle of a product of each seller, presented by the first. */
async function joint(change: object = {}) {
  const [own, other] = [await product('one', 5_000), await product('two', 3_000)];
  const input = CreateJointBundleInput.parse({
    productId: newId('product'), seller: 'northbeam', title: `Joint ${(count += 1)}`, summary: 'Both at once', description: 'Both at once, for less.',
    parts: [{ productId: own.id }, { productId: other.id }], prices: [usd(6_000)], ...change,
  });
  const { productId } = await createJointBundle(platform, { viewer: admin, input });
  return { productId, input, own, other };
}
const answer = (productId: string, said: 'agreed' | 'declined', { viewer = two, seller = 'oda' } = {}) => answerConsent(platform.db, { viewer, input: { seller, productId, answer: said } });
const publish = (productId: string) => publishJointBundle(platform.db, { viewer: admin, input: { productId } });
const bundleOf = async (productId: string) => (await listJointBundles(platform.db, { viewer: admin, input: { limit: 100 } })).items.find(({ id }) => id === productId)!;
const listed = async (productId: string) => (await sql('select 1 from catalog_entries where product_id = $1', [productId])).length;
const mails = (productId: string) => sql<{ to: string; kind: string }>(`select to_address as to, kind from email_outbox where dedupe_key like $1`, [`consent:${productId}:%`]);
const lines = async (productId: string) => (await sql<{ action: string }>('select action from audit_log where target_id = $1 order by at, id', [productId])).map(({ action }) => action);

describe('a joint bundle', () => {
  it('is a draft with its sums, asks every other seller once, and is one however often it is made', async () => {
    const { productId, input } = await joint();
    await createJointBundle(platform, { viewer: admin, input });
    expect(await bundleOf(productId)).toMatchObject({
      status: 'draft', sellerName: 'northbeam', prices: [{ currency: 'usd', amountMinor: 6_000, listMinor: 8_000, shares: [{ aloneMinor: 5_000, shareMinor: 3_750 }, { aloneMinor: 3_000, shareMinor: 2_250 }] }],
      parts: [{ sellerSlug: 'northbeam', isForSale: true }, { sellerSlug: 'oda', isForSale: true }], consents: [{ sellerSlug: 'oda', status: 'asked', decidedAt: null }], missing: [expect.stringMatching(/has not agreed yet\.$/)],
    });
    expect(await mails(productId)).toHaveLength(1);
    expect(await lines(productId)).toEqual(['bundle.create']);
    expect(await listed(productId)).toBe(0);
  });

  it('is sold once everybody agreed, and not a moment before', async () => {
    const { productId } = await joint();
    await expect(publish(productId)).rejects.toMatchObject({ code: 'CONFLICT', message: expect.stringContaining('has not agreed yet') as string });
    await answer(productId, 'agreed');
    await answer(productId, 'agreed');
    await publish(productId);
    await publish(productId);
    expect(await listed(productId)).toBe(1);
    expect(await lines(productId)).toEqual(['bundle.create', 'bundle.answer', 'bundle.publish']);
    const [quoted] = await quoteBundles(platform, { viewer: null, input: { productIds: [productId], currency: 'usd', choices: {} } });
    expect(quoted).toMatchObject({ priceMinor: 6_000, problem: null, parts: [{ shareMinor: 3_750 }, { shareMinor: 2_250 }] });
  });

  it('leaves the shop when a seller changes its mind, and needs every yes to come back', async () => {
    const { productId } = await joint();
    await answer(productId, 'agreed');
    await publish(productId);
    await answer(productId, 'declined');
    expect(await bundleOf(productId)).toMatchObject({ status: 'archived', consents: [{ status: 'declined' }] });
    expect(await listed(productId)).toBe(0);
    expect((await quoteBundles(platform, { viewer: null, input: { productIds: [productId], currency: 'usd', choices: {} } }))[0]?.problem).toMatchObject({ reason: 'not_for_sale' });
    await expect(publish(productId)).rejects.toMatchObject({ code: 'CONFLICT', message: expect.stringContaining('declined') as string });
    // Nor by the seller presenting it.
    await expect(unarchiveProduct(platform.db, { viewer: one, input: { seller: 'northbeam', productId } })).rejects.toMatchObject({ code: 'CONFLICT', details: { reason: 'joint' } });
    await answer(productId, 'agreed');
    await publish(productId);
    expect(await listed(productId)).toBe(1);
  });

  it('that was taken down and comes back by an appeal is not on sale until it is published again: a seller may have declined meanwhile', async () => {
    const { productId } = await joint();
    await answer(productId, 'agreed');
    await publish(productId);
    const at = new Date();
    const kept = await platform.db.asService('test', (tx) => moderatedProduct.hide(tx, { subjectId: productId, reason: 'A report', at }));
    expect(kept).toEqual({ status: 'published' });
    await answer(productId, 'declined');
    await platform.db.asService('test', (tx) => moderatedProduct.show(tx, { subjectId: productId, kept, hiddenAt: at, others: [], at: new Date() }));
    expect([(await bundleOf(productId)).status, await listed(productId)]).toEqual(['archived', 0]);
    await expect(publish(productId)).rejects.toMatchObject({ details: { reason: 'incomplete' } });
  });

  it('is never on sale without the yes of a seller, whichever comes first', async () => {
    for (let round = 0; round < 10; round += 1) {
      const { productId } = await joint();
      await answer(productId, 'agreed');
      await Promise.allSettled([publish(productId), answer(productId, 'declined')]);
      expect((await bundleOf(productId)).status, `round ${round}`).not.toBe('published');
    }
  });

  it('is changed by nobody: what was agreed to stays as it was', async () => {
    const { productId, own } = await joint();
    const [variant] = await sql<{ id: string }>('select id from product_variants where product_id = $1', [productId]);
    const mine = { seller: 'northbeam', productId };
    await expect(setPrices(platform.db, { viewer: one, input: SetPricesInput.parse({ ...mine, prices: [{ variantId: variant!.id, amounts: [usd(100)] }] }) })).rejects.toMatchObject({ code: 'CONFLICT', details: { reason: 'joint' } });
    await expect(setBundleItems(platform.db, { viewer: one, input: { ...mine, parts: [{ productId: own.id, variantId: null }] } })).rejects.toMatchObject({ code: 'CONFLICT', details: { reason: 'joint' } });
  });

  it('names what keeps it off sale: a part that left the shop, a price above its parts', async () => {
    const { productId, other } = await joint();
    await answer(productId, 'agreed');
    await archiveProduct(platform.db, { viewer: two, input: { seller: 'oda', productId: other.id } });
    await expect(publish(productId)).rejects.toMatchObject({ code: 'CONFLICT', message: expect.stringContaining('not sold any more') as string });
    expect((await bundleOf(productId)).missing).toHaveLength(1);
    await expect(joint({ prices: [usd(8_001)] })).rejects.toMatchObject({ code: 'INVALID_INPUT', message: 'By themselves its parts cost $80.00 together; the bundle costs $80.01. Ask no more for it than for its parts.' });
  });

  it('is refused with parts that are not on sale, without a seller that sells, and to everybody but admins', async () => {
    const draft = { parts: [{ productId: world.products.draft.id }, { productId: world.products.other.id }] };
    await expect(joint(draft)).rejects.toMatchObject({ code: 'NOT_FOUND', details: { field: 'parts' } });
    await expect(joint({ seller: 'nobody-here' })).rejects.toMatchObject({ code: 'NOT_FOUND', details: { field: 'seller' } });
    const { productId, input } = await joint();
    for (const viewer of [one, two]) {
      await expect(createJointBundle(platform, { viewer, input })).rejects.toMatchObject({ code: 'FORBIDDEN' });
      await expect(publishJointBundle(platform.db, { viewer, input: { productId } })).rejects.toMatchObject({ code: 'FORBIDDEN' });
      await expect(archiveJointBundle(platform.db, { viewer, input: { productId } })).rejects.toMatchObject({ code: 'FORBIDDEN' });
      await expect(listJointBundles(platform.db, { viewer, input: { limit: 1 } })).rejects.toMatchObject({ code: 'FORBIDDEN' });
      await expect(searchBundleParts(platform.db, { viewer, input: { q: 'kit' } })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    }
    // Others' products are no joint bundles, whoever asks.
    await expect(publish(world.products.published.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('is put away by an admin, with a line', async () => {
    const { productId } = await joint();
    await archiveJointBundle(platform.db, { viewer: admin, input: { productId } });
    await archiveJointBundle(platform.db, { viewer: admin, input: { productId } });
    expect(await lines(productId)).toEqual(['bundle.create', 'bundle.archive']);
  });
});

describe('a seller', () => {
  it('sees the bundles it is asked for, and answers for itself alone', async () => {
    const { productId } = await joint();
    const seen = await listConsents(platform.db, { viewer: two, input: { seller: 'oda' } });
    expect(seen.items.find(({ id }) => id === productId)).toMatchObject({ status: 'draft', prices: [{ shares: [{ aloneMinor: 5_000, shareMinor: 3_750 }, { aloneMinor: 3_000, shareMinor: 2_250 }] }] });
    expect((await listConsents(platform.db, { viewer: one, input: { seller: 'northbeam' } })).items.map(({ id }) => id)).not.toContain(productId);
    await expect(answer(productId, 'agreed', { viewer: one })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(answer(productId, 'agreed', { viewer: one, seller: 'northbeam' })).rejects.toMatchObject({ code: 'NOT_FOUND', message: 'You were not asked for this bundle.' });
    await expect(answer(world.products.published.id, 'agreed')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await sql(`update organization_members set role = 'member' where user_id = $1`, [world.sellerTwo]);
    await expect(answer(productId, 'agreed')).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await sql(`update organization_members set role = 'owner' where user_id = $1`, [world.sellerTwo]);
    expect((await bundleOf(productId)).consents).toMatchObject([{ status: 'asked' }]);
  });
});

it('finds parts by words, with their forms and prices, of any seller', async () => {
  await sql('select app.refresh_catalog_entries(array[$1, $2])', [world.products.published.id, world.products.other.id]);
  const found = await searchBundleParts(platform.db, { viewer: admin, input: { q: world.products.other.slug } });
  expect(found[0]).toMatchObject({ productId: world.products.other.id, sellerSlug: 'oda', variants: [{ prices: [{ currency: 'usd' }] }] });
});

it('takes the operator’s own bundles across sellers as agreed to', async () => {
  const slugs = [world.products.published.slug, world.products.other.slug];
  await sql('select app.refresh_catalog_entries(array[$1, $2])', [world.products.published.id, world.products.other.id]);
  await ensureBundle(platform.db, { sellerSlug: 'northbeam', slug: 'seeded', title: 'Seeded', summary: '', description: '', tags: [], priceMinor: 100, currency: 'usd', releasedAt: new Date('2026-11-01T00:00:00Z'), parts: slugs.map((slug) => ({ slug, sku: null })) });
  expect(await sql(`select p.is_joint, c.seller_id, c.status from products p join bundle_consents c on c.bundle_product_id = p.id where p.slug = 'seeded'`)).toEqual([{ is_joint: true, seller_id: world.sellers.two, status: 'agreed' }]);
});
