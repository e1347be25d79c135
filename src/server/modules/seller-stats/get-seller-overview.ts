import { assertSellerMember } from '@/server/modules/sellers/assert-seller-member';
import type { Database, Viewer } from '@/server/platform/db';
import type { SellerOverview, SellerStatsInput, SellerSums } from '@/shared/contracts/seller-stats';
import { findSums, type SumsRow } from './seller-stats.queries';
import { toSpan } from './to-span';

const toSums = (rows: SumsRow[], wanted: SumsRow['span']): SellerSums => {
  const row = rows.find(({ span }) => span === wanted);
  if (!row) throw new Error(`a span has no row: ${wanted}`);
  const { views, carts, orders, refundedOrders, reviews, rating, money } = row;
  return { views, carts, orders, refundedOrders, reviews, rating, money };
};

/** Members see what these days brought, and as many before. One statement. Throws NOT_FOUND for strangers. */
export async function getSellerOverview(db: Database, { viewer, input: { seller, days } }: { viewer: Viewer; input: SellerStatsInput }): Promise<SellerOverview> {
  const { sellerId } = await assertSellerMember(db, { viewer, sellerSlug: seller });
  const rows = await findSums(db.reportAsService('the sums of one seller, for its members'), { sellerId, ...toSpan(days) });
  return { now: toSums(rows, 'now'), before: toSums(rows, 'before') };
}
