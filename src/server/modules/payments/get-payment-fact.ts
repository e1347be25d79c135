import type Stripe from 'stripe';
import { callStripe, JOB_BUDGET_MS } from './call-stripe';
import { toPaymentFact, type PaymentFact } from './to-payment-fact';

const EXPAND = ['payment_intent.latest_charge'];

async function listRefunds(stripe: Stripe, session: Stripe.Checkout.Session, budgetMs: number): Promise<Stripe.Refund[]> {
  const intent = typeof session.payment_intent === 'string' ? session.payment_intent : session.payment_intent?.id;
  if (!intent || session.payment_status !== 'paid') return [];
  const page = await callStripe((options) => stripe.refunds.list({ payment_intent: intent, limit: 100 }, options), budgetMs);
  return page.data;
}

/** What Stripe holds true of a Checkout session at this moment. Throws UNAVAILABLE, UnreadableFactError, or Stripe's own refusal (`toStripeFailure` 'missing'). */
export async function getPaymentFact(stripe: Stripe, sessionId: string, budgetMs: number = JOB_BUDGET_MS): Promise<PaymentFact> {
  const session = await callStripe((options) => stripe.checkout.sessions.retrieve(sessionId, { expand: EXPAND }, options), budgetMs);
  return toPaymentFact(session, await listRefunds(stripe, session, budgetMs));
}
