import { openCase } from '@/server/modules/moderation/open-case';
import { clock } from '@/server/platform/clock';
import type { Viewer } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import type { Limit } from '@/server/platform/rate-limit';
import type { ReportReviewInput } from '@/shared/contracts/reviews';
import { AppError } from '@/shared/errors';
import { findSeenReview } from './reviews.queries';

const AN_HOUR: Limit = { name: 'report-review', points: 10, windowSeconds: 3_600, whenDown: 'closed' };

/** For whoever sees the review and did not write it. Brings it before the moderators; a person counts once. Throws NOT_FOUND, CONFLICT for one's own, RATE_LIMITED. */
export async function reportReview({ db, limiter }: Pick<Platform, 'db' | 'limiter'>, { viewer, input }: { viewer: Viewer; input: ReportReviewInput }): Promise<void> {
  const { reviewId, reason, details } = input;
  const seen = await findSeenReview(db.readAs(viewer), { reviewId, userId: viewer.userId });
  if (!seen) throw new AppError('NOT_FOUND', 'There is no such review.');
  if (seen.isOwn) throw new AppError('CONFLICT', 'This is your own review. You can delete it.', { reason: 'own' });
  await limiter.consume(AN_HOUR, viewer.userId);
  await db.asService('reports are written by the service alone', (tx) =>
    openCase(tx, { subjectType: 'review', subjectId: reviewId, sellerId: seen.sellerId, reportedBy: viewer.userId, reason, details, at: clock.now() }));
}
