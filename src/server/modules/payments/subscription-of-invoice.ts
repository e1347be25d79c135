import type Stripe from 'stripe';

/** The subscription an invoice belongs to; null for any other invoice. Pure. */
export function subscriptionOfInvoice({ parent }: Pick<Stripe.Invoice, 'parent'>): string | null {
  const subscription = parent?.subscription_details?.subscription ?? null;
  return typeof subscription === 'string' ? subscription : (subscription?.id ?? null);
}
