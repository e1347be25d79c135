import type { Database, Viewer } from '@/server/platform/db';
import type { ListReviewsInput, ReviewPage } from '@/shared/contracts/publishing';
import { AppError } from '@/shared/errors';
import { fromCursor, toCursor } from '@/shared/keyset-cursor';
import { listReviewRows } from './lists.queries';

/** What waits for an admin's review, longest first. Throws FORBIDDEN. */
export async function listReviews(db: Database, { viewer, input }: { viewer: Viewer; input: ListReviewsInput }): Promise<ReviewPage> {
  if (viewer.role !== 'admin') throw new AppError('FORBIDDEN', 'This is for admins.');
  const rows = await listReviewRows(db.readAsService('admins see what waits for review'), { after: fromCursor(input.cursor), limit: input.limit + 1 });
  const shown = rows.slice(0, input.limit);
  const last = rows.length > input.limit ? shown.at(-1) : undefined;
  return { items: shown.map((row) => ({ ...row, submittedAt: row.submittedAt.toISOString() })), nextCursor: last ? toCursor({ at: last.submittedAt, id: last.id }) : null };
}
