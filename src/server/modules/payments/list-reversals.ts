import type Stripe from 'stripe';
import { callStripe, type Deadline } from './call-stripe';

/** What was given back of a payment, and what banks took back, as Stripe's objects. */
export interface Reversals {
  refunds: object[];
  /** Each with every movement it caused. */
  disputes: object[];
}

/** Only charges that say they are disputed have any, so most orders cost no further question. */
function isDisputed({ latest_charge: charge }: Stripe.PaymentIntent): boolean {
  return typeof charge === 'object' && charge?.disputed === true;
}

async function listDisputes(stripe: Stripe, payment_intent: string, deadline: Deadline): Promise<object[]> {
  const found = await callStripe((options) => stripe.disputes.list({ payment_intent, limit: 100 }, options), deadline);
  return Promise.all(
    found.data.map(async (dispute) => {
      const moved = await callStripe((options) => stripe.balanceTransactions.list({ source: dispute.id, limit: 100 }, options), deadline);
      return { ...dispute, movements: moved.data };
    }),
  );
}

/** A charge brings its ten newest refunds, failed ones too; only when there are more, or it brings none, is asked once again. */
async function listRefunds(stripe: Stripe, { id, latest_charge: charge }: Stripe.PaymentIntent, deadline: Deadline): Promise<object[]> {
  const brought = typeof charge === 'object' ? charge?.refunds : undefined;
  if (brought && !brought.has_more) return brought.data;
  const found = await callStripe((options) => stripe.refunds.list({ payment_intent: id, limit: 100 }, options), deadline);
  return found.data;
}

/** The refunds and disputes of a payment that came through; its intent with `latest_charge.refunds` expanded. Throws UNAVAILABLE. */
export async function listReversals(stripe: Stripe, intent: Stripe.PaymentIntent, deadline: Deadline): Promise<Reversals> {
  return { refunds: await listRefunds(stripe, intent, deadline), disputes: isDisputed(intent) ? await listDisputes(stripe, intent.id, deadline) : [] };
}
