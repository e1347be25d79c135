import { z } from 'zod';
import { lineOf } from './text';

/** The two worlds of a platform; nothing of one is seen in the other. */
export const PLATFORM_MODES = ['preview', 'live'] as const;
export const PlatformMode = z.enum(PLATFORM_MODES, 'preview or live');
export type PlatformMode = z.infer<typeof PlatformMode>;

/** What a platform's key may do. */
export const PLATFORM_SCOPES = ['usage:write', 'usage:read', 'customers:read', 'customers:write', 'checkout:write', 'tiers:read'] as const;
/** What the key of a platform's customer may do: see its own usage. */
export const CUSTOMER_SCOPES = ['usage:read'] as const;
/** What a person's own token may do. */
export const PERSONAL_SCOPES = ['catalog:read', 'entitlements:read', 'downloads:read'] as const;

export const PlatformScope = z.enum(PLATFORM_SCOPES, 'not a scope of a platform’s key');
export type PlatformScope = z.infer<typeof PlatformScope>;
export const PersonalScope = z.enum(PERSONAL_SCOPES, 'not a scope of a personal token');
export type PersonalScope = z.infer<typeof PersonalScope>;
export const ApiScope = z.enum([...PLATFORM_SCOPES, ...PERSONAL_SCOPES]);
export type ApiScope = z.infer<typeof ApiScope>;

export const ApiKeyName = lineOf(60);
export const ApiKeyId = z.string().regex(/^aky_[0-9a-z]{26}$/, 'not the id of a key');

export const ApiKeyState = z.enum(['active', 'ending', 'expired', 'revoked']);
export type ApiKeyState = z.infer<typeof ApiKeyState>;

/** A key as its owner sees it afterwards: never its secret. */
export const ApiKeyView = z.object({
  id: z.string(),
  name: z.string(),
  /** The beginning of the key, to recognise it by. */
  prefix: z.string(),
  scopes: z.array(ApiScope),
  /** `ending`: another has taken over, and it works until `expiresAt`. */
  state: ApiKeyState,
  expiresAt: z.string().nullable(),
  lastUsedAt: z.string().nullable(),
  createdAt: z.string(),
});
export type ApiKeyView = z.infer<typeof ApiKeyView>;

export const ApiKeyPage = z.object({ items: z.array(ApiKeyView), nextCursor: z.string().nullable() });
export type ApiKeyPage = z.infer<typeof ApiKeyPage>;

/** The only answer that ever holds a key: it is kept as a hash. */
export const CreatedApiKey = z.object({ id: z.string(), key: z.string() });
export type CreatedApiKey = z.infer<typeof CreatedApiKey>;
