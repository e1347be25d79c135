import { clock } from '@/server/platform/clock';
import type { Reader, Viewer } from '@/server/platform/db';
import type { CartView } from '@/shared/contracts/cart';
import type { CartOwner } from './cart-call';
import { findCart, type CartRow } from './carts.queries';
import type { Quote, QuoteRequest } from './quote';
import { quoteSelections } from './quote-selections';
import { EMPTY_CART, toCartView } from './to-cart-view';

/** What a cart asks a quote for. An empty one asks for nothing, whatever its coupon. */
export function toRequest(cart: CartRow, viewer: Viewer | null): QuoteRequest {
  const { organizationId, currency, country, items, couponCode } = cart;
  return { userId: viewer?.userId ?? null, organizationId, selections: items, currency, country, couponCode: items.length > 0 ? couponCode : null, now: clock.now() };
}

export function quoteCart(reader: Reader, cart: CartRow, viewer: Viewer | null): Promise<Quote> {
  return quoteSelections(reader, toRequest(cart, viewer));
}

/** An owner's cart as it stands, in two statements; for its owner alone. */
export async function showCart(reader: Reader, { owner, viewer }: { owner: CartOwner; viewer: Viewer | null }): Promise<CartView> {
  const cart = await findCart(reader, owner);
  return cart ? toCartView(cart, await quoteCart(reader, cart, viewer)) : EMPTY_CART;
}
