import type { Platform } from '@/server/platform/platform';
import type { SetDestinationInput } from '@/shared/contracts/cart';
import { AppError } from '@/shared/errors';
import type { CartAnswer, CartCall } from './cart-call';
import { noteSeen, setDestinationOf, type CartRow } from './carts.queries';
import { changeCart } from './change-cart';
import { quoteCart } from './show-cart';
import { seenOf } from './to-cart-view';

/** The cart with what was chosen in place of what it says. */
function withDestination(cart: CartRow, { country, organizationId, currency }: SetDestinationInput): CartRow {
  return { ...cart, country: country ?? cart.country, organizationId: organizationId === undefined ? cart.organizationId : organizationId, currency: currency ?? cart.currency };
}

/**
 * The cart's owner: where parcels go, who it is bought for, and in which currency; what is not named stays. Throws FORBIDDEN for an
 * organization the viewer does not buy for, as only its owners and admins do.
 */
export function setDestination(parts: Pick<Platform, 'db'>, call: CartCall, input: SetDestinationInput): Promise<CartAnswer> {
  let seen: ReturnType<typeof seenOf> = [];
  return changeCart(parts, call, {
    async check(reader, cart) {
      const quote = await quoteCart(reader, withDestination(cart, input), call.viewer);
      const refusal = input.organizationId ? quote.problems.find(({ reason }) => reason === 'not_a_buyer') : undefined;
      if (refusal) throw new AppError('FORBIDDEN', refusal.message, { field: 'organizationId', reason: refusal.reason });
      // A price in another currency is no change of price.
      if (input.currency && input.currency !== cart.currency) seen = seenOf(quote);
    },
    async write(tx, cart) {
      await setDestinationOf(tx, { cartId: cart.cartId, ...input });
      if (seen.length > 0) await noteSeen(tx, { cartId: cart.cartId, currency: input.currency ?? cart.currency, seen });
    },
  });
}
