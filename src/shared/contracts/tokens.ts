import { z } from 'zod';
import { ApiKeyId, ApiKeyName, PersonalScope } from './api-keys';
import { Cursor } from './cursor';

/** Tokens of one person that work at once. */
export const MOST_TOKENS = 50;

export const CreateTokenInput = z.strictObject({
  name: ApiKeyName,
  scopes: z.array(PersonalScope).min(1, 'choose one at least').max(3, 'names a scope twice'),
  /** Null: until it is revoked. */
  expiresInDays: z.number().int().min(1, 'a day at least').max(3650, 'ten years at most').nullable(),
});
export type CreateTokenInput = z.infer<typeof CreateTokenInput>;

export const ListTokensInput = z.strictObject({ cursor: Cursor.optional(), limit: z.number().int().min(1).max(100).default(50) });
export type ListTokensInput = z.infer<typeof ListTokensInput>;

export const RevokeTokenInput = z.strictObject({ keyId: ApiKeyId });
export type RevokeTokenInput = z.infer<typeof RevokeTokenInput>;
