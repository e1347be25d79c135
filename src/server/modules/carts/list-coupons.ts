import { assertSellerMember } from '@/server/modules/sellers/assert-seller-member';
import type { Database, Viewer } from '@/server/platform/db';
import type { CouponPage, ListCouponsInput } from '@/shared/contracts/coupons';
import { pageCoupons } from './page-coupons';

/** Members of the seller see its coupons, newest first, with how often they were used and what they took off. One statement a page. Throws NOT_FOUND for strangers. */
export async function listCoupons(db: Database, { viewer, input }: { viewer: Viewer; input: ListCouponsInput }): Promise<CouponPage> {
  const { sellerId } = await assertSellerMember(db, { viewer, sellerSlug: input.seller });
  return pageCoupons(db, { sellerId, cursor: input.cursor, limit: input.limit });
}
