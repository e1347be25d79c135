import type { ServiceTx } from '@/server/platform/db';
import { hasSellerAccount } from './standing.queries';

/** Whether an account of Stripe's is one of our sellers'. */
export function isSellerAccount(tx: ServiceTx, stripeAccountId: string): Promise<boolean> {
  return hasSellerAccount(tx, stripeAccountId);
}
