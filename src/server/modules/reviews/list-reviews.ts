import type { Database } from '@/server/platform/db';
import type { ListReviewsInput, ReviewPage } from '@/shared/contracts/reviews';
import { fromCursor, toCursor } from '@/shared/keyset-cursor';
import { toReview } from './reviews.mappers';
import { findSummary, listReviewRows } from './reviews.queries';

const PAGE = 10;
const NONE = { count: 0, sum: 0, stars: [0, 0, 0, 0, 0] };

/** What buyers say of a product, newest first, with the ratings of all of them. As a visitor: the same for everybody, so it may be cached. */
export async function listReviews({ anon }: Pick<Database, 'anon'>, { productId, stars = null, cursor }: Omit<ListReviewsInput, 'stars'> & { stars?: number | null | undefined }): Promise<ReviewPage> {
  const [summary, found] = await Promise.all([findSummary(anon, productId), listReviewRows(anon, { productId, stars, after: fromCursor(cursor), limit: PAGE + 1 })]);
  const page = found.slice(0, PAGE);
  const last = page.at(-1);
  return { reviews: page.map(toReview), summary: summary ?? NONE, nextCursor: found.length > PAGE && last ? toCursor({ at: last.createdAt, id: last.id }) : null };
}
