import type Stripe from 'stripe';
import { callStripe, deadlineIn, JOB_MS } from './call-stripe';
import { subscriptionOfInvoice } from './subscription-of-invoice';

/** The events that may change what a platform's customer pays for, and what kind of object their id names. */
const SUBJECTS: Record<string, 'session' | 'invoice' | 'subscription'> = {
  'checkout.session.completed': 'session',
  'customer.subscription.created': 'subscription',
  'customer.subscription.updated': 'subscription',
  'customer.subscription.deleted': 'subscription',
  'customer.subscription.paused': 'subscription',
  'customer.subscription.resumed': 'subscription',
  'invoice.paid': 'invoice',
  'invoice.payment_failed': 'invoice',
};

export const PLATFORM_EVENT_TYPES = Object.keys(SUBJECTS);

interface SubscriptionEvent {
  type: string;
  objectId: string;
  /** The connected account it comes from; null: our own. */
  accountId: string | null;
}

/** The subscription an event tells of, found at Stripe by the object's id; nothing else of the payload is believed. Null for money paid once. */
export async function findSubscriptionOfEvent(stripe: Stripe, { type, objectId, accountId }: SubscriptionEvent): Promise<string | null> {
  const subject = SUBJECTS[type];
  if (subject === undefined) throw new RangeError(`${type} says nothing of a subscription`);
  if (subject === 'subscription') return objectId;
  const on = (options: Stripe.RequestOptions) => ({ ...options, ...(accountId !== null && { stripeAccount: accountId }) });
  if (subject === 'invoice') return subscriptionOfInvoice(await callStripe((options) => stripe.invoices.retrieve(objectId, {}, on(options)), deadlineIn(JOB_MS)));
  const { subscription } = await callStripe((options) => stripe.checkout.sessions.retrieve(objectId, {}, on(options)), deadlineIn(JOB_MS));
  return typeof subscription === 'string' ? subscription : (subscription?.id ?? null);
}
