import type { Platform } from '@/server/platform/platform';
import type { CartCall, CookieChange } from './cart-call';
import { countCart } from './carts.queries';
import { ownerOfCart } from './owner-of-cart';

/** Everyone's own: how many units are in the cart, for the header. One statement, none for a guest without a cart. */
export async function getCartCount(parts: Pick<Platform, 'db'>, call: CartCall): Promise<{ count: number; cookie?: CookieChange }> {
  const { owner, ...rest } = await ownerOfCart(parts, call);
  return { count: owner ? await countCart(parts.db.readAsService('a cart is counted for its owner'), owner) : 0, ...rest };
}
