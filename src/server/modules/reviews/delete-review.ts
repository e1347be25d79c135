import type { Viewer } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import type { ReviewInput } from '@/shared/contracts/reviews';
import { refuse } from './edit-review';
import { deleteOwnReview } from './reviews.queries';

/** For its author. What was answered goes with it, and it counts no more. Throws NOT_FOUND for others, FORBIDDEN (`hidden`) for what a moderator has hidden. */
export async function deleteReview({ db }: Pick<Platform, 'db'>, { viewer, input }: { viewer: Viewer; input: ReviewInput }): Promise<void> {
  const own = { reviewId: input.reviewId, userId: viewer.userId };
  await db.asUser(viewer, async (tx) => {
    if (!(await deleteOwnReview(tx, own))) await refuse(tx, own);
  });
}
