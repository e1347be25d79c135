import type { Platform } from '@/server/platform/platform';
import type { CartAnswer, CartCall } from './cart-call';
import { ownerOfCart } from './owner-of-cart';
import { showCart } from './show-cart';
import { EMPTY_CART } from './to-cart-view';

/** Everyone sees the cart of their own, guests by their cookie: what it costs now, what changed and what stands in the way. Two statements. */
export async function getCart(parts: Pick<Platform, 'db'>, call: CartCall): Promise<CartAnswer> {
  const { owner, ...rest } = await ownerOfCart(parts, call);
  if (!owner) return { cart: EMPTY_CART, ...rest };
  return { cart: await showCart(parts.db.readAsService('a cart is shown to its owner'), { owner, viewer: call.viewer }), ...rest };
}
