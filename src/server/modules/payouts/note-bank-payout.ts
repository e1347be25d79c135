import { findBankPayout } from '@/server/modules/payments/find-bank-payout';
import { clock } from '@/server/platform/clock';
import type { Platform } from '@/server/platform/platform';
import { saveBankPayout } from './bank-payouts.queries';

/**
 * Asks Stripe what became of a payout from a seller's account to the seller's bank, and notes it for the seller's page: once per payout, however
 * often and in whatever order this is called. No money of ours moves by it. False when the account is no seller's or Stripe knows no such payout.
 * Throws UNAVAILABLE when Stripe does not answer.
 */
export async function noteBankPayout({ db, stripe }: Pick<Platform, 'db' | 'stripe'>, payout: { stripeAccountId: string; stripePayoutId: string }): Promise<boolean> {
  const askedAt = clock.now();
  const fact = await findBankPayout(stripe, payout);
  if (!fact) return false;
  return db.asService('what Stripe says of a seller is written by the service alone', (tx) => saveBankPayout(tx, { fact, stripeAccountId: payout.stripeAccountId, askedAt }));
}
