import type { ServiceTx } from '@/server/platform/db';
import type { CreatedApiKey } from '@/shared/contracts/api-keys';
import { HOUR_MS } from '@/shared/time';
import { createApiKey } from './create-api-key';
import { markRevoked, shortenApiKey } from './api-keys.queries';
import { takeApiKey, type KeyOwner } from './take-api-key';

export interface ApiKeyToRotate {
  keyId: string;
  owner: KeyOwner;
  /** How long both work; 0: the old one ends at once. */
  overlapHours: number;
  rotatedBy: string;
  at: Date;
}

/**
 * Draws a key that takes over from another, with its name, its scopes and as long a life; the old one works for the overlap and no longer than it
 * would have. For verbs that have checked who asks. Throws NOT_FOUND for a key that is not the owner's or works no more, CONFLICT for one that
 * another has taken over from already.
 */
export async function rotateApiKey(tx: ServiceTx, { keyId, owner, overlapHours, rotatedBy, at }: ApiKeyToRotate): Promise<CreatedApiKey> {
  const old = await takeApiKey(tx, { keyId, owner, at });
  const { platformId, mode, customerId, userId, name, scopes, expiresAt, createdAt } = old;
  const newOwner = platformId !== null && mode !== null ? { platformId, mode, ...(customerId !== null && { customerId }) } : { userId: userId ?? rotatedBy };
  const endsAt = expiresAt && new Date(at.getTime() + expiresAt.getTime() - createdAt.getTime());
  const created = await createApiKey(tx, { owner: newOwner, name, scopes, expiresAt: endsAt, createdBy: rotatedBy, rotatedFrom: keyId, at });
  if (overlapHours === 0) await markRevoked(tx, { keyId, at });
  else await shortenApiKey(tx, { keyId, endsAt: new Date(at.getTime() + overlapHours * HOUR_MS) });
  return created;
}
