import { assertSellerMember } from '@/server/modules/sellers/assert-seller-member';
import type { Database } from '@/server/platform/db';
import type { ArchiveCouponInput } from '@/shared/contracts/coupons';
import { endCoupon } from './end-coupon';
import type { CouponAsked } from './write-coupon';

/** An owner or admin of the seller ends a coupon: carts that hold it are told, orders placed with it keep it, its code is free again. Throws NOT_FOUND, FORBIDDEN. */
export async function archiveCoupon(db: Database, { input, ...asked }: CouponAsked & { input: ArchiveCouponInput }): Promise<void> {
  const { sellerId } = await assertSellerMember(db, { viewer: asked.viewer, sellerSlug: input.seller, atLeast: 'admin' });
  await endCoupon(db, asked, { couponId: input.couponId, sellerId });
}
