import type { ServiceTx } from '@/server/platform/db';
import { revokeOfSubscription } from './entitlement-grants.queries';

/** Takes back all that a subscription opened, in the caller's transaction: its own product and what it included. Repeating it keeps the first time and reason. */
export async function revokeBySubscription(tx: ServiceTx, { subscriptionId, reason, at }: { subscriptionId: string; reason: string; at: Date }): Promise<void> {
  await revokeOfSubscription(tx, { subscriptionId, reason, at });
}
