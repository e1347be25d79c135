import type { ServiceTx } from '@/server/platform/db';
import { restoreByOrderItems } from './entitlement-grants.queries';

/** Gives back keys that were taken for this very reason (a refund that failed afterwards), in the caller's transaction. Keys taken for another reason stay away. */
export async function restoreEntitlements(tx: ServiceTx, { orderItemIds, reason }: { orderItemIds: readonly string[]; reason: string }): Promise<void> {
  if (orderItemIds.length > 0) await restoreByOrderItems(tx, { orderItemIds, reason });
}
