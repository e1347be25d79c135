import type { ServiceTx } from '@/server/platform/db';
import { markCustomersRevoked } from './api-keys.queries';

/** Ends every key a customer made for itself, in the transaction that ends what it bought. */
export function revokeCustomerKeys(tx: ServiceTx, { customerId, at }: { customerId: string; at: Date }): Promise<void> {
  return markCustomersRevoked(tx, { customerId, at });
}
