import type { Platform } from '@/server/platform/platform';
import type { Limit } from '@/server/platform/rate-limit';
import type { ApplyCouponInput } from '@/shared/contracts/cart';
import { AppError } from '@/shared/errors';
import type { CartAnswer, CartCall } from './cart-call';
import { setCoupon } from './carts.queries';
import { changeCart } from './change-cart';
import { quoteCart } from './show-cart';

/** Codes are short: guessing them must cost more than they give. */
const TRIES: Limit = { name: 'coupon', points: 30, windowSeconds: 600, whenDown: 'closed' };

/**
 * The cart's owner: uses a coupon with the cart, in place of one that is there. Nothing is redeemed by it; the order does that. Throws CONFLICT
 * with the reason when it takes nothing off this cart, NOT_FOUND when nobody knows the code, RATE_LIMITED; the cart is then as it was.
 */
export async function applyCoupon(parts: Pick<Platform, 'db' | 'limiter'>, call: CartCall, { code }: ApplyCouponInput): Promise<CartAnswer> {
  await parts.limiter.consume(TRIES, call.viewer?.userId ?? call.ip);
  return changeCart(parts, call, {
    async check(reader, cart) {
      if (cart.items.length === 0) throw new AppError('CONFLICT', 'Put something into your cart first.', { reason: 'empty' });
      const { problems } = await quoteCart(reader, { ...cart, couponCode: code }, call.viewer);
      const problem = problems.find(({ reason }) => reason.startsWith('coupon_'));
      if (problem) throw new AppError(problem.reason === 'coupon_unknown' ? 'NOT_FOUND' : 'CONFLICT', problem.message, { field: 'code', reason: problem.reason });
    },
    write: (tx, { cartId }) => setCoupon(tx, { cartId, code }),
  });
}
