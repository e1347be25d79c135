import { generateKeyPair, exportJWK, SignJWT } from 'jose';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findFreePort } from '@/sandbox/postgres';
import type { Platform } from '@/server/platform/platform';
import { newId } from '@/shared/ids';
import { countsOf, createCustomer, createKey, createPlatformOf } from '@/testing/metering';
import { assertBooks } from '@/testing/oracle';
import { createTestPlatform } from '@/testing/platform';
import { createTestDatabase, type TestDatabase } from '@/testing/postgres';
import { startFleet, untilReady, type Fleet } from '@/testing/simulation/fleet';
import { createWorld, type World } from '@/testing/world';

let database: TestDatabase;
let platform: Platform;
let owner: pg.Pool;
let world: World;
let fleet: Fleet;
let logDir: string;
let origins: string[];

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createWorld(database.ownerUrl);
  platform = await createTestPlatform(database);
  owner = new pg.Pool({ connectionString: database.ownerUrl, max: 4 });
  logDir = await mkdtemp(path.join(os.tmpdir(), 'latchkey-metering-'));
  const ports = await Promise.all([findFreePort(), findFreePort()]);
  origins = ports.map((port) => `http://127.0.0.1:${port}`);
  const env = {
    LOG_LEVEL: 'error', PUBLIC_URL: 'http://localhost:3000', DATABASE_USER_URL: database.userUrl, DATABASE_SERVICE_URL: database.serviceUrl,
    NEXTAUTH_SECRET: 'a-secret-for-tests-a-secret-for-tests', DOWNLOAD_SECRET: 'another-secret-for-tests-another-one', DATA_SECRET: 'a-third-secret-for-tests-a-third-one', STRIPE_SECRET_KEY: 'sk_test_latchkey',
    STRIPE_WEBHOOK_SECRET: 'whsec_for_tests', SMTP_URL: 'smtp://127.0.0.1:9', STORAGE_DIR: logDir,
  };
  fleet = startFleet(ports.map((port, index) => ({ name: `app-${index}`, script: 'src/server/http/start.ts', env: { ...env, API_PORT: String(port) } })), logDir);
  for (const origin of origins) await untilReady(origin);
}, 60_000);
afterAll(async () => {
  await assertBooks(platform.db);
  await fleet.stop();
  await platform.close();
  await owner.end();
  await database.drop();
  await rm(logDir, { recursive: true, force: true });
});

interface Answer {
  status: number;
  headers: Headers;
  body: { used: number; limit: number; remaining: number; requestId: string; error: { code: string; message: string; details: { reason?: string; field?: string } } };
}

/** `sender` is a key or token, or one with more headers. */
async function post(app: number, sender: string | { secret: string; headers: Record<string, string> }, body: object): Promise<Answer> {
  const { secret, headers } = typeof sender === 'string' ? { secret: sender, headers: {} } : sender;
  const response = await fetch(`${origins[app % origins.length]}/api/v1/usage`, { method: 'POST', headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) });
  return { status: response.status, headers: response.headers, body: (await response.json()) as Answer['body'] };
}

async function newPlatform(options: Parameters<typeof createPlatformOf>[2] = {}) {
  const made = await createPlatformOf(owner, world.sellers.one, options);
  return { ...made, ...(await createKey(owner, { platformId: made.platformId })) };
}

it('K01: 800 calls at once over two processes against a limit of 500 allow exactly 500', async () => {
  const { platformId, tiers, key } = await newPlatform();
  const customerId = await createCustomer(owner, { platformId, tierId: tiers.free! });
  const answers = await Promise.all(Array.from({ length: 800 }, (_, i) => post(i, key, { customer: 'ada', requestId: `k01-${i}` })));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(500);
  expect(answers.filter(({ status, body }) => status === 429 && body.error.code === 'LIMIT_REACHED')).toHaveLength(300);
  expect(await countsOf(owner, customerId)).toEqual([{ meter: 'calls', used: 500, events: 500, units: 500 }]);
  const refused = answers.find(({ status }) => status === 429)!;
  expect(Object.fromEntries(['ratelimit-limit', 'ratelimit-remaining'].map((name) => [name, refused.headers.get(name)]))).toEqual({ 'ratelimit-limit': '500', 'ratelimit-remaining': '0' });
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(refused.headers.get('ratelimit')).toMatch(/^"quota";r=0;t=\d+$/);
}, 60_000);

