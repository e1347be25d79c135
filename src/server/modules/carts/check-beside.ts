import type { QuotedItem, QuoteProblem } from './quote';

/** So many things paid once Stripe takes with a subscription (docs.stripe.com/api/checkout/sessions/create#create_checkout_session-line_items). */
const MAX_BESIDE = 20;

/** Whether what is bought with a subscription fits on its first invoice: each thing is a line of it, and each seller's shipping. Pure. */
export function checkBeside(items: readonly QuotedItem[]): QuoteProblem[] {
  if (items.every(({ interval }) => interval === null)) return [];
  const once = items.filter(({ interval }) => interval === null);
  const parcels = new Set(once.filter(({ shippingMinor }) => shippingMinor > 0).map(({ sellerId }) => sellerId)).size;
  if (once.length + parcels <= MAX_BESIDE) return [];
  return [{ reason: 'too_many_beside', variantId: null, message: `With a subscription at most ${MAX_BESIDE} other things can be ordered at once, shipping of each seller included. Order the others apart.` }];
}
