import type { ServiceTx } from '@/server/platform/db';
import { newId } from '@/shared/ids';
import type { CouponHold } from './hold-coupon';

/** Counts a use, if there is one left; zero rows means no. The row stays locked, so that uses of one coupon are counted one after the other. */
export async function takeCoupon(tx: ServiceTx, { couponId, now }: CouponHold): Promise<boolean> {
  const taken = await tx.$executeRaw`
    update coupons set redeemed = redeemed + 1
    where id = ${couponId} and archived_at is null and starts_at <= ${now} and (ends_at is null or ends_at > ${now}) and (max_redemptions is null or redeemed < max_redemptions)`;
  return taken === 1;
}

/** Writes the use, unless the buyer has used it often enough. Its own statement, because one that also took the lock would count from before the wait. */
export async function insertRedemption(tx: ServiceTx, { couponId, orderId, userId, amountMinor, now }: CouponHold): Promise<boolean> {
  const written = await tx.$executeRaw`
    insert into coupon_redemptions (id, coupon_id, order_id, user_id, amount_minor, created_at)
    select ${newId('couponRedemption')}, c.id, ${orderId}, ${userId}::uuid, ${amountMinor}, ${now} from coupons c
    where c.id = ${couponId} and c.max_per_buyer > (select count(*) from coupon_redemptions r where r.coupon_id = c.id and r.user_id = ${userId}::uuid and r.status <> 'released')`;
  return written === 1;
}

export async function releaseRedemption(tx: ServiceTx, orderId: string): Promise<void> {
  await tx.$executeRaw`
    with released as (update coupon_redemptions set status = 'released' where order_id = ${orderId} and status = 'held' returning coupon_id)
    update coupons c set redeemed = c.redeemed - 1 from released r where c.id = r.coupon_id`;
}

export async function redeemHeld(tx: ServiceTx, orderId: string): Promise<void> {
  await tx.$executeRaw`
    with again as (
      update coupons c set redeemed = c.redeemed + 1 from coupon_redemptions r
      where r.order_id = ${orderId} and r.status = 'released' and c.id = r.coupon_id and (c.max_redemptions is null or c.redeemed < c.max_redemptions) returning r.id)
    update coupon_redemptions set status = 'redeemed' where order_id = ${orderId} and (status = 'held' or id in (select id from again))`;
}
