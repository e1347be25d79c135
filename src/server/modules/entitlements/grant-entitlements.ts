import type { ServiceTx } from '@/server/platform/db';
import { insertEntitlements } from './entitlement-grants.queries';

export interface EntitlementToGrant {
  /** A person or an organization, never both. */
  holder: { userId: string; organizationId?: undefined } | { organizationId: string; userId?: undefined };
  productId: string;
  orderItemId: string;
  source: 'purchase' | 'free';
  license: string | null;
  downloadLimit: number | null;
  /** The subscription whose end takes it back. */
  subscriptionId?: string;
  at: Date;
}

/** Gives the holder of each item its key, in the caller's transaction. An item grants once: a repeat changes nothing, and a revoked key stays revoked. */
export async function grantEntitlements(tx: ServiceTx, grants: readonly EntitlementToGrant[]): Promise<void> {
  if (grants.length > 0) await insertEntitlements(tx, grants);
}
