import type { Viewer } from '@/server/platform/db';
import type { StartCheckoutInput, StartedCheckout } from '@/shared/contracts/orders';
import { openCheckout, type CheckoutParts } from './open-checkout';
import { toOpenKey } from './new-order';

/**
 * "Unlock": one order of one variant for the viewer, or for an organization whose owner or admin the viewer is, and where to pay it.
 * The order is committed before Stripe hears of it. A second click, another tab or a retry after an outage finds the same order and the same
 * session. What costs nothing is fulfilled at once. Throws what `openCheckout` throws.
 */
export function startCheckout(parts: CheckoutParts, { viewer, input }: { viewer: Viewer; input: StartCheckoutInput }): Promise<StartedCheckout> {
  const { variantId, quantity, expectedPriceMinor, expectedCurrency, organizationId = null } = input;
  const buyer = { userId: viewer.userId, organizationId };
  return openCheckout(parts, {
    buyer,
    openKey: toOpenKey(buyer, variantId),
    cartId: null,
    country: null,
    selections: [{ variantId, quantity }],
    currency: expectedCurrency,
    couponCode: null,
    expected: { totalMinor: expectedPriceMinor, currency: expectedCurrency },
  });
}
