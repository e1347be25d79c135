import { assertSellerMember } from '@/server/modules/sellers/assert-seller-member';
import type { Database, Viewer } from '@/server/platform/db';
import type { ProductStats, ProductStatsInput } from '@/shared/contracts/seller-stats';
import { listProducts } from './product-stats.queries';
import { toSpan } from './to-span';

const TOP = 10;

/** Members see their first ten products by what they ask for, from looking to having. One statement. Throws NOT_FOUND for strangers. */
export async function listProductStats(db: Database, { viewer, input: { seller, days, currency, sort } }: { viewer: Viewer; input: ProductStatsInput }): Promise<ProductStats[]> {
  const { sellerId } = await assertSellerMember(db, { viewer, sellerSlug: seller });
  return listProducts(db.reportAsService('the products of one seller, for its members'), { sellerId, ...toSpan(days), currency, sort, limit: TOP });
}
