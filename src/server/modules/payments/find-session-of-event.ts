import type Stripe from 'stripe';
import { callStripe, deadlineIn, JOB_MS } from './call-stripe';

type Subject = 'session' | 'charge' | 'refund' | 'dispute';

/** The events that may change an order, and what kind of object their id names. All others are stored and ignored. */
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
};

export const ORDER_EVENT_TYPES = Object.keys(SUBJECTS);

const idOf = (reference: string | { id: string } | null) => (typeof reference === 'string' ? reference : (reference?.id ?? null));

async function paymentIntentOf(stripe: Stripe, subject: Subject, objectId: string): Promise<string | null> {
  if (subject === 'charge') return idOf((await callStripe((options) => stripe.charges.retrieve(objectId, {}, options), deadlineIn(JOB_MS))).payment_intent);
  if (subject === 'dispute') return idOf((await callStripe((options) => stripe.disputes.retrieve(objectId, {}, options), deadlineIn(JOB_MS))).payment_intent);
  return idOf((await callStripe((options) => stripe.refunds.retrieve(objectId, {}, options), deadlineIn(JOB_MS))).payment_intent);
}

/**
 * The Checkout session an event is about, asked of Stripe by the object's id; nothing else of the payload is believed.
 * Null when the money belongs to no session, such as a charge made in the dashboard. Call it only for ORDER_EVENT_TYPES.
 */
export async function findSessionOfEvent(stripe: Stripe, { type, objectId }: { type: string; objectId: string }): Promise<string | null> {
  const subject = SUBJECTS[type];
  if (!subject) throw new RangeError(`${type} says nothing of an order`);
  if (subject === 'session') return objectId;
  const paymentIntent = await paymentIntentOf(stripe, subject, objectId);
  if (!paymentIntent) return null;
  const sessions = await callStripe((options) => stripe.checkout.sessions.list({ payment_intent: paymentIntent, limit: 1 }, options), deadlineIn(JOB_MS));
  return sessions.data[0]?.id ?? null;
}
