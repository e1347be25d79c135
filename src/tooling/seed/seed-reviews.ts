import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { getProduct } from '@/server/modules/catalog/get-product';
import { addFavorite } from '@/server/modules/favorites/add-favorite';
import { getOwnReview } from '@/server/modules/reviews/get-own-review';
import { replyToReview } from '@/server/modules/reviews/reply-to-review';
import { writeReview } from '@/server/modules/reviews/write-review';
import type { Viewer } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import { DEMO_ACCOUNTS } from '@/shared/demo-accounts';
import { SeedReviews } from './seed-files';
import { seedOrders } from './seed-orders';
import type { DemoStripe } from './with-stripe';

interface Cast {
  root: string;
  /** User ids by address. */
  people: ReadonlyMap<string, string>;
}

/** Whose parcel it is: the demo people are called as their addresses say. */
const nameOf = (email: string) => email.replace(/\.example$/, '').split('@').map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ');

const read = async (root: string) => SeedReviews.parse(JSON.parse(await readFile(path.join(root, 'reviews.json'), 'utf8')));

function viewerOf(people: Cast['people'], email: string): Viewer {
  const userId = people.get(email);
  if (userId === undefined) throw new Error(`reviews.json: ${email} is nobody.`);
  return { userId, role: 'customer' };
}

/** Lets the people of reviews.json buy what they speak of, each thing on its day. Answers the orders' ids. */
export async function seedShoppers(platform: Platform, { root, people, stripe }: Cast & { stripe: DemoStripe }): Promise<string[]> {
  const ids: string[] = [];
  for (const [email, orders] of Object.entries((await read(root)).purchases)) ids.push(...(await seedOrders(platform, { viewer: viewerOf(people, email), name: nameOf(email), stripe, orders })));
  return ids;
}

/** What people say of what they bought, what the demo seller answers, and what they keep. Whoever has written is left alone. */
export async function seedReviews(platform: Platform, { root, people }: Cast): Promise<void> {
  const { reviews, favorites } = await read(root);
  for (const { by, product: slug, reply, days_ago: daysAgo, ...said } of reviews) {
    const viewer = viewerOf(people, by);
    const product = await getProduct(platform.db, { slug });
    if ((await getOwnReview(platform.db, { viewer, input: { productId: product.id } })).review) continue;
    const { reviewId } = await writeReview(platform, { viewer, input: { ...said, productId: product.id } });
    // The database dates what is written by itself; the past of a demo is made up. Nobody says what they think of a thing before it is theirs: where a shop is listening, that is today.
    await platform.db.asService('a review of the demo shop gets its day', (tx) => tx.$executeRaw`
      update reviews r set created_at = greatest(r.created_at - ${daysAgo}::int * interval '1 day', e.starts_at,
        (select o.paid_at from order_items i join orders o on o.id = i.order_id where i.id = r.order_item_id))
      from reviews same left join entitlements e on e.id = same.entitlement_id where same.id = r.id and r.id = ${reviewId}`);
    if (reply !== undefined) await replyToReview(platform, { viewer: viewerOf(people, DEMO_ACCOUNTS.seller.email), input: { seller: product.sellerSlug, reviewId, reply } });
  }
  for (const [email, slugs] of Object.entries(favorites)) {
    for (const slug of slugs) await addFavorite(platform, { viewer: viewerOf(people, email), input: { productId: (await getProduct(platform.db, { slug })).id } });
  }
  console.log(`reviews: ${reviews.length}`);
}