it('K02: calls repeated at once from two processes are counted once and answered alike', async () => {
  const { platformId, tiers, key } = await newPlatform();
  const ids = await Promise.all(['ada', 'bob', 'eve'].map((externalId) => createCustomer(owner, { platformId, tierId: tiers.free!, externalId })));
  const callOf = (i: number) => ({ customer: ['ada', 'bob', 'eve'][i % 3], units: 1 + (i % 3), requestId: `k02-${i}` });
  const order = Array.from({ length: 90 }, (_, i) => i);
  const answers = await Promise.all([...order.map((i) => post(0, key, callOf(i))), ...order.toReversed().map((i) => post(1, key, callOf(i))), ...order.map((i) => post(i, key, callOf(i)))]);
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  for (const i of order) expect(new Set(answers.filter(({ body }) => body.requestId === `k02-${i}`).map(({ body }) => JSON.stringify(body))).size).toBe(1);
  expect(answers.filter(({ headers }) => headers.get('idempotency-replayed') === 'true')).toHaveLength(180);
  expect(await Promise.all(ids.map(async (id) => (await countsOf(owner, id))[0]!.used))).toEqual([30, 60, 90]);
  const other = await post(1, key, { customer: 'ada', units: 9, requestId: 'k02-0' });
  expect([other.status, other.body.error.details.reason]).toEqual([422, 'request_id_reused']);
}, 60_000);

it('K04: a revoked key is refused in every process once the change is told', async () => {
  const { key, keyId } = await newPlatform();
  for (const app of [0, 1]) expect((await post(app, key, { customer: 'ada' })).status).toBe(200);
  await owner.query('update api_keys set revoked_at = now() where id = $1', [keyId]);
  const startedAt = performance.now();
  for (const app of [0, 1]) while ((await post(app, key, { customer: 'ada' })).status !== 401) expect(performance.now() - startedAt).toBeLessThan(5_000);
  expect((await owner.query('select last_used_at is not null as used from api_keys where id = $1', [keyId])).rows).toEqual([{ used: true }]);
});

