import type Stripe from 'stripe';
import { callStripe, deadlineIn, JOB_MS, toStripeFailure, type Deadline } from './call-stripe';

/** What Stripe holds true of a seller's account at this moment. */
export interface AccountFact {
  stripeAccountId: string;
  /** The seller it was opened for; null for an account that is none of ours. */
  sellerId: string | null;
  /** Cards can be charged in the account's own name. */
  chargesEnabled: boolean;
  /** Money can be sent to the account and from there to a bank. */
  payoutsEnabled: boolean;
  detailsSubmitted: boolean;
  /** What Stripe wants to know before or instead of more, in its own field names. */
  requirements: string[];
}

/** Reads an account. Without the transfers capability a transfer is refused, so it counts as not payable (docs.stripe.com/connect/account-capabilities). Pure. */
export function toAccountFact(account: Stripe.Account): AccountFact {
  const { currently_due: due, past_due: overdue } = account.requirements ?? {};
  return {
    stripeAccountId: account.id,
    sellerId: account.metadata?.seller_id ?? null,
    chargesEnabled: account.charges_enabled && account.capabilities?.card_payments === 'active',
    payoutsEnabled: account.payouts_enabled && account.capabilities?.transfers === 'active',
    detailsSubmitted: account.details_submitted,
    requirements: [...new Set([...(overdue ?? []), ...(due ?? [])])].sort(),
  };
}

/** Asks Stripe for an account; null when it knows none of this id that is ours. Throws UNAVAILABLE. */
export async function findAccountFact(stripe: Stripe, stripeAccountId: string, deadline: Deadline = deadlineIn(JOB_MS)): Promise<AccountFact | null> {
  try {
    return toAccountFact(await callStripe((options) => stripe.accounts.retrieve(stripeAccountId, {}, options), deadline));
  } catch (error) {
    if (toStripeFailure(error) === 'missing') return null;
    throw error;
  }
}
