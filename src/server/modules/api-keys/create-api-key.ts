import { randomBytes } from 'node:crypto';
import type { ServiceTx } from '@/server/platform/db';
import { CUSTOMER_SCOPES, PERSONAL_SCOPES, PLATFORM_SCOPES, type ApiScope, type CreatedApiKey, type PlatformMode } from '@/shared/contracts/api-keys';
import { AppError } from '@/shared/errors';
import { newId } from '@/shared/ids';
import { insertApiKey } from './api-keys.queries';
import { hashApiKey } from './hash-api-key';

/** Whose key it is: a platform's in one of its worlds, one customer's of it, or a person's own. */
export type ApiKeyOwner = { platformId: string; mode: PlatformMode; customerId?: string } | { userId: string };

export interface ApiKeyToCreate {
  owner: ApiKeyOwner;
  name: string;
  scopes: readonly ApiScope[];
  expiresAt: Date | null;
  /** Null when a machine makes it. */
  createdBy: string | null;
  /** The key it takes over from. */
  rotatedFrom?: string;
  at: Date;
}

const SECRET_BYTES = 32;
/** As much of a key as is kept readable: its kind, and too little of the secret to guess the rest. */
const PREFIX_LENGTH = 18;

function scopesOf(owner: ApiKeyOwner): readonly string[] {
  if ('userId' in owner) return PERSONAL_SCOPES;
  return owner.customerId === undefined ? PLATFORM_SCOPES : CUSTOMER_SCOPES;
}

/**
 * Draws a key and keeps its hash and its first 18 characters; the key itself is in the answer and nowhere else. For verbs that have checked who
 * asks. Throws INVALID_INPUT for scopes the owner's keys cannot have and for an end that is past, CONFLICT when `rotatedFrom` has an heir.
 */
export async function createApiKey(tx: ServiceTx, { owner, name, scopes, expiresAt, createdBy, rotatedFrom, at }: ApiKeyToCreate): Promise<CreatedApiKey> {
  const allowed = scopesOf(owner);
  if (scopes.length === 0 || !scopes.every((scope) => allowed.includes(scope))) throw new AppError('INVALID_INPUT', 'This key cannot have these scopes.', { field: 'scopes' });
  if (expiresAt && expiresAt <= at) throw new AppError('INVALID_INPUT', 'The key would have expired already.', { field: 'expiresAt' });
  const id = newId('apiKey', at.getTime());
  const key = `lk_${'userId' in owner ? 'personal' : owner.mode}_${randomBytes(SECRET_BYTES).toString('base64url')}`;
  const whose = 'userId' in owner ? { platformId: null, mode: null, customerId: null, userId: owner.userId } : { platformId: owner.platformId, mode: owner.mode, customerId: owner.customerId ?? null, userId: null };
  const unique = [...new Set(scopes)];
  const isNew = await insertApiKey(tx, { id, ...whose, name, prefix: key.slice(0, PREFIX_LENGTH), hash: hashApiKey(key), scopes: unique, expiresAt, rotatedFrom: rotatedFrom ?? null, createdBy, createdAt: at });
  if (!isNew) throw new AppError('CONFLICT', 'Another key has taken over from this one already. Rotate that one.', { reason: 'rotated' });
  return { id, key };
}
