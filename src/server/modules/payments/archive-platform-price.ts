import type Stripe from 'stripe';
import { callStripe, toStripeFailure, type Deadline } from './call-stripe';

/** Puts a price aside at Stripe: nobody can buy at it any more, and who subscribed goes on. May be repeated; a price Stripe does not know is aside already. Throws UNAVAILABLE. */
export async function archivePlatformPrice(stripe: Stripe, price: { stripePriceId: string; stripeAccountId: string | null }, deadline: Deadline): Promise<void> {
  const { stripePriceId, stripeAccountId } = price;
  try {
    await callStripe((options) => stripe.prices.update(stripePriceId, { active: false }, { ...options, ...(stripeAccountId !== null && { stripeAccount: stripeAccountId }) }), deadline);
  } catch (error) {
    if (toStripeFailure(error) !== 'missing') throw error;
  }
}
