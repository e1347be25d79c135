import type { Database } from '@/server/platform/db';
import type { ArchivePlatformCouponInput } from '@/shared/contracts/coupons';
import { AppError } from '@/shared/errors';
import { endCoupon } from './end-coupon';
import type { CouponAsked } from './write-coupon';

/** An admin ends a coupon of the platform's. Throws FORBIDDEN, NOT_FOUND. */
export async function archivePlatformCoupon(db: Database, { input, ...asked }: CouponAsked & { input: ArchivePlatformCouponInput }): Promise<void> {
  if (asked.viewer.role !== 'admin') throw new AppError('FORBIDDEN', 'This is for admins.');
  await endCoupon(db, asked, { couponId: input.couponId, sellerId: null });
}
