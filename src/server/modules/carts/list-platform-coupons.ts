import type { Database, Viewer } from '@/server/platform/db';
import type { CouponPage, ListPlatformCouponsInput } from '@/shared/contracts/coupons';
import { AppError } from '@/shared/errors';
import { pageCoupons } from './page-coupons';

/** Admins see the platform's own. Throws FORBIDDEN. */
export async function listPlatformCoupons(db: Database, { viewer, input }: { viewer: Viewer; input: ListPlatformCouponsInput }): Promise<CouponPage> {
  if (viewer.role !== 'admin') throw new AppError('FORBIDDEN', 'This is for admins.');
  return pageCoupons(db, { sellerId: null, cursor: input.cursor, limit: input.limit });
}
