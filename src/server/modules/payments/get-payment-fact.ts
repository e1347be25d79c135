import type Stripe from 'stripe';
import { callStripe, deadlineIn, JOB_MS, type Deadline } from './call-stripe';
import { findInvoicePayment } from './find-invoice-payment';
import { getSubscriptionFact } from './get-subscription-fact';
import { listReversals } from './list-reversals';
import { BalancedInvoice, toCreditMoves } from './to-credit-moves';
import { readFact, toPaymentFact, type PaymentFact } from './to-payment-fact';

const EXPAND = ['payment_intent.latest_charge.refunds', 'invoice'];

const idOf = (reference: string | { id: string } | null | undefined) => (typeof reference === 'object' ? (reference?.id ?? null) : (reference ?? null));

function intentOf({ payment_intent: intent }: Stripe.Checkout.Session): Stripe.PaymentIntent | null {
  return typeof intent === 'object' ? intent : null;
}

/** What a credit of the customer's paid of the first invoice. Throws UnreadableFactError. */
function creditOf({ invoice }: Stripe.Checkout.Session): number {
  return toCreditMoves(readFact(BalancedInvoice, invoice)).creditMinor;
}

/** A session's own fact, once it is known which payment is meant. */
async function toFact(stripe: Stripe, { session, intent }: { session: Stripe.Checkout.Session; intent: Stripe.PaymentIntent | null }, deadline: Deadline): Promise<PaymentFact> {
  const { refunds, disputes } = intent && session.payment_status === 'paid' ? await listReversals(stripe, intent, deadline) : { refunds: [], disputes: [] };
  return toPaymentFact({ ...session, payment_intent: intent }, refunds, disputes);
}

/**
 * What Stripe holds true of a Checkout session at this moment, with the subscription it opened. Such a session has no payment of its own: its
 * first invoice has, and what that took, of a card and of the customer's credit, is what was paid. Throws UNAVAILABLE, UnreadableFactError, or Stripe's own refusal (`toStripeFailure` 'missing').
 */
export async function getPaymentFact(stripe: Stripe, sessionId: string, deadline: Deadline = deadlineIn(JOB_MS)): Promise<PaymentFact> {
  const session = await callStripe((options) => stripe.checkout.sessions.retrieve(sessionId, { expand: EXPAND }, options), deadline);
  const [stripeSubscriptionId, invoiceId] = [idOf(session.subscription), idOf(session.invoice)];
  if (stripeSubscriptionId === null || invoiceId === null) return toFact(stripe, { session, intent: intentOf(session) }, deadline);
  const payment = await findInvoicePayment(stripe, invoiceId, deadline);
  const subscription = await getSubscriptionFact(stripe, { stripeSubscriptionId }, deadline);
  const fact = await toFact(stripe, { session, intent: payment?.intent ?? null }, deadline);
  return { ...fact, invoiceId, subscription, ...(fact.state === 'paid' && { amountMinor: payment?.paidMinor ?? 0, creditMinor: creditOf(session) }) };
}
