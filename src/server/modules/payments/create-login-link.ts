import type Stripe from 'stripe';
import { callStripe, CLICK_MS, deadlineIn, toStripeFailure } from './call-stripe';

/** The address of a seller's own dashboard at Stripe; works once. Null while the seller has not told Stripe enough to have one. */
export async function createLoginLink(stripe: Stripe, stripeAccountId: string): Promise<string | null> {
  try {
    const { url } = await callStripe((options) => stripe.accounts.createLoginLink(stripeAccountId, {}, options), deadlineIn(CLICK_MS));
    return url;
  } catch (error) {
    if (toStripeFailure(error) === 'refused') return null;
    throw error;
  }
}
