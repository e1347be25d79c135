import type { ServiceTx } from '@/server/platform/db';
import { takeBought } from './selections.queries';

/** The order made from this cart is paid: what was bought leaves the cart, with the coupon that was used. What was added meanwhile stays. */
export async function emptyBought(tx: ServiceTx, { cartId, orderId }: { cartId: string; orderId: string }): Promise<void> {
  await takeBought(tx, { cartId, orderId });
}
