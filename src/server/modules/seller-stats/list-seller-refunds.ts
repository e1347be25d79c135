import { assertSellerMember } from '@/server/modules/sellers/assert-seller-member';
import type { Database, Viewer } from '@/server/platform/db';
import type { SellerRefund, SellerStatsInput } from '@/shared/contracts/seller-stats';
import { listRefunds } from './seller-stats.queries';
import { toSpan } from './to-span';

const NEWEST = 10;

/** Members see the last ten things that were given back in these days. One statement. Throws NOT_FOUND for strangers. */
export async function listSellerRefunds(db: Database, { viewer, input: { seller, days } }: { viewer: Viewer; input: SellerStatsInput }): Promise<SellerRefund[]> {
  const { sellerId } = await assertSellerMember(db, { viewer, sellerSlug: seller });
  const rows = await listRefunds(db.reportAsService('what one seller gave back, for its members'), { sellerId, ...toSpan(days), after: null, limit: NEWEST });
  return rows.map(({ refundId, at, orderId, orderNumber, title, amountMinor, currency }) => ({ refundId, at: at.toISOString(), orderId, orderNumber, title, amountMinor, currency }));
}
