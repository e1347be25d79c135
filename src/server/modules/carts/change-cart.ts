import { clock } from '@/server/platform/clock';
import type { Reader, ServiceTx } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import { AppError } from '@/shared/errors';
import type { CartAnswer, CartCall } from './cart-call';
import { findCart, lockCart, type CartRow } from './carts.queries';
import { ownerOfCart } from './owner-of-cart';
import { showCart } from './show-cart';

/** A change to a cart: looked at first, then written; both know the cart as it was read. */
export interface CartChange {
  check?: (reader: Reader, cart: CartRow) => Promise<void>;
  write: (tx: ServiceTx, cart: CartRow) => Promise<void>;
}

/** Makes one change to the caller's own cart, in one transaction behind the cart's lock, and shows what came of it. Throws NOT_FOUND when there is no cart. */
export async function changeCart(parts: Pick<Platform, 'db'>, call: CartCall, { check, write }: CartChange): Promise<CartAnswer> {
  const { owner, ...rest } = await ownerOfCart(parts, call);
  const reader = parts.db.readAsService('a cart is checked for its owner');
  const cart = owner && (await findCart(reader, owner));
  if (!cart) throw new AppError('NOT_FOUND', 'Your cart is empty.', { reason: 'empty' });
  await check?.(reader, cart);
  await parts.db.asService('a cart is written for its owner', async (tx) => {
    const cartId = await lockCart(tx, { owner, currency: cart.currency, now: clock.now() });
    await write(tx, { ...cart, cartId });
  });
  return { cart: await showCart(reader, { owner, viewer: call.viewer }), ...rest };
}
