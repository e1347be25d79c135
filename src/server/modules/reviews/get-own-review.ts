import type { Database, Viewer } from '@/server/platform/db';
import type { OwnReview, ReviewedProductInput } from '@/shared/contracts/reviews';
import { toReview } from './reviews.mappers';
import { findOwnReview, type ReviewRow } from './reviews.queries';

/** What the viewer said of a product, hidden or not, and whether they may say anything. */
export async function getOwnReview(db: Pick<Database, 'readAs'>, { viewer, input }: { viewer: Viewer; input: ReviewedProductInput }): Promise<OwnReview> {
  const row = await findOwnReview(db.readAs(viewer), { userId: viewer.userId, productId: input.productId });
  if (!row || !isWritten(row)) return { mayReview: row?.mayReview ?? false, review: null };
  return { mayReview: row.mayReview, review: { ...toReview(row), isHidden: row.isHidden } };
}

/** The join leaves all columns empty where nothing is written. */
function isWritten<Row extends Partial<ReviewRow>>(row: Row): row is Row & ReviewRow {
  return typeof row.id === 'string';
}
