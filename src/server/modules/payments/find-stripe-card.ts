import type Stripe from 'stripe';
import type { CardView } from '@/shared/contracts/subscriptions';
import { callStripe, deadlineIn } from './call-stripe';

/** A page waits for it. */
const PATIENCE_MS = 2_500;

/** The card a subscription is charged to: its own, or else its customer's. Null when there is none, or it is no card. Throws UNAVAILABLE. */
export async function findStripeCard(stripe: Stripe, stripeSubscriptionId: string): Promise<CardView | null> {
  const deadline = deadlineIn(PATIENCE_MS);
  const { default_payment_method: own, customer } = await callStripe((options) => stripe.subscriptions.retrieve(stripeSubscriptionId, { expand: ['default_payment_method', 'customer'] }, options), deadline);
  const general = typeof customer === 'string' || customer.deleted ? null : customer.invoice_settings.default_payment_method;
  const found = own ?? general;
  if (found === null) return null;
  const { card } = typeof found === 'string' ? await callStripe((options) => stripe.paymentMethods.retrieve(found, {}, options), deadline) : found;
  return card ? { brand: card.brand, last4: card.last4, expires: `${String(card.exp_month).padStart(2, '0')}/${String(card.exp_year).slice(-2)}` } : null;
}
