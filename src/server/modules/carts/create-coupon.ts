import { assertSellerMember } from '@/server/modules/sellers/assert-seller-member';
import type { Database } from '@/server/platform/db';
import type { CreateCouponInput } from '@/shared/contracts/coupons';
import { writeCoupon, type CouponAsked } from './write-coupon';

/**
 * An owner or admin of the seller makes a coupon, which the seller pays for. Throws NOT_FOUND (no such seller or product of it), FORBIDDEN for
 * its members, CONFLICT for a code in use anywhere in the shop, INVALID_INPUT.
 */
export async function createCoupon(db: Database, { input, ...asked }: CouponAsked & { input: CreateCouponInput }): Promise<{ couponId: string }> {
  const { sellerId } = await assertSellerMember(db, { viewer: asked.viewer, sellerSlug: input.seller, atLeast: 'admin' });
  return writeCoupon(db, asked, { sellerId, terms: input.coupon });
}
