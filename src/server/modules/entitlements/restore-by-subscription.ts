import type { ServiceTx } from '@/server/platform/db';
import { restoreOfSubscription } from './entitlement-grants.queries';

/** Gives back what a subscription had opened and what was taken for this very reason, in the caller's transaction. What was taken for another reason stays away. */
export async function restoreBySubscription(tx: ServiceTx, { subscriptionId, reason }: { subscriptionId: string; reason: string }): Promise<void> {
  await restoreOfSubscription(tx, { subscriptionId, reason });
}
