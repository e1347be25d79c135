import { notify } from '@/server/modules/notifications/notify';
import { toReviewEmail } from '@/server/modules/notifications/templates/review-email';
import { clock } from '@/server/platform/clock';
import type { Platform } from '@/server/platform/platform';
import { findNewReview } from './seller-reviews.queries';

/** Tells a product's seller that a buyer wrote about it, once, and has its page drawn anew. May be repeated. */
export async function tellReview({ db, env }: Pick<Platform, 'db' | 'env'>, { reviewId }: { reviewId: string }): Promise<void> {
  await db.asService('tell a seller of a review', async (tx) => {
    const review = await findNewReview(tx, reviewId);
    if (!review) return;
    const href = `/seller/${review.sellerSlug}/reviews` as const;
    const email = toReviewEmail({ ...review, reviewsUrl: env.PUBLIC_URL + href });
    await notify(tx, { to: { sellerId: review.sellerId }, type: 'review', title: email.subject, body: review.title || review.body, href, dedupeKey: `review:${reviewId}`, email, at: clock.now() }, { beside: [{ task: 'refresh-pages', payload: {}, key: 'refresh-pages' }] });
  });
}
