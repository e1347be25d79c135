import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { contentSecurityPolicy, hashSource } from '@/server/web/content-security-policy';
import { pageHeaders } from '@/server/web/page-headers';
import { createPageShelf } from '@/server/web/page-shelf';
import { createPageStore, encodePage } from '@/server/web/prepared-page';
import type { PreparedPage } from '@/server/web/prepared-page';
import { THEME_SCRIPT } from '@/shared/theme-script';

export interface GuardOptions {
  https: boolean;
  onUnknownScript: (opening: string) => void;
}

export interface ResponseGuard {
  /** Sends the page when it is at hand, or refuses an address that is no path, and answers true; otherwise somebody else is to answer, and `guard` comes first. */
  answer: (request: IncomingMessage, response: ServerResponse) => boolean;
  /** Puts the security headers on one request's answer. Call it before anything else writes to the response. */
  guard: (request: IncomingMessage, response: ServerResponse) => void;
}

/** For files, data and errors without a page: opened by themselves they load and run nothing. Our icon brings a style of its own. */
const NO_PAGE = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";
const DOCUMENT = /^\/(?!_next\/|api\/)/;
const isHtml = (response: ServerResponse) => String(response.getHeader('content-type') ?? '').startsWith('text/html');

/** Headers handed to `writeHead` at once are set one by one, so that the guard sees them. */
function takeHeaders(response: ServerResponse, given: unknown): void {
  if (typeof given !== 'object' || given === null) return;
  const flat: unknown[] = Array.isArray(given) ? given : Object.entries(given).flat(1);
  const pairs = Array.from({ length: flat.length / 2 }, (_, i) => [flat[2 * i], flat[2 * i + 1]]);
  for (const [name, value] of pairs) if (typeof name === 'string' && value !== undefined) response.setHeader(name, value as string | string[]);
}

interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  acceptEncoding: string;
}

/** Sets what the page needs in its headers and answers the bytes to end with; none when the browser has the page already. */
function bytesToSend({ request, response, acceptEncoding }: Exchange, page: PreparedPage): Buffer | undefined {
  response.setHeader('content-security-policy', page.policy);
  response.setHeader('x-frame-options', 'DENY');
  response.setHeader('etag', page.etag);
  if (response.statusCode === 200 && request.headers['if-none-match']?.includes(page.etag)) {
    response.statusCode = 304;
    response.removeHeader('content-length');
    return undefined;
  }
  const { encoding, bytes } = encodePage(page, acceptEncoding);
  if (encoding) response.setHeader('content-encoding', encoding);
  response.setHeader('content-length', bytes.length);
  return bytes;
}

/**
 * An answer that brings a policy of its own, such as a framed preview, keeps it and decides by it who may frame it.
 * Rendered on request: a fresh nonce, which Next stamps on its scripts because it reads it from the request's own policy header (its documented contract).
 * Prerendered: no nonce could be in it, so its scripts are allowed by hash. A visitor's own policy header never reaches Next.
 */
export function createResponseGuard({ https, onUnknownScript }: GuardOptions): ResponseGuard {
  const pageOf = createPageStore({ https, onUnknownScript });
  const shelf = createPageShelf();
  const headers = Object.entries(pageHeaders(https));
  const theme = hashSource(THEME_SCRIPT);

  const answer = (request: IncomingMessage, response: ServerResponse) => {
    // A whole address (RFC 9112, 3.2.2) is for proxies; Next would redirect to whatever host it names.
    if (!request.url?.startsWith('/')) {
      response.writeHead(400, { ...Object.fromEntries(headers), 'x-frame-options': 'DENY', 'content-security-policy': NO_PAGE }).end();
      return true;
    }
    const shelved = shelf.find(request);
    if (!shelved) return false;
    for (const [name, value] of Object.entries(shelved.headers)) if (value !== undefined) response.setHeader(name, value);
    for (const [name, value] of headers) response.setHeader(name, value);
    response.end(bytesToSend({ request, response, acceptEncoding: request.headers['accept-encoding']?.toString() ?? '' }, shelved.page));
    return true;
  };

  const guard = (request: IncomingMessage, response: ServerResponse) => {
    const round = shelf.round();
    if (request.method !== 'GET' && request.method !== 'HEAD') response.once('finish', shelf.clear);
    const nonce = `'nonce-${randomBytes(16).toString('base64')}'`;
    request.headers['content-security-policy'] = `script-src ${nonce}`;
    const isDocument = DOCUMENT.test(request.url ?? '') && request.headers.rsc === undefined;
    const acceptEncoding = request.headers['accept-encoding']?.toString() ?? '';

    const writeHead = response.writeHead.bind(response) as (status: number, ...rest: unknown[]) => ServerResponse;
    response.writeHead = (status: number, ...rest: unknown[]) => {
      takeHeaders(response, rest.at(-1));
      if (!response.hasHeader('content-security-policy')) {
        response.setHeader('content-security-policy', isHtml(response) ? contentSecurityPolicy({ scripts: [nonce, theme], https }) : NO_PAGE);
        response.setHeader('x-frame-options', 'DENY');
      }
      for (const [name, value] of headers) if (!response.hasHeader(name)) response.setHeader(name, value);
      return writeHead(status, ...rest.filter((part) => typeof part === 'string'));
    };

    const end = response.end.bind(response) as (chunk?: unknown, ...rest: unknown[]) => ServerResponse;
    response.end = ((chunk?: unknown, ...rest: unknown[]) => {
      const isPrerendered = typeof chunk === 'string' && isDocument && !response.headersSent && isHtml(response) && response.hasHeader('x-nextjs-prerender');
      if (!isPrerendered) return end(chunk, ...rest);
      const page = pageOf(chunk);
      if (response.statusCode === 200 && response.getHeader('x-nextjs-cache') === 'HIT') {
        response.removeHeader('content-length');
        shelf.put(request, { page, headers: response.getHeaders() }, round);
      }
      return end(bytesToSend({ request, response, acceptEncoding }, page));
    }) as typeof response.end;
  };

  return { answer, guard };
}
