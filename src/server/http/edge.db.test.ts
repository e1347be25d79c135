import net from 'node:net';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { grantRole } from '@/server/modules/identity/grant-role';
import { startApiServer, type ApiServer } from '@/testing/api-server';
import { openBrowser, type Browser } from '@/testing/browser';
import { openSignInDesk, type SignInDesk } from '@/testing/sign-in';

let api: ApiServer;
let desk: SignInDesk;
let visitor: Browser;
beforeAll(async () => {
  api = await startApiServer({ TRUSTED_PROXY_HOPS: '1', LOG_LEVEL: 'info' });
  desk = await openSignInDesk(api);
  visitor = openBrowser(api);
});
afterAll(async () => {
  await desk.close();
  await api.stop();
});

interface ErrorAnswer {
  error: { code: string; message: string; details: Record<string, unknown>; requestId: string; json: { message: string; data: { code: string; httpStatus: number; appCode: string | null } } };
}
const errorOf = async (response: Response) => ((await response.json()) as ErrorAnswer).error;
const input = (value: unknown) => encodeURIComponent(JSON.stringify(value));
const checkout = '/api/trpc/orders.startCheckout';

describe('batches (A11)', () => {
  it('answers each operation for itself, public beside protected', async () => {
    const response = await visitor.get(`/api/trpc/account.viewer,entitlements.list,no.such?batch=1&input=${input({})}`);
    expect(response.status).toBe(207);
    expect(await response.json()).toMatchObject([{ result: { data: { json: null } } }, { error: { json: { data: { code: 'UNAUTHORIZED' } } } }, { error: { json: { data: { code: 'NOT_FOUND' } } } }]);
  });

  it('refuses a batch of 1,000', async () => {
    const response = await visitor.get(`/api/trpc/${Array.from({ length: 1_000 }, () => 'account.viewer').join(',')}?batch=1`);
    expect(response.status).toBe(400);
    expect(await errorOf(response)).toMatchObject({ code: 'INVALID_INPUT', details: { reason: 'batch_too_large' } });
  });

  it('counts every operation of a batch', async () => {
    const browser = openBrowser(api);
    await browser.get(`/api/trpc/${Array.from({ length: 20 }, () => 'account.viewer').join(',')}?batch=1`);
    const response = await browser.get('/api/trpc/account.viewer');
    expect(response.headers.get('ratelimit-remaining')).toBe(String(600 - 21));
  });

  it('takes inputs by index and no others', async () => {
    const response = await visitor.get(`/api/trpc/catalog.bySlug,catalog.bySlug?batch=1&input=${input({ 0: { json: { slug: 'nothing-here' } }, length: 1 })}`);
    expect(await response.json()).toMatchObject([{ error: { json: { data: { code: 'NOT_FOUND' } } } }, { error: { json: { data: { code: 'BAD_REQUEST' } } } }]);
  });
});

describe('forged requests (A10)', () => {
  const body = JSON.stringify({ json: {} });
  const post = (headers: Record<string, string>, sent = body, path = checkout) => fetch(`${api.url}${path}`, { method: 'POST', body: sent, headers });

  it.each([
    ['text/plain', { 'content-type': 'text/plain' }, 415],
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
    ['multipart', { 'content-type': 'multipart/form-data; boundary=x' }, 415],
    ['a lookalike type', { 'content-type': 'application/jsonp' }, 415],
    ['a foreign origin', { 'content-type': 'application/json', origin: 'https://evil.example' }, 403],
    ['a null origin', { 'content-type': 'application/json', origin: 'null' }, 403],
    ['an origin that starts like ours', { 'content-type': 'application/json', origin: 'http://localhost:3000.evil.example' }, 403],
    ['a cross-site fetch', { 'content-type': 'application/json', 'sec-fetch-site': 'cross-site' }, 403],
    ['a sibling site', { 'content-type': 'application/json', 'sec-fetch-site': 'same-site' }, 403],
  ])('refuses %s', async (_name, headers, status) => {
    for (const path of [checkout, '/api/auth/signin/email', '/api/auth/signout']) {
      if (path !== checkout && headers['content-type'] === 'application/x-www-form-urlencoded') continue;
      expect((await post(headers, body, path)).status).toBe(status);
    }
  });

  it('refuses a mutation by GET, and a query by POST', async () => {
    const get = await visitor.get(`${checkout}?input=${input({ json: {} })}`);
    expect(get.status).toBe(405);
    expect((await visitor.post('/api/trpc/account.viewer', { json: {} })).status).toBe(405);
  });

  it('refuses to sign anybody in or out without the token of the page', async () => {
    expect((await visitor.post('/api/auth/signin/email', { email: 'ida@example.test' })).status).toBe(403);
    const { browser } = await desk.signIn();
    expect((await browser.post('/api/auth/signout', { csrfToken: 'made-up' })).status).toBe(403);
    expect(await desk.viewerOf(browser)).not.toBeNull();
  });
});

