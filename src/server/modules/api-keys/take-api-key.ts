import type { ServiceTx } from '@/server/platform/db';
import { AppError } from '@/shared/errors';
import { lockApiKey, type LockedApiKey } from './api-keys.queries';

/** Whose key may be acted on: any of a platform's, its customers' among them, one customer's, or a person's own. */
export type KeyOwner = { platformId: string } | { customerId: string } | { userId: string };

function isOwnedBy(key: LockedApiKey, owner: KeyOwner): boolean {
  if ('platformId' in owner) return key.platformId === owner.platformId;
  return 'customerId' in owner ? key.customerId === owner.customerId : key.userId === owner.userId;
}

/** Locks a key that still works and is this owner's. Throws NOT_FOUND for every other. */
export async function takeApiKey(tx: ServiceTx, { keyId, owner, at }: { keyId: string; owner: KeyOwner; at: Date }): Promise<LockedApiKey> {
  const key = await lockApiKey(tx, { keyId, at });
  if (!key || !isOwnedBy(key, owner)) throw new AppError('NOT_FOUND', 'There is no such key that still works.');
  return key;
}
