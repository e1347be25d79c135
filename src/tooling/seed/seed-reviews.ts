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

interface Cast {
  root: string;
  /** User ids by address. */
  people: ReadonlyMap<string, string>;
}

const read = async (root: string) => SeedReviews.parse(JSON.parse(await readFile(path.join(root, 'reviews.json'), 'utf8')));

function viewerOf(people: Cast['people'], email: string): Viewer {
  const userId = people.get(email);
  if (userId === undefined) throw new Error(`reviews.json: ${email} is nobody.`);
  return { userId, role: 'customer' };
}

/** Lets the people of reviews.json buy what they speak of. */
export async function seedShoppers(platform: Platform, { root, people }: Cast): Promise<void> {
  for (const [email, slugs] of Object.entries((await read(root)).purchases)) await seedOrders(platform, viewerOf(people, email), [slugs.map((slug) => ({ slug }))]);
}

/** What people say of what they bought, what the demo seller answers, and what they keep. Whoever has written is left alone. */
export async function seedReviews(platform: Platform, { root, people }: Cast): Promise<void> {
  const { reviews, favorites } = await read(root);
  for (const { by, product: slug, reply, ...said } of reviews) {
    const viewer = viewerOf(people, by);
    const product = await getProduct(platform.db, { slug });
    if ((await getOwnReview(platform.db, { viewer, input: { productId: product.id } })).review) continue;
    const { reviewId } = await writeReview(platform, { viewer, input: { ...said, productId: product.id } });
    if (reply !== undefined) await replyToReview(platform, { viewer: viewerOf(people, DEMO_ACCOUNTS.seller.email), input: { seller: product.sellerSlug, reviewId, reply } });
  }
  for (const [email, slugs] of Object.entries(favorites)) {
    for (const slug of slugs) await addFavorite(platform, { viewer: viewerOf(people, email), input: { productId: (await getProduct(platform.db, { slug })).id } });
  }
  console.log(`reviews: ${reviews.length}`);
}
