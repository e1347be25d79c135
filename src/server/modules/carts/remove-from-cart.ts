import type { Platform } from '@/server/platform/platform';
import type { RemoveFromCartInput } from '@/shared/contracts/cart';
import type { CartAnswer, CartCall } from './cart-call';
import { deleteItem } from './carts.queries';
import { changeCart } from './change-cart';

/** The cart's owner: takes a line out. One that is gone already is gone. */
export function removeFromCart(parts: Pick<Platform, 'db'>, call: CartCall, { variantId }: RemoveFromCartInput): Promise<CartAnswer> {
  return changeCart(parts, call, { write: (tx, { cartId }) => deleteItem(tx, { cartId, variantId }) });
}
