import type { Database } from '@/server/platform/db';
import type { CreatePlatformCouponInput } from '@/shared/contracts/coupons';
import { AppError } from '@/shared/errors';
import { writeCoupon, type CouponAsked } from './write-coupon';

/** An admin makes a coupon of the platform's, which holds for everybody's goods and which the platform pays for. Throws FORBIDDEN, NOT_FOUND for its product, CONFLICT for a code in use, INVALID_INPUT. */
export async function createPlatformCoupon(db: Database, { input, ...asked }: CouponAsked & { input: CreatePlatformCouponInput }): Promise<{ couponId: string }> {
  if (asked.viewer.role !== 'admin') throw new AppError('FORBIDDEN', 'This is for admins.');
  return writeCoupon(db, asked, { sellerId: null, terms: input.coupon });
}
