import { notify } from '@/server/modules/notifications/notify';
import { toReviewReplyEmail } from '@/server/modules/notifications/templates/review-reply-email';
import { assertSellerMember } from '@/server/modules/sellers/assert-seller-member';
import { clock } from '@/server/platform/clock';
import type { Viewer } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import type { ReplyToReviewInput } from '@/shared/contracts/reviews';
import { AppError } from '@/shared/errors';
import { updateReply } from './seller-reviews.queries';

/** For members of the seller. Writes the one answer to a review, or writes it anew, and tells its author the first time. Throws NOT_FOUND for others' reviews and hidden ones. */
export async function replyToReview({ db, env }: Pick<Platform, 'db' | 'env'>, { viewer, input }: { viewer: Viewer; input: ReplyToReviewInput }): Promise<void> {
  const { sellerId } = await assertSellerMember(db, { viewer, sellerSlug: input.seller });
  const { reviewId, reply } = input;
  const at = clock.now();
  await db.asService('the seller’s answer and word of it to the author', async (tx) => {
    const replied = await updateReply(tx, { reviewId, sellerId, reply, userId: viewer.userId, at });
    if (!replied) throw new AppError('NOT_FOUND', 'There is no such review of your products.');
    const href = `/marketplace/${replied.productSlug}#reviews` as const;
    const email = toReviewReplyEmail({ ...replied, reply, reviewUrl: env.PUBLIC_URL + href });
    await notify(tx, { to: { userId: replied.authorId }, type: 'review_reply', title: email.subject, body: reply, href, dedupeKey: `review-reply:${reviewId}`, email, at }, { beside: [{ task: 'refresh-pages', payload: {}, key: 'refresh-pages' }] });
  });
}
