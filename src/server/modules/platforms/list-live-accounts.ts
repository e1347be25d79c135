import type { Database } from '@/server/platform/db';
import { findLiveAccounts } from './platforms.queries';

/** The connected accounts on which live platforms charge their customers. */
export function listLiveAccounts(db: Pick<Database, 'readAsService'>): Promise<string[]> {
  return findLiveAccounts(db.readAsService('whose events to ask Stripe for is the service’s to know'));
}
