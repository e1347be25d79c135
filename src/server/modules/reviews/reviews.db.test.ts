import { readFile } from 'node:fs/promises';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { updateProfile } from '@/server/modules/identity/update-profile';
import { listCards } from '@/server/modules/catalog/list-cards';
import { listProducts } from '@/server/modules/catalog/list-products';
import type { Viewer } from '@/server/platform/db';
import { newId } from '@/shared/ids';
import { ListProductsInput } from '@/shared/contracts/catalog';
import { WriteReviewInput } from '@/shared/contracts/reviews';
import { startShop, type Shop } from '@/testing/shop';
import { createProduct, type Product } from '@/testing/world';
import { deleteReply } from './delete-reply';
import { deleteReview } from './delete-review';
import { editReview } from './edit-review';
import { getOwnReview } from './get-own-review';
import { listReviews } from './list-reviews';
import { listSellerReviews } from './list-seller-reviews';
import { personalData } from './personal-data';
import { replyToReview } from './reply-to-review';
import { reportReview } from './report-review';
import { tellReview } from './tell-review';
import { writeReview } from './write-review';

let shop: Shop;
let owner: pg.Client;
let product: Product;
let buyer: Viewer;
let seller: Viewer;
let count = 0;

beforeAll(async () => {
  shop = await startShop();
  owner = new pg.Client({ connectionString: shop.database.ownerUrl });
  await owner.connect();
  buyer = shop.viewer('buyerA');
  seller = shop.viewer('sellerOne');
});
beforeEach(async () => {
  product = await createProduct(owner, shop.world.sellers.one, { slug: `reviewed-kit-${(count += 1)}`, status: 'published', priceMinor: 5_900 });
});
// Purchases here are bare rows, so of the books' rules only this one is asked.
afterEach(async () => {
  expect((await shop.sql<{ found: string }>(await readFile(new URL('../audit/oracle/i20-ratings-as-reviewed.sql', import.meta.url), 'utf8'))).map(({ found }) => found)).toEqual([]);
});
afterAll(async () => {
  await owner.end();
  await shop.stop();
});

/** A paid item of the product, as rows: what a purchase is has tests of its own. */
async function own(userId: string, { of = product, version = '2.1.0', form = '', kind = 'download', shipped = 0, paid = true } = {}): Promise<string> {
  const [orderId, itemId] = [newId('order'), newId('orderItem')];
  await owner.query(`insert into orders (id, buyer_user_id, status, currency, subtotal_minor, total_minor, expires_at, paid_at) values ($1, $2, $3, 'usd', 5900, 5900, now() + interval '1 hour', $4)`, [orderId, userId, paid ? 'paid' : 'pending', paid ? new Date() : null]);
  await owner.query(
    `insert into order_items (id, order_id, seller_id, product_id, variant_id, price_id, title, kind, version, variant_title, quantity, shipped_quantity, unit_price_minor, total_minor, fee_bps, fee_minor)
     values ($1, $2, $3, $4, $5, $6, 'Kit', $7, $8, $9, 1, $10, 5900, 5900, 800, 472)`,
    [itemId, orderId, shop.world.sellers.one, of.id, of.variantId, of.priceId, kind, version, form, shipped]);
  return itemId;
}
const say = (rating: number, text: { title?: string; body?: string } = {}) => WriteReviewInput.parse({ productId: product.id, rating, ...text });
const write = (viewer: Viewer, rating: number, text: { title?: string; body?: string } = {}) => writeReview(shop.platform, { viewer, input: say(rating, text) });
const page = () => listReviews(shop.platform.db, { productId: product.id });
const person = async () => (await owner.query<{ id: string }>(`with u as (insert into users (email) values ('p' || nextval('order_numbers') || '@example.test') returning id) insert into profiles (user_id, display_name) select id, 'P' from u returning user_id as id`)).rows[0]!.id;
const inbox = (userId: string, type: string) => shop.sql<{ title: string; href: string }>('select title, href from notifications where user_id = $1 and type = $2 order by id', [userId, type]);

