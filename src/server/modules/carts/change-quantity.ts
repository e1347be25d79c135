import type { Platform } from '@/server/platform/platform';
import type { ChangeQuantityInput } from '@/shared/contracts/cart';
import { AppError } from '@/shared/errors';
import { assertWanted } from './assert-wanted';
import type { CartAnswer, CartCall } from './cart-call';
import { setQuantity } from './carts.queries';
import { changeCart } from './change-cart';
import { quoteCart } from './show-cart';

const notThere = () => new AppError('NOT_FOUND', 'This is not in your cart any more.');

/** The cart's owner: so many units of one line. Fewer always; more only as far as there are. Throws NOT_FOUND when it is not in the cart, CONFLICT when there are not as many. */
export function changeQuantity(parts: Pick<Platform, 'db'>, call: CartCall, { variantId, quantity }: ChangeQuantityInput): Promise<CartAnswer> {
  return changeCart(parts, call, {
    async check(reader, cart) {
      const item = cart.items.find((one) => one.variantId === variantId);
      if (!item) throw notThere();
      if (quantity <= item.quantity) return;
      const items = cart.items.map((one) => (one === item ? { ...one, quantity } : one));
      assertWanted(await quoteCart(reader, { ...cart, items }, call.viewer), variantId);
    },
    async write(tx, { cartId }) {
      if (!(await setQuantity(tx, { cartId, variantId, quantity }))) throw notThere();
    },
  });
}