describe('inputs (A16, A17, A02, X13)', () => {
  const trpc = (json: string) => fetch(`${api.url}${checkout}`, { method: 'POST', body: json, headers: { 'content-type': 'application/json' } });

  it.each(['{"json":{"__proto__":{"role":"admin"}}}', '{"json":{"constructor":{"prototype":{"role":"admin"}}}}', '{"json":{},"meta":{"values":{"__proto__.role":["undefined"]}}}', '{"json":{"a":1},"meta":{"values":{"constructor.prototype.role":["Date"]}}}'])('refuses %s', async (json) => {
    const response = await trpc(json);
    expect(response.status).toBe(400);
    expect(Reflect.get({}, 'role')).toBeUndefined();
  });

  it('refuses an operator object where a text belongs, naming the field', async () => {
    const response = await visitor.get(`/api/trpc/catalog.bySlug?input=${input({ json: { slug: { not: '' } } })}`);
    expect(response.status).toBe(400);
    expect((await errorOf(response)).json.message).toMatch(/^slug/);
  });

  it('refuses a role, a price or a seller in the input', async () => {
    const { browser } = await desk.signIn();
    const json = { variantId: `var_${'0'.repeat(26)}`, expectedPriceMinor: 100, expectedCurrency: 'usd' };
    expect((await browser.post(checkout, { json })).status).toBe(404);
    for (const extra of [{ role: 'admin' }, { isAdmin: true }, { sellerId: 'slr_1' }, { totalMinor: 1 }]) expect((await browser.post(checkout, { json: { ...json, ...extra } })).status).toBe(400);
  });

  it('answers 20,000 levels with 400 and 50 MB with 413, in flat memory', async () => {
    expect((await trpc(`{"json":${'['.repeat(20_000)}${']'.repeat(20_000)}}`)).status).toBe(400);
    const before = process.memoryUsage().rss;
    const statuses = await Promise.all([1, 2, 3].map(() => sendSlowly(50_000_000)));
    expect(statuses).toEqual([413, 413, 413]);
    expect(process.memoryUsage().rss - before).toBeLessThan(60_000_000);
  });

  /** Sends a body without saying how long it is, and stops when told to. */
  async function sendSlowly(bytes: number): Promise<number> {
    const socket = net.connect(api.port, '127.0.0.1');
    socket.write(`POST ${checkout} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n`);
    const chunk = Buffer.alloc(65_536, 0x20);
    let answer = '';
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.on('data', (part) => (answer += part.toString()));
    socket.on('error', () => undefined);
    for (let sent = 0; sent < bytes && answer === '' && !socket.destroyed; sent += chunk.length) {
      socket.write(`${chunk.length.toString(16)}\r\n`);
      socket.write(chunk);
      if (!socket.write('\r\n')) await new Promise((resolve) => setImmediate(resolve));
    }
    if (answer === '') await closed;
    socket.destroy();
    return Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1]);
  }
});

describe('who may (A15)', () => {
  it('asks visitors to sign in and tells customers no, whatever headers they bring', async () => {
    const path = '/api/trpc/admin.listOrders';
    const tricks = { 'x-middleware-subrequest': 'middleware:middleware:middleware', 'x-forwarded-user': 'admin', 'next-router-prefetch': '1', rsc: '1', authorization: 'Bearer admin' };
    expect((await visitor.get(path, tricks)).status).toBe(401);
    const { browser, email } = await desk.signIn();
    expect((await browser.get(path, tricks)).status).toBe(403);
    await grantRole(api.platform, { email, role: 'admin' });
    const admin = await desk.signIn(email);
    expect([401, 403]).not.toContain((await admin.browser.get(path)).status);
  });
});

