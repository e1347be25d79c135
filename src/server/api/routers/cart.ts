import type { Context } from '@/server/api/context';
import { publicProcedure, router } from '@/server/api/trpc';
import { acceptChanges } from '@/server/modules/carts/accept-changes';
import { addToCart } from '@/server/modules/carts/add-to-cart';
import { applyCoupon } from '@/server/modules/carts/apply-coupon';
import type { CartCall, CookieChange } from '@/server/modules/carts/cart-call';
import { changeQuantity } from '@/server/modules/carts/change-quantity';
import { dropCoupon } from '@/server/modules/carts/drop-coupon';
import { getCart } from '@/server/modules/carts/get-cart';
import { getCartCount } from '@/server/modules/carts/get-cart-count';
import { removeFromCart } from '@/server/modules/carts/remove-from-cart';
import { setDestination } from '@/server/modules/carts/set-destination';
import { GUEST_CART_DAYS } from '@/server/modules/carts/sweep-carts';
import { cookieNames, readCookie } from '@/server/modules/identity/session-cookie';
import { AddToCartInput, ApplyCouponInput, ChangeQuantityInput, RemoveFromCartInput, SetDestinationInput } from '@/shared/contracts/cart';
import { DAY_MS } from '@/shared/time';

const COOKIE_SECONDS = (GUEST_CART_DAYS * DAY_MS) / 1000;

async function callOf(ctx: Context): Promise<CartCall> {
  return { viewer: await ctx.viewer(), token: readCookie(ctx.header('cookie'), cookieNames(ctx.platform.env.PUBLIC_URL).cart) ?? null, ip: ctx.ip };
}

/** Sends the guest's cookie along, where it changed. */
function answer<Answer extends { cookie?: CookieChange }>(ctx: Context, { cookie, ...rest }: Answer): Omit<Answer, 'cookie'> {
  if (cookie) ctx.setCookie({ name: cookieNames(ctx.platform.env.PUBLIC_URL).cart, value: cookie.token ?? '', maxAgeSeconds: cookie.token === null ? 0 : COOKIE_SECONDS });
  return rest;
}

/** Everyone's own cart, guests' by a cookie. Each change answers with the cart that came of it. */
export const cartRouter = router({
  get: publicProcedure.query(async ({ ctx }) => answer(ctx, await getCart(ctx.platform, await callOf(ctx))).cart),

  /** How many units are in it, for the header. */
  count: publicProcedure.query(async ({ ctx }) => answer(ctx, await getCartCount(ctx.platform, await callOf(ctx)))),

  add: publicProcedure.input(AddToCartInput).mutation(async ({ ctx, input }) => answer(ctx, await addToCart(ctx.platform, await callOf(ctx), input)).cart),

  changeQuantity: publicProcedure.input(ChangeQuantityInput).mutation(async ({ ctx, input }) => answer(ctx, await changeQuantity(ctx.platform, await callOf(ctx), input)).cart),

  remove: publicProcedure.input(RemoveFromCartInput).mutation(async ({ ctx, input }) => answer(ctx, await removeFromCart(ctx.platform, await callOf(ctx), input)).cart),

  applyCoupon: publicProcedure.input(ApplyCouponInput).mutation(async ({ ctx, input }) => answer(ctx, await applyCoupon(ctx.platform, await callOf(ctx), input)).cart),

  dropCoupon: publicProcedure.mutation(async ({ ctx }) => answer(ctx, await dropCoupon(ctx.platform, await callOf(ctx))).cart),

  /** Country, organization, currency. */
  setDestination: publicProcedure.input(SetDestinationInput).mutation(async ({ ctx, input }) => answer(ctx, await setDestination(ctx.platform, await callOf(ctx), input)).cart),

  /** The new prices have been seen. */
  acceptChanges: publicProcedure.mutation(async ({ ctx }) => answer(ctx, await acceptChanges(ctx.platform, await callOf(ctx))).cart),
});
