import { authenticateApiKey } from '@/server/modules/api-keys/authenticate-api-key';
import { authenticateToken } from '@/server/modules/api-keys/authenticate-token';
import { isAllowedOrigin } from '@/server/modules/platforms/is-allowed-origin';
import type { PlatformMode, PlatformScope } from '@/shared/contracts/api-keys';
import { AppError } from '@/shared/errors';
import type { Call, HttpRequest } from '../call';
import { countAgainst, refuseGuesser } from '../limits';

/** A platform, or one of its customers, that calls. */
export interface PlatformCaller {
  platformId: string;
  mode: PlatformMode;
  /** Null for the platform itself; else the only customer this caller may speak for. */
  customer: string | null;
  /** What a token says of its customer's tier. */
  claim: { tier: string; at: Date } | undefined;
}

/** What a token signed by the developer may do, in its customer's name. */
const TOKEN_SCOPES: ReadonlySet<PlatformScope> = new Set(['usage:write', 'usage:read']);

/** The secret of an Authorization header. */
export function bearerOf(request: HttpRequest): string | undefined {
  const header = request.header('authorization');
  return header !== null && header.length > 7 && header.slice(0, 7).toLowerCase() === 'bearer ' ? header.slice(7).trim() : undefined;
}

/** Who calls with a platform's key, a customer's key or a token. Throws UNAUTHENTICATED, or FORBIDDEN where the scope is missing. */
export async function authenticatePlatform(request: HttpRequest, call: Call, scope: PlatformScope): Promise<PlatformCaller> {
  const secret = bearerOf(request);
  if (secret === undefined) throw new AppError('UNAUTHENTICATED', 'Send your key as “Authorization: Bearer lk_…”.', { reason: 'no_key' });
  if (!secret.startsWith('lk_')) return authenticateByToken(secret, request, { call, scope });
  const key = await authenticateApiKey(call.platform, secret, () => refuseGuesser(call));
  if (!key) {
    await countAgainst('guess', call);
    throw new AppError('UNAUTHENTICATED', 'This key is unknown, was revoked, or is over.', { reason: 'unknown_key' });
  }
  const { platformId, mode, customer } = key;
  call.keyId = key.keyId;
  if (platformId === null || mode === null || !key.scopes.includes(scope)) throw new AppError('FORBIDDEN', `This key has no scope ${scope}.`, { reason: 'scope', scope });
  return { platformId, mode, customer, claim: undefined };
}

async function authenticateByToken(secret: string, request: HttpRequest, { call, scope }: { call: Call; scope: PlatformScope }): Promise<PlatformCaller> {
  const token = await authenticateToken(call.platform, secret, () => refuseGuesser(call));
  if (!token) {
    await countAgainst('guess', call);
    throw new AppError('UNAUTHENTICATED', 'This token is not valid: its signer, its signature, or its times.', { reason: 'unknown_token' });
  }
  if (!TOKEN_SCOPES.has(scope)) throw new AppError('FORBIDDEN', 'A token may count and read usage alone. Use a key.', { reason: 'scope', scope });
  const { platformId, mode, customer, claim } = token;
  call.platformId = platformId;
  const origin = request.header('origin');
  if (origin !== null && !(await isAllowedOrigin(call.platform, { origin, platformId }))) throw new AppError('FORBIDDEN', 'This platform does not let pages of that site call.', { reason: 'foreign_origin' });
  return { platformId, mode, customer, claim };
}
