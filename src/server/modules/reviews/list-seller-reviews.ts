import { assertSellerMember } from '@/server/modules/sellers/assert-seller-member';
import type { Database, Viewer } from '@/server/platform/db';
import type { ListSellerReviewsInput, SellerReviewPage } from '@/shared/contracts/reviews';
import { fromCursor, toCursor } from '@/shared/keyset-cursor';
import { toReview } from './reviews.mappers';
import { countUnanswered, listSellerReviewRows } from './seller-reviews.queries';

const PAGE = 20;

/** For members of the seller. What buyers say of its products, newest first: what waits for an answer, or everything. */
export async function listSellerReviews(db: Database, { viewer, input }: { viewer: Viewer; input: ListSellerReviewsInput }): Promise<SellerReviewPage> {
  const { sellerId } = await assertSellerMember(db, { viewer, sellerSlug: input.seller });
  const reader = db.readAs(viewer);
  const [found, unanswered] = await Promise.all([
    listSellerReviewRows(reader, { sellerId, unanswered: input.show === 'unanswered', after: fromCursor(input.cursor), limit: PAGE + 1 }),
    countUnanswered(reader, sellerId),
  ]);
  const page = found.slice(0, PAGE);
  const last = page.at(-1);
  return {
    reviews: page.map((row) => ({ ...toReview(row), productSlug: row.productSlug, productTitle: row.productTitle })),
    unanswered,
    nextCursor: found.length > PAGE && last ? toCursor({ at: last.createdAt, id: last.id }) : null,
  };
}
