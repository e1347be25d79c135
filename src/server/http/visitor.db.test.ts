import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startApiServer, type ApiServer } from '@/testing/api-server';
import { openBrowser } from '@/testing/browser';

let api: ApiServer;
let owner: pg.Pool;
const AGENT = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0' };
const home = { name: 'view', place: 'home' };
const kept = async () => (await owner.query<{ count: number }>('select count(*)::int as count from analytics_events')).rows[0]?.count;

beforeAll(async () => {
  api = await startApiServer({ TRUSTED_PROXY_HOPS: '1', RATE_LIMITS: 'on' });
  owner = new pg.Pool({ connectionString: api.database.ownerUrl, max: 1 });
});
afterAll(async () => {
  await owner.end();
  await api.stop();
});

it('keeps what a page tells, without the address and without a cookie', async () => {
  const before = (await kept()) ?? 0;
  const browser = openBrowser(api, '10.9.8.7');
  const response = await browser.post('/api/events', { events: [home, { name: 'search', term: 'node', results: 1 }] }, AGENT);
  expect([response.status, await response.text(), browser.lastCookies]).toEqual([204, '', []]);
  expect(await kept()).toBe(before + 2);
  const { rows } = await owner.query<{ all: string }>(`select string_agg(e::text, ' ') as all from analytics_events e`);
  expect(rows[0]?.all).not.toContain('10.9.8.7');
  expect(rows[0]?.all).not.toContain('Firefox');
});

it('keeps nothing for a browser that says no', async () => {
  const before = await kept();
  for (const refusal of [{ dnt: '1' }, { 'sec-gpc': '1' }] as Record<string, string>[]) {
    const browser = openBrowser(api);
    expect((await browser.post('/api/consent', { choice: 'all' }, { ...AGENT, ...refusal })).status).toBe(204);
    expect(browser.cookies.has('latchkey-visitor')).toBe(false);
    expect((await browser.post('/api/events', { events: [home] }, { ...AGENT, ...refusal })).status).toBe(204);
  }
  expect(await kept()).toBe(before);
});

it('gives the cookie when it is allowed and takes it back when it is not', async () => {
  const browser = openBrowser(api);
  await browser.post('/api/consent', { choice: 'all' }, AGENT);
  expect(browser.lastCookies).toEqual([expect.stringMatching(/^latchkey_consent=all; Max-Age=15552000; Path=\/; SameSite=Lax$/), expect.stringMatching(/^latchkey-visitor=[\w-]{22}; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/)]);
  await browser.post('/api/events', { events: [home] }, AGENT);
  expect((await owner.query('select from analytics_events where visitor = $1', [`v_${browser.cookies.get('latchkey-visitor')}`])).rowCount).toBe(1);
  await browser.post('/api/consent', { choice: 'needed' }, AGENT);
  expect([...browser.cookies.keys()]).toEqual(['latchkey_consent']);
});

it.each([
  ['no events', { events: [] }, 400],
  ['more than fifty', { events: Array.from({ length: 51 }, () => home) }, 400],
  ['an unknown name', { events: [{ name: 'purchase', productId: `prd_${'0'.repeat(26)}` }] }, 400],
  ['a field too many', { events: [{ ...home, visitor: 'me' }] }, 400],
  ['a body above 16 kB', { events: [{ name: 'search', term: 'x'.repeat(17_000), results: 0 }] }, 413],
])('refuses %s and changes nothing', async (_what, body, status) => {
  const before = await kept();
  expect((await openBrowser(api).post('/api/events', body, AGENT)).status).toBe(status);
  expect(await kept()).toBe(before);
});

it('refuses other sites, other forms, and more than a person can do in a minute', async () => {
  const before = await kept();
  expect((await openBrowser(api).post('/api/events', { events: [home] }, { ...AGENT, origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site' })).status).toBe(403);
  expect((await openBrowser(api).post('/api/events', { events: [home] }, { ...AGENT, 'content-type': 'text/plain' })).status).toBe(415);
  expect((await openBrowser(api).get('/api/events')).status).toBe(405);
  expect(await kept()).toBe(before);
  const eager = openBrowser(api);
  const statuses = await Promise.all(Array.from({ length: 125 }, async () => (await eager.post('/api/consent', { choice: 'needed' }, AGENT)).status));
  expect(statuses.filter((status) => status === 429)).toHaveLength(5);
});
