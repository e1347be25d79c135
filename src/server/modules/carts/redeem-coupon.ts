import type { ServiceTx } from '@/server/platform/db';
import { redeemHeld } from './redemptions.queries';

/** The order is paid: its coupon's use is final, in the caller's transaction. One given back meanwhile is taken again if any is left; the price paid stands either way. */
export async function redeemCoupon(tx: ServiceTx, orderId: string): Promise<void> {
  await redeemHeld(tx, orderId);
}
