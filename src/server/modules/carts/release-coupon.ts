import type { ServiceTx } from '@/server/platform/db';
import { releaseRedemption } from './redemptions.queries';

/** The order was closed unpaid: its coupon may be used again, in the caller's transaction. Once, however often it is called. */
export async function releaseCoupon(tx: ServiceTx, orderId: string): Promise<void> {
  await releaseRedemption(tx, orderId);
}
