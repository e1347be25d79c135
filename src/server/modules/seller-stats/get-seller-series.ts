import { assertSellerMember } from '@/server/modules/sellers/assert-seller-member';
import type { Database, Viewer } from '@/server/platform/db';
import type { SellerMoneyInput, SellerSeries } from '@/shared/contracts/seller-stats';
import { listPoints } from './seller-stats.queries';
import { toSpan } from './to-span';

/** Members see views, orders and earnings over time, by day, or of a year by week. One statement. Throws NOT_FOUND for strangers. */
export async function getSellerSeries(db: Database, { viewer, input: { seller, days, currency } }: { viewer: Viewer; input: SellerMoneyInput }): Promise<SellerSeries> {
  const { sellerId } = await assertSellerMember(db, { viewer, sellerSlug: seller });
  const step = days === 365 ? 'week' : 'day';
  const points = await listPoints(db.reportAsService('the days of one seller, for its members'), { sellerId, ...toSpan(days), currency, stepDays: step === 'week' ? 7 : 1 });
  return { step, points };
}
