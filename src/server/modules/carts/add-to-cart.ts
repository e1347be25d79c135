import { randomBytes } from 'node:crypto';
import { hashToken } from '@/server/modules/identity/session-cookie';
import { clock } from '@/server/platform/clock';
import type { Reader } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import type { Limit } from '@/server/platform/rate-limit';
import type { AddToCartInput } from '@/shared/contracts/cart';
import { assertWanted } from './assert-wanted';
import type { CartAnswer, CartCall, CartOwner, CookieChange } from './cart-call';
import { findCart, findCurrencies, lockCart, putItem, type CartRow } from './carts.queries';
import { USUAL_CURRENCY } from './merge-carts';
import { ownerOfCart } from './owner-of-cart';
import { findQuoteFacts } from './quote-facts.queries';
import { showCart, toRequest } from './show-cart';
import { priceOf } from './to-cart-view';
import { toQuote } from './to-quote';

/** Every new guest's cart is a row: one address makes so many an hour. */
const GUEST_CARTS: Limit = { name: 'guest-cart', points: 60, windowSeconds: 3600, whenDown: 'open' };
const MOST = 1000;

interface Opened {
  owner: CartOwner;
  cart: CartRow;
  cookie?: CookieChange;
}

const newCart = (currency: string): CartRow => ({ cartId: '', organizationId: null, currency, country: null, couponCode: null, items: [], currencies: [] });

/** The caller's cart, or what a new one will be. An unknown token is never taken over: a new cart has a new token. */
async function open(parts: Pick<Platform, 'db' | 'limiter'>, { reader, call }: { reader: Reader; call: CartCall }): Promise<Opened> {
  const { owner, ...rest } = await ownerOfCart(parts, call);
  const cart = owner && (await findCart(reader, owner));
  if (cart) return { owner, cart, ...rest };
  if (owner && 'userId' in owner) return { owner, cart: newCart(USUAL_CURRENCY), ...rest };
  await parts.limiter.consume(GUEST_CARTS, call.ip);
  const token = randomBytes(32).toString('base64url');
  return { owner: { tokenHash: hashToken(token) }, cart: newCart(USUAL_CURRENCY), cookie: { token } };
}

/** How the cart would be quoted with these units more, and how many of them a line may come to. */
async function quoteWith(reader: Reader, { cart, call, input }: { cart: CartRow; call: CartCall; input: AddToCartInput }) {
  const { variantId, quantity, choices } = input;
  const request = { ...toRequest(cart, call.viewer), couponCode: null };
  const facts = await findQuoteFacts(reader, { ...request, selections: [...cart.items, { variantId, quantity, choices }] });
  const most = facts.offers.find((offer) => offer.variantId === variantId)?.kind === 'physical' ? MOST : 1;
  const before = cart.items.find((item) => item.variantId === variantId)?.quantity ?? 0;
  const selections = [...cart.items.filter((item) => item.variantId !== variantId), { variantId, quantity: Math.min(before + quantity, most), choices }];
  return { quote: toQuote(facts, { ...request, selections }), most };
}

/**
 * Everyone, guests too: puts units of a variant into the cart, which is made with the first. What is had only once is in it once, however
 * often it is added. Its price of this moment is noted as seen; an empty cart turns to the currency of what is put in. Throws NOT_FOUND for
 * what is not for sale, CONFLICT for what is sold out, owned, one's own or too much, RATE_LIMITED for too many new carts, and then nothing is written.
 */
export async function addToCart(parts: Pick<Platform, 'db' | 'limiter'>, call: CartCall, input: AddToCartInput): Promise<CartAnswer> {
  const reader = parts.db.readAsService('a cart is checked for its owner');
  const { owner, cart: found, ...rest } = await open(parts, { reader, call });
  const currencies = found.items.length === 0 ? await findCurrencies(reader, input.variantId) : [];
  const cart = currencies.includes(found.currency) ? found : { ...found, currency: currencies[0] ?? found.currency };
  const { quote, most } = await quoteWith(reader, { cart, call, input });
  assertWanted(quote, input.variantId);
  const line = quote.lines.find(({ variantId }) => variantId === input.variantId);
  const seenMinor = (line && priceOf(line, quote.problems)) ?? 0;
  const now = clock.now();
  await parts.db.asService('a cart is written for its owner', async (tx) => {
    const cartId = await lockCart(tx, { owner, currency: cart.currency, now });
    await putItem(tx, { cartId, ...input, most, seenMinor, currency: cart.currency, now });
  });
  return { cart: await showCart(reader, { owner, viewer: call.viewer }), ...rest };
}
