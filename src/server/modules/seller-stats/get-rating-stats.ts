import { assertSellerMember } from '@/server/modules/sellers/assert-seller-member';
import type { Database, Viewer } from '@/server/platform/db';
import type { RatingStats, SellerStatsInput } from '@/shared/contracts/seller-stats';
import { findRatings } from './seller-stats.queries';
import { toSpan } from './to-span';

/** Members see how their products were rated. One statement. Throws NOT_FOUND for strangers. */
export async function getRatingStats(db: Database, { viewer, input: { seller, days } }: { viewer: Viewer; input: SellerStatsInput }): Promise<RatingStats> {
  const { sellerId } = await assertSellerMember(db, { viewer, sellerSlug: seller });
  return findRatings(db.reportAsService('how one seller is rated, for its members'), { sellerId, ...toSpan(days) });
}
