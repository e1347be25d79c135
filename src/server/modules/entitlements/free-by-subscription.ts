import type { ServiceTx } from '@/server/platform/db';
import { clearDownloadLimits } from './entitlement-grants.queries';

/** Takes the limit of a trial off all that a membership has opened, in the caller's transaction. A repeat changes nothing. */
export async function freeBySubscription(tx: ServiceTx, { subscriptionId }: { subscriptionId: string }): Promise<void> {
  await clearDownloadLimits(tx, subscriptionId);
}
