import { AppError, isAppError } from '@/shared/errors';
import { assertNotImpersonating } from '@/server/api/impersonation';
import { getViewer } from '@/server/modules/identity/get-viewer';
import { isUnavailable } from '@/server/platform/database-errors';
import { logger } from '@/server/platform/logger';
import type { Platform } from '@/server/platform/platform';
import { jsonReply, type Call, type ErrorBody, type HttpRequest, type Reply } from './call';
import { ipOf } from '@/server/platform/client-ip';
import { toRequestId } from '@/server/platform/request-id';
import { countAgainst } from './limits';
import { findRoute, type Route } from './routes';
import { securityHeaders } from './security-headers';
import { TRPC_PREFIX, trpcErrorEnvelope } from './trpc';
import { V1_PREFIX } from './v1/prefix';

const LOGGED_WHOLE = /^\/api\/(trpc|auth)\/[\w.,/]{1,200}$/;

/**
 * Answers any request to the API: finds its route, counts it, runs the handler, and turns what was thrown into the error contract
 * `{error: {code, message, details, requestId}}`. Adds the request id, the security headers and one log line. Never rejects.
 */
export async function respond(request: HttpRequest, platform: Platform): Promise<Reply> {
  const startedAt = performance.now();
  const call: Call = {
    platform,
    requestId: toRequestId(request.header('x-request-id')),
    ip: ipOf((name) => request.header(name), platform.env.TRUSTED_PROXY_HOPS),
  };
  const route = findRoute(request.path);
  let reply: Reply;
  try {
    reply = await handle(route, request, call);
  } catch (error) {
    reply = toErrorReply(error, request, call);
  }
  reply.headers['x-request-id'] = call.requestId;
  if (call.headers) Object.assign(reply.headers, call.headers);
  for (const [name, value] of Object.entries(headersOf(platform.env.PUBLIC_URL))) reply.headers[name] ??= value;
  addLimit(reply, call);
  log({ request, route, call, status: reply.status, ms: performance.now() - startedAt });
  return reply;
}

async function handle(route: Route | undefined, request: HttpRequest, call: Call): Promise<Reply> {
  if (!route) throw new AppError('NOT_FOUND', 'There is nothing at this address.');
  if (!route.methods.includes(request.method)) throw new AppError('METHOD_NOT_ALLOWED', `This address answers ${route.methods.join(' and ')}.`);
  if (route.family) await countAgainst(route.family, call);
  if (!route.isOpen) assertNotImpersonating(await getViewer(call.platform, request.header('cookie')));
  return route.handle(request, call);
}

/** The answer to whatever was thrown. Only AppErrors show their message; the rest is a fixed sentence, and its cause goes to the log. */
export function toErrorReply(error: unknown, request: HttpRequest, call: Call): Reply {
  const known = isAppError(error) ? error : isUnavailable(error) ? unavailable(error) : undefined;
  if (!isAppError(error)) call.fault = error;
  const body: ErrorBody = {
    error: {
      code: known?.code ?? 'INTERNAL',
      message: known?.message ?? `Something broke on our side. Quote ${call.requestId} if you write to us.`,
      details: known?.details ?? {},
      requestId: call.requestId,
    },
  };
  const reply = jsonReply(known?.status ?? 500, request.path.startsWith(TRPC_PREFIX) ? { error: { ...body.error, ...trpcErrorEnvelope(known ?? error, call.requestId) } } : body);
  if (known?.details.retryAfterSeconds !== undefined) reply.headers['retry-after'] = String(known.details.retryAfterSeconds);
  const route = findRoute(request.path);
  if (known?.code === 'METHOD_NOT_ALLOWED' && route) reply.headers.allow = route.methods.join(', ');
  if (known && request.path.startsWith(V1_PREFIX)) Object.assign(reply.headers, challengeOf(known));
  return reply;
}

/** What a program must bring instead (https://www.rfc-editor.org/rfc/rfc6750#section-3). */
function challengeOf({ code, details }: AppError): Record<string, string> {
  if (code === 'UNAUTHENTICATED') return { 'www-authenticate': `Bearer realm="latchkey"${details.reason === 'no_key' ? '' : ', error="invalid_token"'}` };
  return code === 'FORBIDDEN' && details.scope !== undefined ? { 'www-authenticate': `Bearer realm="latchkey", error="insufficient_scope", scope="${details.scope}"` } : {};
}

function unavailable(cause: unknown): AppError {
  return new AppError('UNAVAILABLE', 'The shop is catching its breath. Nothing was changed; please try again in a moment.', { retryAfterSeconds: 5, cause });
}

let headers: { publicUrl: string; list: Record<string, string> } | undefined;
function headersOf(publicUrl: string): Record<string, string> {
  if (headers?.publicUrl !== publicUrl) headers = { publicUrl, list: securityHeaders(publicUrl) };
  return headers.list;
}

/** RateLimit headers (draft-ietf-httpapi-ratelimit-headers-06); with 429 also the seconds to wait, and with 503 those of the whole answer. */
function addLimit(reply: Reply, { limit }: Call): void {
  if (limit) {
    reply.headers['ratelimit-limit'] = String(limit.limit);
    reply.headers['ratelimit-remaining'] = String(limit.remaining);
    reply.headers['ratelimit-reset'] = String(limit.resetSeconds);
  }
  if (reply.status === 503) reply.headers['retry-after'] ??= '5';
  if (reply.status === 429) reply.headers['retry-after'] ??= String(limit?.resetSeconds ?? 60);
}

function log({ request, route, call, status, ms }: { request: HttpRequest; route: Route | undefined; call: Call; status: number; ms: number }): void {
  const line = {
    requestId: call.requestId,
    method: request.method,
    // Only what is ours to read: below a route stands whatever a stranger cared to write.
    route: route ? (LOGGED_WHOLE.test(request.path) ? request.path : route.path) : 'unknown',
    status,
    ms: Math.round(ms * 10) / 10,
    ...(call.operation && { operation: call.operation }),
    ...(call.userId && { userId: call.userId }),
    ...(call.keyId && { keyId: call.keyId }),
    ...(call.fault !== undefined && { err: call.fault }),
  };
  if (status >= 500) logger.error(line, 'request failed');
  else logger.info(line, 'request');
}
