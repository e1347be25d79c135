import type Stripe from 'stripe';
import { callStripe, deadlineIn, JOB_MS } from './call-stripe';

const NEWEST = 24;

/** The newest paid invoices of a subscription that took money, without the one its session paid. Throws UNAVAILABLE. */
export async function listStripeInvoices(stripe: Stripe, stripeSubscriptionId: string): Promise<string[]> {
  const { data } = await callStripe((options) => stripe.invoices.list({ subscription: stripeSubscriptionId, status: 'paid', limit: NEWEST }, options), deadlineIn(JOB_MS));
  return data.filter(({ billing_reason: reason, amount_paid: amount }) => reason !== 'subscription_create' && amount > 0).map(({ id }) => id);
}
