import type Stripe from 'stripe';
import { callStripe, deadlineIn, JOB_MS, type Deadline } from './call-stripe';
import { toPaymentFact, type PaymentFact } from './to-payment-fact';

const EXPAND = ['payment_intent.latest_charge'];

function intentOf(session: Stripe.Checkout.Session): string | null {
  const intent = typeof session.payment_intent === 'string' ? session.payment_intent : session.payment_intent?.id;
  return intent && session.payment_status === 'paid' ? intent : null;
}

/** Only charges that say they are disputed have any, so most orders cost no further question. */
function isDisputed({ payment_intent }: Stripe.Checkout.Session): boolean {
  const charge = typeof payment_intent === 'object' ? payment_intent?.latest_charge : null;
  return typeof charge === 'object' && charge?.disputed === true;
}

/** The disputes of a payment, each with every movement it caused. */
async function listDisputes(stripe: Stripe, payment_intent: string, deadline: Deadline): Promise<object[]> {
  const found = await callStripe((options) => stripe.disputes.list({ payment_intent, limit: 100 }, options), deadline);
  return Promise.all(
    found.data.map(async (dispute) => {
      const moved = await callStripe((options) => stripe.balanceTransactions.list({ source: dispute.id, limit: 100 }, options), deadline);
      return { ...dispute, movements: moved.data };
    }),
  );
}

/** What Stripe holds true of a Checkout session at this moment. Throws UNAVAILABLE, UnreadableFactError, or Stripe's own refusal (`toStripeFailure` 'missing'). */
export async function getPaymentFact(stripe: Stripe, sessionId: string, deadline: Deadline = deadlineIn(JOB_MS)): Promise<PaymentFact> {
  const session = await callStripe((options) => stripe.checkout.sessions.retrieve(sessionId, { expand: EXPAND }, options), deadline);
  const payment_intent = intentOf(session);
  if (!payment_intent) return toPaymentFact(session, [], []);
  const refunds = await callStripe((options) => stripe.refunds.list({ payment_intent, limit: 100 }, options), deadline);
  const disputes = isDisputed(session) ? await listDisputes(stripe, payment_intent, deadline) : [];
  return toPaymentFact(session, refunds.data, disputes);
}
