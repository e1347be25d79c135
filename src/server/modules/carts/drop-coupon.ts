import type { Platform } from '@/server/platform/platform';
import type { CartAnswer, CartCall } from './cart-call';
import { setCoupon } from './carts.queries';
import { changeCart } from './change-cart';

/** The cart's owner: goes on without the coupon. */
export function dropCoupon(parts: Pick<Platform, 'db'>, call: CartCall): Promise<CartAnswer> {
  return changeCart(parts, call, { write: (tx, { cartId }) => setCoupon(tx, { cartId, code: null }) });
}
