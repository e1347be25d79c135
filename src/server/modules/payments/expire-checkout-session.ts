import type Stripe from 'stripe';
import { callStripe, CLICK_MS, deadlineIn, toStripeFailure } from './call-stripe';

/** Closes an open session so that nobody can pay it any more. False when it was not open: paid or expired meanwhile, which only Stripe knows. */
export async function expireCheckoutSession(stripe: Stripe, sessionId: string): Promise<boolean> {
  try {
    await callStripe((options) => stripe.checkout.sessions.expire(sessionId, {}, options), deadlineIn(CLICK_MS));
    return true;
  } catch (error) {
    const failure = toStripeFailure(error);
    if (failure !== 'refused' && failure !== 'missing') throw error;
    return false;
  }
}
