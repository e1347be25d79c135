import type { Database } from '@/server/platform/db';
import { findUnpaidSellers } from './standing.queries';

/** Active sellers that have no account at Stripe yet. For the operator's own machine: nobody is asked. */
export async function listUnpaidSellers(db: Database): Promise<{ sellerId: string; country: string }[]> {
  return findUnpaidSellers(db.readAsService('the operator looks for sellers without an account'));
}
