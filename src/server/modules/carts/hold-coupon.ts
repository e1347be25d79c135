import type { ServiceTx } from '@/server/platform/db';
import { AppError } from '@/shared/errors';
import { insertRedemption, takeCoupon } from './redemptions.queries';

export interface CouponHold {
  couponId: string;
  orderId: string;
  userId: string;
  amountMinor: number;
  now: Date;
}

const gone = () => new AppError('CONFLICT', 'This coupon has just been used up. Please look at your cart again.', { reason: 'coupon_gone' });

/**
 * Takes one use of a coupon for an order, in the caller's transaction; the order then must commit or the use is free again. The count is taken
 * by one conditional statement, the buyer's own uses are counted behind its lock. Throws CONFLICT when no use is left.
 */
export async function holdCoupon(tx: ServiceTx, hold: CouponHold): Promise<void> {
  if (!(await takeCoupon(tx, hold))) throw gone();
  if (!(await insertRedemption(tx, hold))) throw gone();
}
