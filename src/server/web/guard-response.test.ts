import { createHash } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliDecompressSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createResponseGuard } from '@/server/web/guard-response';
import { THEME_SCRIPT } from '@/shared/theme-script';

const FLIGHT = 'self.__next_f.push([1,"x"])';
const PAGE = `<!doctype html><script>${THEME_SCRIPT}</script><script>${FLIGHT}</script><script>alert(1)</script>${'<p>shelf</p>'.repeat(200)}`;
const hash = (script: string) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`;

interface Answer {
  status: number;
  headers: http.IncomingHttpHeaders;
  body: Buffer;
}

let server: http.Server;
let seenPolicies: (string | undefined)[];
let unknown: string[];

function answer(request: http.IncomingMessage, response: http.ServerResponse): void {
  seenPolicies.push(request.headers['content-security-policy']?.toString());
  const url = request.url ?? '';
  if (url === '/file.txt') return void response.setHeader('content-type', 'text/plain').end('hello');
  if (url === '/broken') return void response.writeHead(500, { 'content-type': 'text/html' }).end('<p>broken</p>');
  if (url === '/framed') return void response.setHeader('content-type', 'text/html').setHeader('content-security-policy', 'sandbox').end('<p>preview</p>');
  response.setHeader('content-type', 'text/html; charset=utf-8');
  if (url.startsWith('/cached')) response.setHeader('x-nextjs-prerender', '1').setHeader('x-nextjs-cache', url === '/cached-stale' ? 'STALE' : 'HIT').setHeader('content-length', Buffer.byteLength(PAGE));
  response.end(PAGE);
}

function get(path: string, headers: http.OutgoingHttpHeaders = {}, method = 'GET'): Promise<Answer> {
  const { port } = server.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    http.request({ host: '127.0.0.1', port, path, headers, method }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }));
    }).on('error', reject).end();
  });
}

const policyOf = (reply: Answer) => String(reply.headers['content-security-policy']);

beforeEach(async () => {
  seenPolicies = [];
  unknown = [];
  const { answer: answerAtOnce, guard } = createResponseGuard({ https: true, onUnknownScript: (opening) => unknown.push(opening) });
  server = http.createServer((request, response) => {
    if (answerAtOnce(request, response)) return;
    guard(request, response);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterEach(() => new Promise((resolve) => server.close(resolve)));

describe('a page rendered on request', () => {
  it('gets a fresh nonce, the same that the renderer is told', async () => {
    const first = await get('/fresh');
    const second = await get('/fresh');
    const nonces = [first, second].map((reply) => /'nonce-[\w+/=]{24}'/.exec(policyOf(reply))?.[0]);
    expect(nonces[0]).toBeDefined();
    expect(nonces[0]).not.toBe(nonces[1]);
    expect(seenPolicies).toEqual(nonces.map((nonce) => `script-src ${nonce}`));
  });

  it('does not believe a policy the visitor sends', async () => {
    const reply = await get('/fresh', { 'content-security-policy': "script-src 'nonce-chosen'" });
    expect(policyOf(reply)).not.toContain('chosen');
    expect(seenPolicies[0]).not.toContain('chosen');
  });
});

describe('a prerendered page', () => {
  it('allows the scripts we know by their hashes, and no nonce', async () => {
    const policy = policyOf(await get('/cached'));
    expect(policy).toContain(hash(THEME_SCRIPT));
    expect(policy).toContain(hash(FLIGHT));
    expect(policy).not.toContain('nonce-');
  });

  it('leaves a stranger out of the policy and says so once', async () => {
    const policy = policyOf(await get('/cached'));
    await get('/cached');
    expect(policy).not.toContain(hash('alert(1)'));
    expect(unknown).toEqual(['alert(1)']);
  });

  it('is compressed, tagged and not sent twice', async () => {
    const reply = await get('/cached', { 'accept-encoding': 'gzip, br' });
    expect(reply.headers['content-encoding']).toBe('br');
    expect(brotliDecompressSync(reply.body).toString()).toBe(PAGE);
    const again = await get('/cached', { 'if-none-match': String(reply.headers.etag) });
    expect(again.status).toBe(304);
    expect(again.body).toHaveLength(0);
    expect(policyOf(again)).toBe(policyOf(reply));
  });

  it('goes out as it is to those who take no encoding', async () => {
    const reply = await get('/cached', { 'accept-encoding': 'br;q=0, identity' });
    expect(reply.headers['content-encoding']).toBeUndefined();
    expect(reply.body.toString()).toBe(PAGE);
  });
});

describe('a page that Next has just vouched for', () => {
  it('is given out without asking again, with the same headers', async () => {
    const first = await get('/cached');
    const second = await get('/cached');
    expect(seenPolicies).toHaveLength(1);
    expect({ ...second.headers, date: '' }).toEqual({ ...first.headers, date: '' });
    expect(second.body).toEqual(first.body);
    expect((await get('/cached', { 'if-none-match': String(first.headers.etag) })).status).toBe(304);
  });

  it.each([
    ['a soft navigation', '/cached', { rsc: '1' }],
    ['another address', '/cached?x=1', {}],
  ])('is not given out for %s', async (_, path, headers) => {
    await get('/cached');
    await get(path, headers);
    expect(seenPolicies).toHaveLength(2);
  });

  it('is asked for again after anything was sent to the shop, and never kept while stale', async () => {
    await get('/cached');
    await get('/fresh', {}, 'POST');
    await get('/cached');
    expect(seenPolicies).toHaveLength(3);
    await get('/cached-stale');
    await get('/cached-stale');
    expect(seenPolicies).toHaveLength(5);
  });
});

describe('every answer', () => {
  it('lets nothing without a page load, run or be framed', async () => {
    const policy = policyOf(await get('/file.txt'));
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
  });

  it.each(['/fresh', '/cached', '/broken', '/file.txt', '/framed'])('carries the security headers: %s', async (path) => {
    const { headers } = await get(path);
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'strict-origin-when-cross-origin',
      'strict-transport-security': 'max-age=63072000; includeSubDomains',
    });
    expect(headers['permissions-policy']).toContain('camera=()');
    expect(headers['x-frame-options']).toBe(path === '/framed' ? undefined : 'DENY');
  });

  it.each(['/fresh', '/cached', '/broken'])('forbids inline styles, eval and strangers in a page: %s', async (path) => {
    const policy = policyOf(await get(path));
    expect(policy).not.toMatch(/unsafe-(inline|eval|hashes)|\*/);
    for (const rule of ["object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "style-src 'self'", 'upgrade-insecure-requests']) expect(policy).toContain(rule);
  });

  it.each(['http://evil.example/', '*'])('is a refusal where the address is no path: %s', async (address) => {
    const reply = await get(address, {}, address === '*' ? 'OPTIONS' : 'GET');
    expect(reply.status).toBe(400);
    expect(reply.headers.location).toBeUndefined();
    expect(policyOf(reply)).toContain("default-src 'none'");
    expect(seenPolicies).toEqual([]);
  });

  it('keeps a policy the answer brings itself', async () => {
    expect(policyOf(await get('/framed'))).toBe('sandbox');
  });
});
