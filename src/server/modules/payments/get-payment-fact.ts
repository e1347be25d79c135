import type Stripe from 'stripe';
import { callStripe, deadlineIn, JOB_MS, type Deadline } from './call-stripe';
import { toPaymentFact, type PaymentFact } from './to-payment-fact';

const EXPAND = ['payment_intent.latest_charge'];

async function listRefunds(stripe: Stripe, session: Stripe.Checkout.Session, deadline: Deadline): Promise<Stripe.Refund[]> {
  const intent = typeof session.payment_intent === 'string' ? session.payment_intent : session.payment_intent?.id;
  if (!intent || session.payment_status !== 'paid') return [];
  const page = await callStripe((options) => stripe.refunds.list({ payment_intent: intent, limit: 100 }, options), deadline);
  return page.data;
}

/** What Stripe holds true of a Checkout session at this moment. Throws UNAVAILABLE, UnreadableFactError, or Stripe's own refusal (`toStripeFailure` 'missing'). */
export async function getPaymentFact(stripe: Stripe, sessionId: string, deadline: Deadline = deadlineIn(JOB_MS)): Promise<PaymentFact> {
  const session = await callStripe((options) => stripe.checkout.sessions.retrieve(sessionId, { expand: EXPAND }, options), deadline);
  return toPaymentFact(session, await listRefunds(stripe, session, deadline));
}
