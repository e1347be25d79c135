import { clock } from '@/server/platform/clock';
import type { Viewer } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import type { Limit } from '@/server/platform/rate-limit';
import type { WriteReviewInput } from '@/shared/contracts/reviews';
import { AppError } from '@/shared/errors';
import { newId } from '@/shared/ids';
import { insertReview, mayReview } from './reviews.queries';

/** More than anybody buys. */
const AN_HOUR: Limit = { name: 'review', points: 30, windowSeconds: 3_600, whenDown: 'open' };

/**
 * For who bought the product and did not give it back; the database asks again and stamps what was bought. Its seller is told by a job. Throws FORBIDDEN
 * (`not_bought`), CONFLICT when they have written one already, RATE_LIMITED.
 */
export async function writeReview({ db, limiter }: Pick<Platform, 'db' | 'limiter'>, { viewer, input }: { viewer: Viewer; input: WriteReviewInput }): Promise<{ reviewId: string }> {
  await limiter.consume(AN_HOUR, viewer.userId);
  const id = newId('review', clock.now().getTime());
  await db.asUser(viewer, async (tx) => {
    if (!(await mayReview(tx, input.productId))) throw new AppError('FORBIDDEN', 'Only who bought this, and kept it, may review it.', { reason: 'not_bought' });
    if (!(await insertReview(tx, { ...input, id, userId: viewer.userId }))) throw new AppError('CONFLICT', 'You have reviewed this already. You can change what you wrote.', { reason: 'written' });
  });
  return { reviewId: id };
}
