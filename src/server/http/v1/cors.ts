import { isAllowedOrigin } from '@/server/modules/platforms/is-allowed-origin';
import type { ApiOperation } from '@/shared/contracts/v1/operation';
import type { Call, HttpRequest } from '../call';

const READABLE = 'x-request-id, ratelimit, ratelimit-policy, ratelimit-limit, ratelimit-remaining, ratelimit-reset, retry-after, idempotency-replayed';
const SENDABLE = 'authorization, content-type, idempotency-key, x-request-id';

type Headers = Record<string, string>;

const isOpen = ({ access }: ApiOperation) => access.by === 'anyone' || (access.by === 'person' && access.optional === true);
const takesTokens = ({ access }: ApiOperation) => access.by === 'platform' && access.token === true;

/**
 * What a browser on another site may read of an answer. Where no key is needed and none was sent, everybody; where a signed token does, the sites the
 * token's platform allows; everywhere else nobody: keys do not belong in a browser. Credentials are never allowed.
 */
export async function corsHeaders(request: HttpRequest, call: Call, { operation, platformId }: { operation: ApiOperation; platformId?: string | undefined }): Promise<Headers> {
  const readable = { 'access-control-expose-headers': READABLE, 'cross-origin-resource-policy': 'cross-origin' };
  const authorization = request.header('authorization');
  if (isOpen(operation)) return { vary: 'authorization', ...(authorization === null && { 'access-control-allow-origin': '*', ...readable }) };
  const origin = request.header('origin');
  if (!takesTokens(operation)) return {};
  const isKey = /^bearer\s+lk_/i.test(authorization ?? '');
  const isAllowed = origin !== null && !isKey && (await isAllowedOrigin(call.platform, { origin, platformId }));
  return { vary: 'origin, authorization', ...(isAllowed && { 'access-control-allow-origin': origin, ...readable }) };
}

/** What a browser asks before it calls (https://fetch.spec.whatwg.org/#cors-preflight-request). It has not said yet whose token it has. */
export async function preflightHeaders(request: HttpRequest, call: Call, operations: readonly ApiOperation[]): Promise<Headers> {
  const open = operations.filter((operation) => isOpen(operation));
  const signed = operations.filter((operation) => takesTokens(operation));
  const origin = request.header('origin');
  const methods = (list: readonly ApiOperation[]) => list.map(({ method }) => method).join(', ');
  const known = { 'access-control-max-age': '600', vary: 'origin' };
  if (open.length > 0) return { ...known, 'access-control-allow-origin': '*', 'access-control-allow-methods': methods(open), 'access-control-allow-headers': 'content-type, x-request-id' };
  if (signed.length === 0 || origin === null || !(await isAllowedOrigin(call.platform, { origin }))) return { vary: 'origin' };
  return { ...known, 'access-control-allow-origin': origin, 'access-control-allow-methods': methods(signed), 'access-control-allow-headers': SENDABLE };
}
