import type Stripe from 'stripe';
import { callStripe, deadlineIn, JOB_MS } from './call-stripe';
import { toCreditMoves } from './to-credit-moves';

const NEWEST = 24;

/** The newest paid invoices of a subscription that took money or moved its customer's credit, without the one its session paid, the oldest of them first. Throws UNAVAILABLE. */
export async function listStripeInvoices(stripe: Stripe, stripeSubscriptionId: string): Promise<string[]> {
  const { data } = await callStripe((options) => stripe.invoices.list({ subscription: stripeSubscriptionId, status: 'paid', limit: NEWEST }, options), deadlineIn(JOB_MS));
  const told = data.filter((invoice) => {
    const { creditMinor, grantedMinor } = toCreditMoves(invoice);
    return invoice.billing_reason !== 'subscription_create' && invoice.amount_paid + creditMinor + grantedMinor > 0;
  });
  return told.map(({ id }) => id).reverse();
}
