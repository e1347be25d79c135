import type { Platform } from '@/server/platform/platform';
import type { CartAnswer, CartCall } from './cart-call';
import { noteSeen } from './carts.queries';
import { changeCart } from './change-cart';
import { quoteCart } from './show-cart';
import { seenOf } from './to-cart-view';

/** The cart's owner: has seen what everything costs now. A price that changes again is told again. */
export function acceptChanges(parts: Pick<Platform, 'db'>, call: CartCall): Promise<CartAnswer> {
  let seen: ReturnType<typeof seenOf> = [];
  return changeCart(parts, call, {
    async check(reader, cart) {
      seen = seenOf(await quoteCart(reader, cart, call.viewer));
    },
    write: (tx, { cartId, currency }) => noteSeen(tx, { cartId, currency, seen }),
  });
}
