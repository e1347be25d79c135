import type { ServiceTx } from '@/server/platform/db';
import { markRevoked } from './api-keys.queries';
import { takeApiKey, type KeyOwner } from './take-api-key';

/** Ends a key for good, felt everywhere at once. For verbs that have checked who asks. Throws NOT_FOUND for one that is not the owner's or works no more. */
export async function revokeApiKey(tx: ServiceTx, { keyId, owner, at }: { keyId: string; owner: KeyOwner; at: Date }): Promise<{ name: string }> {
  const { name } = await takeApiKey(tx, { keyId, owner, at });
  await markRevoked(tx, { keyId, at });
  return { name };
}
