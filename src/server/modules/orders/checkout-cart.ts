import { getCartSelections } from '@/server/modules/carts/get-cart-selections';
import type { Viewer } from '@/server/platform/db';
import type { CheckoutCartInput, StartedCheckout } from '@/shared/contracts/orders';
import { AppError } from '@/shared/errors';
import { openCheckout, type CheckoutParts } from './open-checkout';

/**
 * Everything in the viewer's cart as one order, and where to pay it: all kinds, all sellers, one payment. The cart is checked again as a whole;
 * what changed is said and nothing is ordered. It is emptied when the order is paid, not before. A second click or another tab finds the same
 * order; a cart that was changed closes the old order and makes another. Throws what `openCheckout` throws, CONFLICT `empty` for an empty cart.
 */
export async function checkoutCart(parts: CheckoutParts, { viewer, input }: { viewer: Viewer; input: CheckoutCartInput }): Promise<StartedCheckout> {
  const cart = await getCartSelections(parts.db.readAsService('the cart is read as it is ordered'), viewer.userId);
  if (!cart || cart.selections.length === 0) throw new AppError('CONFLICT', 'Your cart is empty.', { reason: 'empty' });
  const { cartId, organizationId, country, selections, currency, couponCode } = cart;
  return openCheckout(parts, {
    buyer: { userId: viewer.userId, organizationId },
    openKey: `cart:${cartId}`,
    cartId,
    country,
    selections,
    currency,
    couponCode,
    expected: { totalMinor: input.expectedTotalMinor, currency: input.expectedCurrency },
  });
}
