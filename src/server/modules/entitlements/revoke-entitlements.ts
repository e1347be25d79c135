import type { ServiceTx } from '@/server/platform/db';
import { revokeByOrderItems } from './entitlement-grants.queries';

/** Takes the keys of these items back, in the caller's transaction. Keys bought apart stay. Repeating it keeps the first time and reason. */
export async function revokeEntitlements(tx: ServiceTx, { orderItemIds, reason, at }: { orderItemIds: readonly string[]; reason: string; at: Date }): Promise<void> {
  if (orderItemIds.length > 0) await revokeByOrderItems(tx, { orderItemIds, reason, at });
}