it('K07: backends killed under load, clients that go away: every call that was sent to its end is counted once', async () => {
  const { platformId, tiers, key } = await newPlatform({ tiers: [{ unitLimit: null }] });
  const customerId = await createCustomer(owner, { platformId, tierId: tiers.free! });
  const kill = () => owner.query(`select pg_terminate_backend(pid) from pg_stat_activity where usename = 'app_service' and query like '%consume_usage%' and datname = current_database()`);
  const untilCounted = async (i: number) => {
    for (;;) {
      // Some give up before the answer comes, and ask again.
      const signal = i % 7 === 0 ? AbortSignal.timeout(5) : undefined;
      const sent = await fetch(`${origins[i % 2]}/api/v1/usage`, { method: 'POST', ...(signal && { signal }), headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', 'idempotency-key': `k07-${i}` }, body: '{"customer":"ada"}' }).then(({ status }) => status, () => 0);
      if (sent === 200) return;
      if (sent === 0 && (await post(i + 1, { secret: key, headers: { 'idempotency-key': `k07-${i}` } }, { customer: 'ada' })).status === 200) return;
      expect([0, 503]).toContain(sent);
    }
  };
  const waiting = { calls: 600 };
  const calls = Promise.all(Array.from({ length: 600 }, (_, i) => untilCounted(i).then(() => (waiting.calls -= 1))));
  let killed = 0;
  while (waiting.calls > 100) killed += (await kill()).rowCount ?? 0;
  await calls;
  expect(killed).toBeGreaterThan(0);
  expect(await countsOf(owner, customerId)).toEqual([{ meter: 'calls', used: 600, events: 600, units: 600 }]);
}, 60_000);

it('K08: a platform’s key reaches nothing of another, nor of its own other world', async () => {
  const [one, two] = [await newPlatform(), await newPlatform()];
  expect((await post(0, one.key, { customer: 'ada', units: 7 })).body.used).toBe(7);
  expect((await post(1, two.key, { customer: 'ada' })).body.used).toBe(1);
  const preview = await createKey(owner, { platformId: one.platformId, mode: 'preview' });
  expect((await post(0, preview.key, { customer: 'ada' })).body.used).toBe(1);
  const read = await fetch(`${origins[0]}/api/v1/usage?customer=bob`, { headers: { authorization: `Bearer ${two.key}` } });
  expect(read.status).toBe(404);
});

it('K14: what is read is what was counted', async () => {
  const { platformId, tiers, key } = await newPlatform({ meters: ['calls', 'tokens'] });
  const customerId = await createCustomer(owner, { platformId, tierId: tiers.free! });
  for (const [meter, units] of [['calls', 2], ['tokens', 40], ['calls', 3]] as const) await post(units, key, { customer: 'ada', meter, units });
  const response = await fetch(`${origins[1]}/api/v1/usage?customer=ada`, { headers: { authorization: `Bearer ${key}` } });
  const usage = (await response.json()) as { meters: { meter: string; used: number; remaining: number }[]; history: { meter: string; calls: number; units: number }[] };
  expect(usage.meters).toEqual([{ meter: 'calls', used: 5, limit: 500, remaining: 495 }, { meter: 'tokens', used: 40, limit: 500, remaining: 460 }]);
  expect(usage.history.map(({ meter, calls, units }) => ({ meter, calls, units }))).toEqual([{ meter: 'calls', calls: 2, units: 5 }, { meter: 'tokens', calls: 1, units: 40 }]);
  expect((await countsOf(owner, customerId)).map(({ used, units }) => [used, units])).toEqual([[5, 5], [40, 40]]);
});

it('K10–K12: the rate is the customer’s, whatever the path, the address or the body claims', async () => {
  const { platformId, key } = await newPlatform({ tiers: [{ unitLimit: null, ratePerMinute: 3 }] });
  const spoofs: Record<string, string>[] = [{ 'x-forwarded-for': '1.1.1.1' }, { 'x-real-ip': '2.2.2.2' }, { forwarded: 'for=3.3.3.3' }, { 'cf-connecting-ip': '4.4.4.4' }, {}];
  const answers: Answer[] = [];
  for (const headers of spoofs) answers.push(await post(0, { secret: key, headers }, { customer: 'ada' }));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429, 429]);
  expect(answers[3]!.body.error).toMatchObject({ code: 'RATE_LIMITED', details: { reason: 'rate' } });
  expect(answers[2]!.headers.get('ratelimit')).toMatch(/"rate";r=0;t=\d+$/);
  expect((await post(0, key, { customer: 'bob' })).status).toBe(200);
  expect((await owner.query('select count(*)::int as count from usage_events where platform_id = $1', [platformId])).rows).toEqual([{ count: 4 }]);
  for (const path of ['/api/v1/Usage', '/api/v1//usage', '/api/v1/usage/']) expect((await fetch(`${origins[0]}${path}`, { method: 'POST', headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' }, body: '{"customer":"ada"}' })).status).toBe(404);
});

it('a signed token speaks for its customer and its plan, and nothing else does', async () => {
  const { platformId, tiers } = await newPlatform({ tiers: [{ slug: 'free', unitLimit: 1 }, { slug: 'pro', unitLimit: 100 }] });
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
  const other = await generateKeyPair('ES256');
  const signerId = newId('platformSigner');
  await owner.query(`insert into platform_signers (id, platform_id, mode, name, algorithm, public_key, created_at) values ($1, $2, 'live', 'web', 'ES256', $3, now())`, [signerId, platformId, JSON.stringify(await exportJWK(publicKey))]);
  const now = Math.floor(Date.now() / 1000);
  const sign = (changes: { claims?: object; header?: object; key?: CryptoKey | Uint8Array } = {}) =>
    new SignJWT({ iss: platformId, sub: 'ada', aud: 'latchkey', iat: now, exp: now + 600, ...changes.claims }).setProtectedHeader({ alg: 'ES256', kid: signerId, ...changes.header }).sign(changes.key ?? privateKey);
  expect(await post(0, await sign({ claims: { plan: 'pro' } }), {})).toMatchObject({ status: 200, body: { used: 1, limit: 100 } });
  expect(await post(1, await sign({ claims: { plan: 'free', iat: now - 60 } }), {})).toMatchObject({ status: 200, body: { used: 2, limit: 100 } });
  expect(await post(0, await sign(), { customer: 'bob' })).toMatchObject({ status: 403 });
  expect(await post(0, await sign({ claims: { plan: 'gold', iat: now + 1 } }), {})).toMatchObject({ status: 400, body: { error: { details: { field: 'tier' } } } });
  const forged = [
    await sign({ key: other.privateKey }), await sign({ claims: { iss: 'plt_other' } }), await sign({ claims: { aud: 'other' } }), await sign({ claims: { exp: now - 120 } }), await sign({ claims: { exp: now + 7_200 } }), await sign({ claims: { iat: -1e12 } }),
    await sign({ header: { kid: newId('platformSigner') } }), await sign({ header: { alg: 'HS256' }, key: new TextEncoder().encode(JSON.stringify(await exportJWK(publicKey))) }),
    `${Buffer.from(JSON.stringify({ alg: 'none', kid: signerId })).toString('base64url')}.${Buffer.from(JSON.stringify({ iss: platformId, sub: 'ada', aud: 'latchkey', iat: now, exp: now + 60 })).toString('base64url')}.`,
  ];
  for (const token of forged) expect((await post(0, token, {})).status).toBe(401);
  await owner.query('update platform_signers set revoked_at = now() where id = $1', [signerId]);
  const token = await sign();
  while ((await post(0, token, {})).status !== 401) continue;
  expect((await owner.query('select tier_id as "tierId" from customers where platform_id = $1', [platformId])).rows).toEqual([{ tierId: tiers.pro }]);
});

it('a customer’s idempotency keys are its own: they take none of the platform’s, nor of another customer', async () => {
  const { platformId, tiers, key } = await newPlatform();
  const keyOf = async (externalId: string) => (await createKey(owner, { platformId, customerId: await createCustomer(owner, { platformId, tierId: tiers.free!, externalId }) })).key;
  const [ada, eve] = [await keyOf('ada'), await keyOf('eve')];
  const send = async (secret: string, body: object) => {
    const { status, body: answer } = await post(0, secret, { requestId: 'order-1', ...body });
    return [status, answer.requestId, answer.used];
  };
  expect(await send(eve, {})).toEqual([200, 'order-1', 1]);
  expect(await send(ada, { units: 2 })).toEqual([200, 'order-1', 2]);
  expect(await send(key, { customer: 'ada', units: 3 })).toEqual([200, 'order-1', 5]);
  // Each is answered as the first time.
  expect([await send(eve, {}), await send(ada, { units: 2 }), await send(key, { customer: 'ada', units: 3 })]).toEqual([[200, 'order-1', 1], [200, 'order-1', 2], [200, 'order-1', 5]]);
});

it('refuses what is not a call, and counts nothing', async () => {
  const { platformId, key } = await newPlatform();
  const bad: [object, string][] = [[{}, 'customer'], [{ customer: 'ada', units: 0 }, 'units'], [{ customer: 'ada', units: 1.5 }, 'units'], [{ customer: 'ada', units: '1' }, 'units'], [{ customer: 'a b' }, 'customer'], [{ customer: 'ada', requestId: 'x'.repeat(129) }, 'requestId'], [{ customer: 'ada', meter: 'tokens' }, 'meter']];
  for (const [body, field] of bad) expect(await post(0, key, body)).toMatchObject({ status: 400, body: { error: { code: 'INVALID_INPUT', details: { field } } } });
  expect((await post(0, { secret: key, headers: { 'idempotency-key': 'two' } }, { customer: 'ada', requestId: 'one' })).status).toBe(400);
  expect((await post(0, 'lk_live_nothing', { customer: 'ada' })).status).toBe(401);
  expect((await post(0, (await createKey(owner, { platformId, scopes: ['usage:read'] })).key, { customer: 'ada' })).status).toBe(403);
  expect((await owner.query('select count(*)::int as count from usage_events where platform_id = $1', [platformId])).rows).toEqual([{ count: 0 }]);
});