describe('every answer (X11, X12)', () => {
  it.each(['/api/health/live', '/api/health/ready', '/api/trpc/account.viewer', '/api/trpc/no.such', '/api/auth/csrf', '/api/auth/session', '/api/auth/nothing', '/api/nothing', '/api/TRPC/account.viewer', '/api//trpc/account.viewer', '/api/trpc/', '/api/trpc/%', '/api/download/nothing'])(
    'carries the security headers and a request id: %s',
    async (path) => {
      const response = await visitor.get(path, { 'x-request-id': 'given-by-the-caller' });
      expect(response.headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'");
      expect(response.headers.get('x-content-type-options')).toBe('nosniff');
      expect(response.headers.get('x-frame-options')).toBe('DENY');
      expect(response.headers.get('referrer-policy')).toBe('no-referrer');
      expect(response.headers.get('x-request-id')).toBe('given-by-the-caller');
      expect(response.headers.get('access-control-allow-origin')).toBeNull();
      expect(response.headers.get('cache-control')).toContain('no-store');
    },
  );

  it('replaces a request id that could forge a log line', async () => {
    const response = await visitor.get('/api/health/live', { 'x-request-id': 'a {"level":60}' });
    expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('says 405 with what is allowed, and 404 in the contract', async () => {
    const wrong = await fetch(`${api.url}/api/health/live`, { method: 'DELETE' });
    expect(wrong.status).toBe(405);
    expect(wrong.headers.get('allow')).toBe('GET, HEAD');
    const missing = await errorOf(await visitor.get('/api/nothing'));
    expect(missing).toEqual({ code: 'NOT_FOUND', message: 'There is nothing at this address.', details: {}, requestId: expect.any(String) });
  });

  it('hides what broke', async () => {
    await desk.owner.query('alter table entitlements rename to entitlements_gone');
    try {
      const { browser } = await desk.signIn();
      const response = await browser.get('/api/trpc/entitlements.list', { 'x-request-id': 'broken-request' });
      expect(response.status).toBe(500);
      const text = await response.text();
      expect(text).toContain('Something broke on our side. Quote broken-request if you write to us.');
      expect(text).not.toMatch(/entitlements"|relation|stack|select|\.ts/i);
    } finally {
      await desk.owner.query('alter table entitlements_gone rename to entitlements');
    }
  });
});

describe('limits (K12)', () => {
  it('reads the catalogue with one statement and no write', async () => {
    await visitor.get(`/api/trpc/catalog.list?input=${input({ json: {} })}`);
    const watch = vi.spyOn(pg.Client.prototype, 'query');
    const response = await visitor.get(`/api/trpc/catalog.list?input=${input({ json: {} })}`);
    const statements = watch.mock.calls.map(([query]: unknown[]) => (typeof query === 'string' ? query : String(Reflect.get(Object(query), 'text'))));
    watch.mockRestore();
    expect(response.status).toBe(200);
    expect(statements).toHaveLength(1);
    expect(statements[0]).not.toMatch(/insert|update/i);
    expect(Number(response.headers.get('ratelimit-limit'))).toBeGreaterThanOrEqual(600);
  });

  it('ends with 429, the seconds to wait and a sentence, for the address and not for others', async () => {
    const browser = openBrowser(api);
    const batch = `/api/trpc/${Array.from({ length: 20 }, () => 'account.viewer').join(',')}?batch=1`;
    for (let i = 0; i < 30; i += 1) await browser.get(batch);
    const refused = await browser.get('/api/trpc/account.viewer');
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await errorOf(refused)).json.message).toMatch(/^Too many requests\. Please wait \d+ seconds\.$/);
    expect((await openBrowser(api).get('/api/trpc/account.viewer')).status).toBe(200);
  });

  it('believes no address the client adds on the left (K11)', async () => {
    const browser = openBrowser(api, '203.0.113.77');
    await browser.get('/api/trpc/account.viewer');
    const forged = await fetch(`${api.url}/api/trpc/account.viewer`, { headers: { 'x-forwarded-for': '9.9.9.9, 203.0.113.77', 'x-real-ip': '8.8.8.8', forwarded: 'for=7.7.7.7', 'cf-connecting-ip': '6.6.6.6' } });
    expect(forged.headers.get('ratelimit-remaining')).toBe(String(600 - 2));
  });
});
