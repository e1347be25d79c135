import type { ErrorCode, ErrorDetails } from '@/shared/errors';
import type { ReplyCookie } from '@/server/api/context';
import type { Platform } from '@/server/platform/platform';
import type { LimitState } from '@/server/platform/rate-limit';

/**
 * A request as the edge sees it. Both mounts build one: Next from its `Request`, the standalone server straight from the socket, because
 * making and unmaking `Request` and `Response` objects costs a fifth of a catalogue list.
 */
export interface HttpRequest {
  method: string;
  /** Percent-encoded path, without query. */
  path: string;
  /** Query without the question mark. */
  search: string;
  header(name: string): string | null;
  /** The whole body; throws TOO_LARGE as soon as it passes `maxBytes`, having kept no more than that, and INVALID_INPUT when it dawdles. */
  body(maxBytes: number): Promise<Buffer>;
  /** The same request in the shape of fetch, its body still to be read. */
  toFetch(): Request;
}

/** An answer before it is written: `body` as text or bytes costs no stream. */
export interface Reply {
  status: number;
  headers: Record<string, string | string[]>;
  body: string | Uint8Array | ReadableStream<Uint8Array> | null;
}

/** What is known about one request while it is answered. */
export interface Call {
  platform: Platform;
  requestId: string;
  /** The caller's address as far as trusted proxies vouch for it; IPv6 as its /64. */
  ip: string;
  /** For the log line; set by whoever finds out. */
  userId?: string;
  keyId?: string;
  /** Whose token was shown. */
  platformId?: string;
  /** The operation of the machine API that is asked for, for the log line. */
  operation?: string;
  /** The cause of an unexpected error, for the log alone. */
  fault?: unknown;
  /** Cookies that procedures send along. */
  cookies?: ReplyCookie[];
  /** The tightest limit this request counted against. */
  limit?: LimitState;
  /** Sent with the answer, be it an error. */
  headers?: Record<string, string>;
}

/** Answers a request; throws AppError for what the caller may know. */
export type Handler = (request: HttpRequest, call: Call) => Promise<Reply>;

/** A JSON answer that no cache keeps. */
export function jsonReply(status: number, value: unknown): Reply {
  return { status, headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' }, body: JSON.stringify(value) };
}

/** The one shape of every error outside tRPC. */
export interface ErrorBody {
  error: { code: ErrorCode | 'INTERNAL'; message: string; details: ErrorDetails; requestId: string };
}

/** The answer as fetch knows it. */
export function toResponse({ status, headers, body }: Reply): Response {
  const list = new Headers();
  for (const [name, value] of Object.entries(headers)) for (const one of [value].flat()) list.append(name, one);
  // A typed array over any buffer is a body; the DOM types ask for one that is not shared.
  return new Response(body as BodyInit | null, { status, headers: list });
}
