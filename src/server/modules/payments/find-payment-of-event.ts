import type Stripe from 'stripe';
import { callStripe, deadlineIn, JOB_MS } from './call-stripe';
import { subscriptionOfInvoice } from './subscription-of-invoice';

type Subject = 'session' | 'charge' | 'refund' | 'dispute' | 'invoice' | 'subscription';

/** The events that may change an order or a subscription, and what kind of object their id names. All others are stored and ignored. */
const SUBJECTS: Record<string, Subject> = {
  'checkout.session.completed': 'session',
  'checkout.session.async_payment_succeeded': 'session',
  'checkout.session.async_payment_failed': 'session',
  'checkout.session.expired': 'session',
  'charge.refunded': 'charge',
  'refund.created': 'refund',
  'refund.updated': 'refund',
  'refund.failed': 'refund',
  'charge.dispute.created': 'dispute',
  'charge.dispute.updated': 'dispute',
  'charge.dispute.closed': 'dispute',
  'charge.dispute.funds_withdrawn': 'dispute',
  'charge.dispute.funds_reinstated': 'dispute',
  'invoice.paid': 'invoice',
  'invoice.payment_failed': 'invoice',
  'invoice.voided': 'invoice',
  'invoice.marked_uncollectible': 'invoice',
  'customer.subscription.created': 'subscription',
  'customer.subscription.updated': 'subscription',
  'customer.subscription.deleted': 'subscription',
  'customer.subscription.paused': 'subscription',
  'customer.subscription.resumed': 'subscription',
  'customer.subscription.trial_will_end': 'subscription',
};

export const ORDER_EVENT_TYPES = Object.keys(SUBJECTS);

/** Where the money of an event is told of: the Checkout session it came by, or the invoice of a later period. */
export type PaymentOfEvent = { sessionId: string } | { invoiceId: string };

const idOf = (reference: string | { id: string } | null) => (typeof reference === 'string' ? reference : (reference?.id ?? null));

async function paymentIntentOf(stripe: Stripe, subject: 'charge' | 'refund' | 'dispute', objectId: string): Promise<string | null> {
  if (subject === 'charge') return idOf((await callStripe((options) => stripe.charges.retrieve(objectId, {}, options), deadlineIn(JOB_MS))).payment_intent);
  if (subject === 'dispute') return idOf((await callStripe((options) => stripe.disputes.retrieve(objectId, {}, options), deadlineIn(JOB_MS))).payment_intent);
  return idOf((await callStripe((options) => stripe.refunds.retrieve(objectId, {}, options), deadlineIn(JOB_MS))).payment_intent);
}

async function findSession(stripe: Stripe, by: { payment_intent: string } | { subscription: string }): Promise<PaymentOfEvent | null> {
  const sessions = await callStripe((options) => stripe.checkout.sessions.list({ ...by, limit: 1 }, options), deadlineIn(JOB_MS));
  const [session] = sessions.data;
  return session ? { sessionId: session.id } : null;
}

/** The first invoice of a subscription is its session's; every later one stands for itself. */
async function ofInvoice(stripe: Stripe, invoiceId: string): Promise<PaymentOfEvent | null> {
  const invoice = await callStripe((options) => stripe.invoices.retrieve(invoiceId, {}, options), deadlineIn(JOB_MS));
  const subscription = subscriptionOfInvoice(invoice);
  if (subscription === null) return null;
  return invoice.billing_reason === 'subscription_create' ? findSession(stripe, { subscription }) : { invoiceId };
}

/** A charge and its intent do not name their invoice: the payments of invoices do (docs.stripe.com/api/invoice-payment). */
async function ofIntent(stripe: Stripe, paymentIntent: string): Promise<PaymentOfEvent | null> {
  const session = await findSession(stripe, { payment_intent: paymentIntent });
  if (session) return session;
  const payment = { type: 'payment_intent' as const, payment_intent: paymentIntent };
  const { data } = await callStripe((options) => stripe.invoicePayments.list({ payment, limit: 1 }, options), deadlineIn(JOB_MS));
  const invoiceId = data[0] ? idOf(data[0].invoice) : null;
  return invoiceId === null ? null : ofInvoice(stripe, invoiceId);
}

/**
 * Where to ask about what an event tells: found at Stripe by the object's id; nothing else of the payload is believed. What is said of a
 * subscription is found by the session that opened it. Null when the money belongs to no session and no subscription, such as a charge made in
 * the dashboard. Call it only for ORDER_EVENT_TYPES.
 */
export async function findPaymentOfEvent(stripe: Stripe, { type, objectId }: { type: string; objectId: string }): Promise<PaymentOfEvent | null> {
  const subject = SUBJECTS[type];
  if (!subject) throw new RangeError(`${type} says nothing of an order`);
  if (subject === 'session') return { sessionId: objectId };
  if (subject === 'subscription') return findSession(stripe, { subscription: objectId });
  if (subject === 'invoice') return ofInvoice(stripe, objectId);
  const paymentIntent = await paymentIntentOf(stripe, subject, objectId);
  return paymentIntent === null ? null : ofIntent(stripe, paymentIntent);
}
