import { recordAudit } from '@/server/modules/audit/record-audit';
import { clock } from '@/server/platform/clock';
import type { Database } from '@/server/platform/db';
import { AppError } from '@/shared/errors';
import { archive } from './coupons.queries';
import type { CouponAsked } from './write-coupon';

/** Ends a coupon of a seller, or for null of the platform, with its line in the audit log. Throws NOT_FOUND. */
export function endCoupon(db: Database, { viewer, requestId }: CouponAsked, { couponId, sellerId }: { couponId: string; sellerId: string | null }): Promise<void> {
  return db.asService('coupons are written by the service alone', async (tx) => {
    const code = await archive(tx, { couponId, sellerId, now: clock.now() });
    if (code === null) throw new AppError('NOT_FOUND', 'There is no such coupon, or it was ended already.');
    await recordAudit(tx, { actorUserId: viewer.userId, actorRole: viewer.role, action: 'coupon.archive', targetType: 'coupon', targetId: couponId, before: { code }, ...(requestId && { requestId }) });
  });
}