describe('who may review', () => {
  it('only who paid, was sent what is sent, and does not sell it; the same is asked of whoever writes past the verb', async () => {
    await expect(write(buyer, 5)).rejects.toMatchObject({ code: 'FORBIDDEN', details: { reason: 'not_bought' } });
    await own(buyer.userId, { paid: false });
    await own(buyer.userId, { kind: 'physical' });
    await expect(write(buyer, 5)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await own(seller.userId);
    await expect(write(seller, 5)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const insert = 'insert into reviews (id, product_id, author_id, rating) values ($1, $2, $3, 5)';
    await expect(shop.sql(insert, [newId('review'), product.id, buyer.userId])).rejects.toMatchObject({ code: '42501' });
    await expect(shop.sql(insert, [newId('review'), product.id, seller.userId])).rejects.toMatchObject({ code: '42501' });
    expect(await getOwnReview(shop.platform.db, { viewer: buyer, input: { productId: product.id } })).toEqual({ mayReview: false, review: null });
    expect((await page()).summary.count).toBe(0);
  });

  it('in nobody else’s name, with nothing of the purchase made up', async () => {
    await own(shop.world.buyerB);
    const as = (sql: string) => shop.platform.db.asUser(buyer, (tx) => tx.$executeRawUnsafe(sql));
    await expect(as(`insert into reviews (id, product_id, author_id, rating) values ('${newId('review')}', '${product.id}', '${shop.world.buyerB}', 1)`)).rejects.toThrow(/row-level security/);
    await own(buyer.userId);
    for (const column of ['version', 'order_item_id', 'seller_id', 'author_name', 'reply', 'form', 'created_at']) {
      await expect(as(`insert into reviews (id, product_id, author_id, rating, ${column}) values ('${newId('review')}', '${product.id}', '${buyer.userId}', 1, ${column === 'created_at' ? 'now()' : `'x'`})`), column).rejects.toThrow(/permission denied/);
    }
  });

  it('who has it by a membership of which a period was paid, and not by a trial', async () => {
    const club = await createProduct(owner, shop.world.sellers.one, { slug: `club-${count}`, status: 'published', priceMinor: 1_900 });
    const [itemId, subscriptionId] = [await own(buyer.userId, { of: club, kind: 'membership' }), newId('subscription')];
    await owner.query(`update order_items set unit_price_minor = 0, total_minor = 0, fee_minor = 0, trial_days = 14, recurring_minor = 1900, "interval" = 'month' where id = $1`, [itemId]);
    await owner.query(
      `insert into subscriptions (id, holder_user_id, buyer_user_id, seller_id, product_id, variant_id, price_id, order_item_id, stripe_subscription_id, status, current_period_start, current_period_end, trial_ends_at, read_at, created_at)
       values ($1, $2, $2, $3, $4, $5, $6, $7, $1, 'trialing', now(), now() + interval '14 days', now() + interval '14 days', now(), now())`,
      [subscriptionId, buyer.userId, shop.world.sellers.one, club.id, club.variantId, club.priceId, itemId]);
    await owner.query(`insert into entitlements (id, holder_user_id, product_id, source, subscription_id) values ($1, $2, $3, 'membership', $4)`, [newId('entitlement'), buyer.userId, product.id, subscriptionId]);
    const ofClub = { viewer: buyer, input: { ...say(4), productId: club.id } };
    await expect(write(buyer, 4)).rejects.toMatchObject({ code: 'FORBIDDEN', details: { reason: 'not_bought' } });
    await expect(writeReview(shop.platform, ofClub)).rejects.toMatchObject({ code: 'FORBIDDEN', details: { reason: 'not_bought' } });
    await expect(shop.sql('insert into reviews (id, product_id, author_id, rating) values ($1, $2, $3, 5)', [newId('review'), product.id, buyer.userId])).rejects.toMatchObject({ code: '42501' });
    // The first period is paid.
    const renewal = await own(buyer.userId, { of: club, kind: 'membership' });
    await owner.query('update orders set subscription_id = $2 where id = (select order_id from order_items where id = $1)', [renewal, subscriptionId]);
    await write(buyer, 4);
    await writeReview(shop.platform, ofClub);
    expect((await page()).reviews).toMatchObject([{ rating: 4, version: '1.0.0' }]);
  });

  it('who bought it in a bundle', async () => {
    const [item, bundle] = [await own(shop.world.buyerB), await createProduct(owner, shop.world.sellers.one, { slug: `bundle-${count}`, status: 'published', priceMinor: 900 })];
    await owner.query('update order_items set bundle_product_id = $2 where id = $1', [item, bundle.id]);
    await writeReview(shop.platform, { viewer: shop.viewer('buyerB'), input: { ...say(3), productId: bundle.id } });
    expect((await listReviews(shop.platform.db, { productId: bundle.id })).reviews).toMatchObject([{ rating: 3, version: null }]);
  });
});

describe('a review', () => {
  it('says what was bought, names its author as the profile does, and is one per person and product', async () => {
    await own(buyer.userId, { version: '1.4.0', form: '42', kind: 'physical', shipped: 1 });
    const tries = await Promise.allSettled(Array.from({ length: 6 }, (_, n) => write(buyer, (n % 5) + 1, { title: 'Good', body: '<script>alert(1)</script>\n=cmd|x' })));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await expect(write(buyer, 2)).rejects.toMatchObject({ code: 'CONFLICT' });
    await updateProfile(shop.platform, buyer, { displayName: 'Ida M.', locale: 'en', timeZone: 'UTC' });
    const { reviews: [review], summary } = await page();
    expect(review).toMatchObject({ authorName: 'Ida M.', version: '1.4.0', form: '42', body: '<script>alert(1)</script>\n=cmd|x', isEdited: false, isRefunded: false, reply: null });
    expect(summary).toMatchObject({ count: 1, sum: review?.rating });
  });

  it('is changed and deleted by its author alone, and counts as it stands', async () => {
    await own(buyer.userId);
    const { reviewId } = await write(buyer, 2);
    const stranger = shop.viewer('buyerB');
    await expect(editReview(shop.platform, { viewer: stranger, input: { reviewId, rating: 5, title: '', body: '' } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(deleteReview(shop.platform, { viewer: stranger, input: { reviewId } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await editReview(shop.platform, { viewer: buyer, input: { reviewId, rating: 2, title: '', body: '' } });
    expect((await page()).reviews[0]?.isEdited).toBe(false);
    await editReview(shop.platform, { viewer: buyer, input: { reviewId, rating: 5, title: 'After a week', body: 'Better.' } });
    expect(await page()).toMatchObject({ reviews: [{ rating: 5, isEdited: true }], summary: { count: 1, sum: 5, stars: [0, 0, 0, 0, 1] } });
    await deleteReview(shop.platform, { viewer: buyer, input: { reviewId } });
    expect(await page()).toMatchObject({ reviews: [], summary: { count: 0, sum: 0 } });
  });

  it('is dated by the database, and is not changed any more by whoever has come to sell it', async () => {
    await own(buyer.userId);
    const { reviewId } = await write(buyer, 4);
    const dates = async () => (await shop.sql<{ age: number; edited: Date | null }>('select extract(epoch from now() - created_at)::float as age, edited_at as edited from reviews where id = $1', [reviewId]))[0]!;
    expect((await dates()).age).toBeLessThan(60);
    await expect(shop.platform.db.asUser(buyer, (tx) => tx.$executeRawUnsafe(`update reviews set edited_at = now() where id = '${reviewId}'`))).rejects.toThrow(/permission denied/);
    await shop.platform.db.asUser(buyer, (tx) => tx.$executeRawUnsafe(`update reviews set rating = 1 where id = '${reviewId}'`));
    expect((await dates()).edited).not.toBeNull();
    await owner.query(`insert into organization_members (organization_id, user_id, role) select organization_id, $2, 'member' from sellers where id = $1`, [shop.world.sellers.one, buyer.userId]);
    await expect(editReview(shop.platform, { viewer: buyer, input: { reviewId, rating: 5, title: '', body: 'Ours.' } })).rejects.toMatchObject({ code: 'FORBIDDEN', details: { reason: 'sells' } });
    expect(await shop.platform.db.asUser(buyer, (tx) => tx.$executeRawUnsafe(`update reviews set rating = 5 where id = '${reviewId}'`))).toBe(0);
    await deleteReview(shop.platform, { viewer: buyer, input: { reviewId } });
    await owner.query('delete from organization_members where organization_id = (select organization_id from sellers where id = $1) and user_id = $2', [shop.world.sellers.one, buyer.userId]);
  });

  it('is marked when all the money went back, by the statement that books it, and unmarked when that failed', async () => {
    const item = await own(buyer.userId);
    await write(buyer, 1, { body: 'I gave it back.' });
    await owner.query('update order_items set refunded_minor = 5899 where id = $1', [item]);
    expect((await page()).reviews).toMatchObject([{ isRefunded: false }]);
    await owner.query('update order_items set refunded_minor = 5900 where id = $1', [item]);
    expect((await page()).reviews).toMatchObject([{ isRefunded: true }]);
    await owner.query('update order_items set refunded_minor = 0 where id = $1', [item]);
    expect((await page()).reviews).toMatchObject([{ isRefunded: false }]);
  });

  it('hidden by a moderator is its author’s alone to see, counts no more, and is not written anew', async () => {
    await own(buyer.userId);
    const { reviewId } = await write(buyer, 1, { body: 'Insults.' });
    await shop.sql('update reviews set hidden_at = now() where id = $1', [reviewId]);
    expect(await page()).toMatchObject({ reviews: [], summary: { count: 0 } });
    expect((await getOwnReview(shop.platform.db, { viewer: buyer, input: { productId: product.id } })).review).toMatchObject({ isHidden: true });
    const hidden = { code: 'FORBIDDEN', details: { reason: 'hidden' } };
    await expect(editReview(shop.platform, { viewer: buyer, input: { reviewId, rating: 1, title: '', body: 'More.' } })).rejects.toMatchObject(hidden);
    await expect(deleteReview(shop.platform, { viewer: buyer, input: { reviewId } })).rejects.toMatchObject(hidden);
    await expect(reportReview(shop.platform, { viewer: shop.viewer('buyerB'), input: { reviewId, reason: 'abuse', details: '' } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await shop.sql('update reviews set hidden_at = null where id = $1', [reviewId]);
    expect((await page()).summary.count).toBe(1);
  });

  it('is reported once per person, by others, and comes before the moderators', async () => {
    await own(buyer.userId);
    const { reviewId } = await write(buyer, 1);
    const report = (viewer: Viewer) => reportReview(shop.platform, { viewer, input: { reviewId, reason: 'spam', details: 'An advertisement.' } });
    await expect(report(buyer)).rejects.toMatchObject({ code: 'CONFLICT' });
    for (const name of ['buyerB', 'buyerB', 'sellerOne'] as const) await report(shop.viewer(name));
    expect(await shop.sql('select c.seller_id, count(*)::int from moderation_cases c join moderation_reports r on r.case_id = c.id where c.subject_id = $1 group by c.id', [reviewId])).toEqual([{ seller_id: shop.world.sellers.one, count: 2 }]);
  });

  it('goes with the account of its author, and is in the copy of what is held', async () => {
    await own(buyer.userId);
    await write(buyer, 5, { body: 'Mine.' });
    const who = { userId: buyer.userId, email: '', names: [] };
    expect((await personalData.collect(shop.platform.db.readAsService('test'), who)).reviews).toContainEqual(expect.objectContaining({ body: 'Mine.', rating: 5 }));
    await shop.platform.db.asService('test', (tx) => personalData.erase!(tx, who));
    expect(await page()).toMatchObject({ reviews: [], summary: { count: 0 } });
  });
});

describe('an answer', () => {
  it('is one, by the seller’s members alone; its author is told once, however often it is changed', async () => {
    await own(buyer.userId);
    const { reviewId } = await write(buyer, 3, { title: 'Fine' });
    expect(await shop.sql(`select from graphile_worker.jobs where task_identifier = 'tell-review'`)).not.toEqual([]);
    for (let n = 0; n < 2; n += 1) await tellReview(shop.platform, { reviewId });
    expect(await inbox(seller.userId, 'review')).toContainEqual({ title: `3 stars for ${product.slug}`, href: '/seller/northbeam/reviews' });
    const reply = (viewer: Viewer, text: string, slug = 'northbeam') => replyToReview(shop.platform, { viewer, input: { seller: slug, reviewId, reply: text } });
    await expect(reply(shop.viewer('sellerTwo' as 'sellerOne'), 'Ours.', 'oda')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(reply(buyer, 'Mine.')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const waiting = () => listSellerReviews(shop.platform.db, { viewer: seller, input: { seller: 'northbeam', show: 'unanswered' } }).then(({ reviews }) => reviews.some(({ id }) => id === reviewId));
    expect(await waiting()).toBe(true);
    const before = (await inbox(buyer.userId, 'review_reply')).length;
    await reply(seller, 'Thank you.');
    await reply(seller, 'Thank you.');
    expect((await page()).reviews[0]?.reply).toMatchObject({ body: 'Thank you.', isEdited: false });
    await reply(seller, 'Thank you, Ida.');
    expect((await page()).reviews[0]?.reply).toMatchObject({ body: 'Thank you, Ida.', isEdited: true });
    expect(await waiting()).toBe(false);
    expect((await inbox(buyer.userId, 'review_reply')).length).toBe(before + 1);
    await deleteReply(shop.platform, { viewer: seller, input: { seller: 'northbeam', reviewId } });
    expect((await page()).reviews[0]?.reply).toBeNull();
  });
});

describe('ratings', () => {
  it('are exact after fifty who write, change and delete at once, and while the product leaves the listing and comes back', async () => {
    const people = await Promise.all(Array.from({ length: 50 }, person));
    for (const userId of people) await own(userId);
    const relisting = (async () => {
      for (let n = 0; n < 6; n += 1) {
        await shop.sql(`update products set status = $2 where id = $1`, [product.id, n % 2 ? 'published' : 'archived']);
        await shop.sql('select app.refresh_catalog_entries(array[$1])', [product.id]);
      }
    })();
    await Promise.all(people.map(async (userId, n) => {
      const viewer: Viewer = { userId, role: 'customer' };
      const { reviewId } = await write(viewer, (n % 5) + 1);
      if (n % 3 === 0) await editReview(shop.platform, { viewer, input: { reviewId, rating: 5, title: '', body: '' } });
      if (n % 7 === 0) await deleteReview(shop.platform, { viewer, input: { reviewId } });
    }));
    await relisting;
    const { summary } = await page();
    const [real] = await shop.sql<{ count: number; sum: number }>('select count(*)::int as count, sum(rating)::int as sum from reviews where product_id = $1', [product.id]);
    expect(summary).toMatchObject({ ...real, count: 42 });
    expect(await listCards(shop.platform.db.anon, [product.id])).toMatchObject([{ rating: real }]);
  });

  it('sort the listing, also of a search, page by page: many good ones before one friend’s', async () => {
    const friend = await createProduct(owner, shop.world.sellers.one, { slug: `friendly-kit-${count}`, status: 'published', priceMinor: 900 });
    await own(buyer.userId, { of: friend });
    await writeReview(shop.platform, { viewer: buyer, input: { ...say(5), productId: friend.id } });
    for (let n = 0; n < 12; n += 1) {
      const userId = await person();
      await own(userId);
      await write({ userId, role: 'customer' }, n === 0 ? 4 : 5);
    }
    for (const q of ['', 'kit']) {
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const found = await listProducts(shop.platform.db, ListProductsInput.parse({ q, sort: 'rated', limit: 1, withFacets: false, ...(cursor && { cursor }) }));
        seen.push(...found.items.map(({ id }) => id));
        cursor = found.nextCursor ?? undefined;
      } while (cursor);
      expect(new Set(seen).size).toBe(seen.length);
      expect(seen.indexOf(product.id), q).toBeLessThan(seen.indexOf(friend.id));
      expect(seen.indexOf(friend.id), q).toBeLessThan(seen.indexOf(shop.world.products.other.id));
    }
  });
});
