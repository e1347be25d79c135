import { findAccountFact } from '@/server/modules/payments/find-account-fact';
import { clock } from '@/server/platform/clock';
import type { Platform } from '@/server/platform/platform';
import { attachAccount } from './attach-account';
import { hasSellerAccount, saveStanding } from './standing.queries';

const REASON = 'what Stripe says of a seller is written by the service alone';

/**
 * Asks Stripe what is true of an account and writes it to the seller it was opened for. May run at any time, any number of times, in any order:
 * a late answer does not overwrite a younger one. An account of ours that got lost before it was kept is kept now. False when the account is no
 * seller's. Throws UNAVAILABLE when Stripe does not answer.
 */
export async function syncSellerAccount({ db, stripe }: Pick<Platform, 'db' | 'stripe'>, stripeAccountId: string): Promise<boolean> {
  const askedAt = clock.now();
  const fact = await findAccountFact(stripe, stripeAccountId);
  if (!fact) return false;
  return db.asService(REASON, async (tx) => {
    const known = await hasSellerAccount(tx, stripeAccountId);
    // The mark is ours: only the platform's key writes metadata of its accounts.
    if (!known && (fact.sellerId === null || !(await attachAccount(tx, { sellerId: fact.sellerId, stripeAccountId })))) return false;
    await saveStanding(tx, { fact, askedAt });
    return true;
  });
}
