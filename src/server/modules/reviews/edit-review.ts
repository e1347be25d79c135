import type { UserTx, Viewer } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import type { EditReviewInput } from '@/shared/contracts/reviews';
import { AppError } from '@/shared/errors';
import { findOwnState, updateReview } from './reviews.queries';

/** For its author. What it says was bought, and what was answered, stay. Throws NOT_FOUND for others, FORBIDDEN for what a moderator has hidden (`hidden`) and for who has come to sell it (`sells`). */
export async function editReview({ db }: Pick<Platform, 'db'>, { viewer, input }: { viewer: Viewer; input: EditReviewInput }): Promise<void> {
  await db.asUser(viewer, async (tx) => {
    const own = { reviewId: input.reviewId, userId: viewer.userId };
    if (!(await updateReview(tx, { ...input, ...own }))) await refuse(tx, own);
  });
}

/** Says why a review of the person's could not be touched. */
export async function refuse(tx: UserTx, own: { reviewId: string; userId: string }): Promise<never> {
  const state = await findOwnState(tx, own);
  if (!state) throw new AppError('NOT_FOUND', 'You have written no such review.');
  if (state.isHidden) throw new AppError('FORBIDDEN', 'A moderator has hidden this review. It cannot be changed while it is hidden.', { reason: 'hidden' });
  throw new AppError('FORBIDDEN', 'You sell this by now. You can delete your review, not change it.', { reason: 'sells' });
}
