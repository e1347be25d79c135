import type { ServiceTx } from '@/server/platform/db';
import { markAllRevoked } from './api-keys.queries';

/** Ends every key of a platform, its customers' as well, in the transaction that archives it. */
export function revokePlatformKeys(tx: ServiceTx, { platformId, at }: { platformId: string; at: Date }): Promise<void> {
  return markAllRevoked(tx, { platformId, at });
}
