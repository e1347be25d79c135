import { assertSellerMember } from '@/server/modules/sellers/assert-seller-member';
import type { Viewer } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import { enqueue } from '@/server/platform/queue';
import type { DeleteReplyInput } from '@/shared/contracts/reviews';
import { AppError } from '@/shared/errors';
import { clearReply } from './seller-reviews.queries';

/** For members of the seller: takes its answer away. Throws NOT_FOUND for others' reviews. */
export async function deleteReply({ db }: Pick<Platform, 'db'>, { viewer, input }: { viewer: Viewer; input: DeleteReplyInput }): Promise<void> {
  const { sellerId } = await assertSellerMember(db, { viewer, sellerSlug: input.seller });
  await db.asService('the seller’s answer', async (tx) => {
    if (!(await clearReply(tx, { reviewId: input.reviewId, sellerId }))) throw new AppError('NOT_FOUND', 'There is no such review of your products.');
    await enqueue(tx, { task: 'refresh-pages', payload: {}, key: 'refresh-pages' });
  });
}
