import type { IncomingMessage, ServerResponse } from 'node:http';
import { inboxStyles } from '@/sandbox/mail/inbox-styles';
import { toFrameDocument, toListPage, toMessagePage, toMissingPage } from '@/sandbox/mail/inbox-pages';
import type { Mailbox } from '@/sandbox/mail/mailbox';

const longestWaitMs = 30_000;

const pagePolicy = "default-src 'none'; style-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
// The message itself lives on an opaque origin without script; a link in it opens a new tab, and images come from this machine only.
const messagePolicy =
  "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data: http://localhost:* http://127.0.0.1:*; form-action 'none'; frame-ancestors 'self'";

interface Answer {
  status?: number;
  type: 'text/html' | 'text/css' | 'application/json';
  policy?: string;
  body: string;
}

/** The inbox in the browser and `GET /api/messages?to=&after=&wait=` for tests (newest first; `wait` in seconds, at most 30). `DELETE` empties it. */
export async function answerInbox(mailbox: Mailbox, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { status = 200, type, policy = pagePolicy, body } = await toAnswer(mailbox, request);
  response.writeHead(status, {
    'content-type': `${type}; charset=utf-8`,
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}

async function toAnswer(mailbox: Mailbox, request: IncomingMessage): Promise<Answer> {
  // Another name for this machine may be a page on the internet that wants to read sign-in codes (DNS rebinding).
  if (!/^(localhost|127\.0\.0\.1)(:\d+)?$/.test(request.headers.host ?? '')) return { status: 421, type: 'application/json', body: '{"error":"unknown host"}' };
  const url = new URL(request.url ?? '/', 'http://localhost');
  if (url.pathname === '/api/messages') return answerApi(mailbox, request.method ?? 'GET', url.searchParams);
  if (request.method === 'POST' && url.pathname === '/clear') return clearFromPage(mailbox, request);
  if (request.method !== 'GET' && request.method !== 'HEAD') return { status: 405, type: 'text/html', body: toMissingPage() };
  if (url.pathname === '/styles.css') return { type: 'text/css', body: inboxStyles };
  if (url.pathname === '/') return { type: 'text/html', body: toListPage(mailbox.list({ to: url.searchParams.get('to') || undefined }), url.searchParams.get('to') ?? '') };
  const [, id = '', part = ''] = /^\/messages\/(\d+)(\/html)?$/.exec(url.pathname) ?? [];
  const message = mailbox.find(id);
  if (message === undefined) return { status: 404, type: 'text/html', body: toMissingPage() };
  if (part === '/html') return { type: 'text/html', policy: messagePolicy, body: toFrameDocument(message) };
  return { type: 'text/html', body: toMessagePage(message, url.searchParams.get('as') === 'text') };
}

async function answerApi(mailbox: Mailbox, method: string, params: URLSearchParams): Promise<Answer> {
  if (method === 'DELETE') {
    mailbox.clear();
    return { type: 'application/json', body: '[]' };
  }
  if (method !== 'GET') return { status: 405, type: 'application/json', body: '{"error":"GET or DELETE"}' };
  const query = { to: params.get('to') ?? undefined, after: params.get('after') ?? undefined };
  const waitMs = Math.min(Math.max(Number(params.get('wait') ?? 0) * 1_000 || 0, 0), longestWaitMs);
  const found = waitMs > 0 ? await mailbox.waitFor(query, waitMs) : mailbox.list(query);
  return { type: 'application/json', body: JSON.stringify(found) };
}

function clearFromPage(mailbox: Mailbox, request: IncomingMessage): Answer {
  // A form on any other page could post here too; browsers say where it stands.
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin') return { status: 403, type: 'text/html', body: toMissingPage() };
  mailbox.clear();
  return { type: 'text/html', body: toListPage([], '') };
}
