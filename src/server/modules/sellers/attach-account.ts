import type { ServiceTx } from '@/server/platform/db';
import { keepAccount, relist } from './standing.queries';

/** Keeps a seller's account at Stripe: with it an approved seller is active, and what it has published is listed. Repeating it changes nothing. False when the seller may not have it. */
export async function attachAccount(tx: ServiceTx, account: { sellerId: string; stripeAccountId: string }): Promise<boolean> {
  if (!(await keepAccount(tx, account))) return false;
  await relist(tx, account.sellerId);
  return true;
}
