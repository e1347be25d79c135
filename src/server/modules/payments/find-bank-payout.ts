import type Stripe from 'stripe';
import { callStripe, deadlineIn, JOB_MS, toStripeFailure } from './call-stripe';

/** A payout from a seller's account at Stripe to the seller's bank, as Stripe holds it at this moment. */
export interface BankPayoutFact {
  stripePayoutId: string;
  amountMinor: number;
  currency: string;
  status: 'pending' | 'in_transit' | 'paid' | 'failed' | 'canceled';
  /** Why it failed, in Stripe's words. */
  failure: string;
  createdAt: Date;
  arrivesAt: Date;
}

const STATUSES = ['pending', 'in_transit', 'paid', 'failed', 'canceled'] as const;

/** Asks Stripe, as the seller's account, for one of its payouts; null when it knows none. Throws UNAVAILABLE. */
export async function findBankPayout(stripe: Stripe, { stripeAccountId, stripePayoutId }: { stripeAccountId: string; stripePayoutId: string }): Promise<BankPayoutFact | null> {
  try {
    const payout = await callStripe((options) => stripe.payouts.retrieve(stripePayoutId, {}, { ...options, stripeAccount: stripeAccountId }), deadlineIn(JOB_MS));
    const status = STATUSES.find((one) => one === payout.status);
    if (!status) throw new Error(`Stripe's payout ${stripePayoutId} is ${payout.status}`);
    return {
      stripePayoutId: payout.id,
      amountMinor: payout.amount,
      currency: payout.currency,
      status,
      failure: (payout.failure_message ?? payout.failure_code ?? '').slice(0, 500),
      createdAt: new Date(payout.created * 1000),
      arrivesAt: new Date(payout.arrival_date * 1000),
    };
  } catch (error) {
    if (toStripeFailure(error) === 'missing') return null;
    throw error;
  }
}
