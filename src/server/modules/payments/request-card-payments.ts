import type Stripe from 'stripe';
import { callStripe, CLICK_MS, deadlineIn } from './call-stripe';

/** Asks Stripe to let a connected account charge cards in its own name, which direct charges need (docs.stripe.com/connect/account-capabilities). It may then want to know more of the seller. May be repeated. Throws UNAVAILABLE. */
export async function requestCardPayments(stripe: Stripe, stripeAccountId: string): Promise<void> {
  await callStripe((options) => stripe.accounts.update(stripeAccountId, { capabilities: { card_payments: { requested: true } } }, options), deadlineIn(CLICK_MS));
}
