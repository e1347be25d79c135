import { spawn } from 'node:child_process';
import pg from 'pg';
import { Webhook } from 'standardwebhooks';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { createWebhookEndpoint } from '@/server/modules/webhook-desk/create-webhook-endpoint';
import { getWebhookDelivery } from '@/server/modules/webhook-desk/get-webhook-delivery';
import { listWebhookDeliveries } from '@/server/modules/webhook-desk/list-webhook-deliveries';
import { listWebhookEndpoints } from '@/server/modules/webhook-desk/list-webhook-endpoints';
import { replayWebhook } from '@/server/modules/webhook-desk/replay-webhook';
import { replayWebhooks } from '@/server/modules/webhook-desk/replay-webhooks';
import { rotateWebhookSecret } from '@/server/modules/webhook-desk/rotate-webhook-secret';
import { sendTestWebhook } from '@/server/modules/webhook-desk/send-test-webhook';
import { switchWebhookEndpoint } from '@/server/modules/webhook-desk/switch-webhook-endpoint';
import { clock } from '@/server/platform/clock';
import type { Viewer } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import type { OutgoingEventData } from '@/shared/contracts/outgoing-events';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@/shared/time';
import { createPlatformOf } from '@/testing/metering';
import { createTestPlatform } from '@/testing/platform';
import { createTestDatabase, type TestDatabase } from '@/testing/postgres';
import { startWebhookReceiver, type WebhookReceiver } from '@/testing/webhook-receiver';
import { createWorld, type World } from '@/testing/world';
import { projectDir } from '@/tooling/migrate';
import { deliverWebhook } from './deliver-webhook';
import { disableEndpoint } from './delivery.queries';
import { publishEvent } from './publish-event';
import { sweepDeliveries } from './sweep-deliveries';

let database: TestDatabase;
let platform: Platform;
/** Another process's, as far as the database can tell. */
let other: Platform;
let owner: pg.Pool;
let world: World;
let receiver: WebhookReceiver;
let viewer: Viewer;
let ids: { seller: string; platformId: string; mode: 'live' };
let endpointId: string;
let secret: string;
let count = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createWorld(database.ownerUrl);
  [platform, other] = await Promise.all([createTestPlatform(database, { LOCAL_WEBHOOKS: '1' }), createTestPlatform(database, { LOCAL_WEBHOOKS: '1' })]);
  owner = new pg.Pool({ connectionString: database.ownerUrl, max: 2 });
  viewer = { userId: world.sellerOne, role: 'customer' };
});
beforeEach(async () => {
  receiver = await startWebhookReceiver();
  const { platformId } = await createPlatformOf(owner, world.sellers.one);
  ids = { seller: 'northbeam', platformId, mode: 'live' };
  ({ endpointId, secret } = await createWebhookEndpoint(platform, { viewer, input: { ...ids, url: receiver.url, description: '', eventTypes: ['usage.limit_reached'] } }));
});
afterEach(async () => {
  vi.useRealTimers();
  await receiver.stop();
});
afterAll(async () => {
  await Promise.all([platform.close(), other.close()]);
  await owner.end();
  await database.drop();
});

const DATA: OutgoingEventData['usage.limit_reached'] = { customer: 'ada', tier: 'free', meter: 'calls', used: 5, limit: 5, percent: 100, windowStart: '2026-11-01T00:00:00.000Z', windowEnd: '2026-12-01T00:00:00.000Z' };
const publish = (dedupeKey = `cause-${(count += 1)}`) => platform.db.asService('a test publishes', (tx) => publishEvent(tx, { ...ids, type: 'usage.limit_reached', data: DATA, dedupeKey, at: clock.now() }));
const deliveries = async () => (await listWebhookDeliveries(platform.db, { viewer, input: { ...ids, limit: 100 } })).items;
const first = async () => {
  const [delivery] = await deliveries();
  if (!delivery) throw new Error('there is no delivery');
  return delivery;
};
const deliver = async (parts: Platform = platform) => deliverWebhook(parts, { deliveryId: (await first()).id });
const endpoint = async () => (await listWebhookEndpoints(platform.db, { viewer, input: ids }))[0];
const jobsOf = async (deliveryId: string) => (await owner.query<{ runAt: Date }>('select run_at as "runAt" from graphile_worker.jobs where key = $1', [`webhook:${deliveryId}`])).rows.map(({ runAt }) => runAt.toISOString());
/** Moves the time, for us and for the library that checks the age of signatures. */
const moveTo = (time: string | Date) => vi.useFakeTimers({ toFake: ['Date'], now: new Date(time) });

it('is signed as Standard Webhooks says, and delivered once', async () => {
  await publish();
  await deliver();
  const [request] = receiver.received;
  expect(new Webhook(secret).verify(request!.body, request!.headers)).toEqual({ type: 'usage.limit_reached', timestamp: expect.any(String), mode: 'live', data: DATA });
  expect(() => new Webhook(secret).verify(request!.body.replace('ada', 'eve'), request!.headers)).toThrow('No matching signature');
  expect(await first()).toMatchObject({ status: 'delivered', attempts: 1, lastStatus: 200, eventId: request!.headers['webhook-id'] });
  await deliver();
  expect(receiver.received).toHaveLength(1);
  expect(await getWebhookDelivery(platform.db, { viewer, input: { seller: ids.seller, platformId: ids.platformId, deliveryId: (await first()).id } })).toMatchObject({ payload: request!.body, lastAnswer: 'ok' });
});

it('one cause is told once, and only if what caused it commits', async () => {
  await publish('same');
  await publish('same');
  await expect(platform.db.asService('a test publishes', async (tx) => {
    await publishEvent(tx, { ...ids, type: 'usage.limit_reached', data: DATA, dedupeKey: 'undone', at: clock.now() });
    throw new Error('undone');
  })).rejects.toThrow('undone');
  const items = await deliveries();
  expect(items).toHaveLength(1);
  expect(await jobsOf(items[0]!.id)).toHaveLength(1);
});

it('goes to the endpoints of its own world that asked for its type', async () => {
  await platform.db.asService('a test publishes', async (tx) => {
    await publishEvent(tx, { ...ids, mode: 'preview', type: 'usage.limit_reached', data: DATA, dedupeKey: 'other world', at: clock.now() });
    await publishEvent(tx, { ...ids, type: 'customer.tier_changed', data: { customer: 'ada', tier: 'pro', previousTier: 'free', source: 'set' }, dedupeKey: 'other type', at: clock.now() });
  });
  expect(await deliveries()).toEqual([]);
});

it('is tried again for three days under the same id, then given up', async () => {
  receiver.answer({ status: 500, body: 'out of order' });
  moveTo('2026-11-20T12:00:00.000Z');
  const start = clock.now().getTime();
  await publish();
  const waits: number[] = [];
  for (let attempt = 1; attempt <= 10; attempt += 1) {
    const before = clock.now().getTime();
    await deliver();
    const { status, attempts, nextAttemptAt, id } = await first();
    expect({ status, attempts }).toEqual({ status: attempt === 10 ? 'dead' : 'failed', attempts: attempt });
    new Webhook(secret).verify(receiver.received.at(-1)!.body, receiver.received.at(-1)!.headers);
    if (nextAttemptAt === null) break;
    expect(await jobsOf(id)).toEqual([nextAttemptAt]);
    await deliver();
    expect(receiver.received, 'what is not due is left alone').toHaveLength(attempt);
    waits.push(Date.parse(nextAttemptAt) - before);
    moveTo(nextAttemptAt);
  }
  const wanted = [5_000, 5 * MINUTE_MS, 30 * MINUTE_MS, 2 * HOUR_MS, 5 * HOUR_MS, 10 * HOUR_MS, 14 * HOUR_MS, 20 * HOUR_MS, 24 * HOUR_MS];
  expect(waits).toHaveLength(wanted.length);
  for (const [index, wait] of waits.entries()) expect(Math.abs(wait / wanted[index]! - 1)).toBeLessThanOrEqual(0.1);
  expect(clock.now().getTime() - start).toBeGreaterThan(2.5 * DAY_MS);
  expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id']))).toHaveProperty('size', 1);
  expect(await first()).toMatchObject({ lastStatus: 500 });
  expect(await endpoint()).toMatchObject({ disabledAt: null, failingSince: '2026-11-20T12:00:00.000Z' });
});

it('a broken connection, a redirect and a refusal are failures; a good answer forgets them', async () => {
  await publish();
  for (const [how, shown] of [['reset', { lastStatus: null, lastError: 'socket hang up' }], [{ status: 302, headers: { location: 'http://169.254.169.254/' } }, { lastStatus: 302 }], [{ status: 401 }, { lastStatus: 401 }]] as const) {
    receiver.answer(how);
    await deliver();
    const delivery = await first();
    expect(delivery).toMatchObject({ status: 'failed', ...shown });
    moveTo(delivery.nextAttemptAt!);
  }
  receiver.answer({ status: 204 });
  await deliver();
  expect(receiver.received).toHaveLength(4);
  expect(await first()).toMatchObject({ status: 'delivered', attempts: 4 });
  expect(await endpoint()).toMatchObject({ failingSince: null });
});

it('one developer’s hanging receivers leave others their places, and what waits for one waits longer each time, after all else', async () => {
  receiver.answer('hang');
  await publish();
  const hanging = deliver();
  await receiver.hasReceived(1);
  await publish();
  const waiting = (await first()).id;
  await deliver();
  const jobOf = async () => (await owner.query<{ priority: number; payload: { waits?: number } }>('select j.priority, p.payload from graphile_worker.jobs j join graphile_worker._private_jobs p on p.id = j.id where j.key = $1', [`webhook:${waiting}`])).rows[0];
  expect(await jobOf()).toEqual({ priority: 10, payload: { deliveryId: waiting, waits: 1 } });
  await deliverWebhook(platform, { deliveryId: waiting, waits: 1 });
  expect((await jobOf())?.payload.waits).toBe(2);
  const [own, ownReceiver] = [ids, await startWebhookReceiver()];
  ids = { ...ids, platformId: (await createPlatformOf(owner, world.sellers.one)).platformId };
  await createWebhookEndpoint(platform, { viewer, input: { ...ids, url: ownReceiver.url, description: '', eventTypes: ['usage.limit_reached'] } });
  await publish();
  await deliver();
  expect(ownReceiver.received).toHaveLength(1);
  ids = own;
  await Promise.all([ownReceiver.stop(), receiver.stop()]);
  await hanging;
  // Its place is free: who waited comes at once.
  expect((await jobOf())?.payload).toEqual({ deliveryId: waiting });
});

it('what is published while its endpoint is being disabled is given up with the rest', async () => {
  let published = Promise.resolve(false);
  await platform.db.asService('a test disables', async (tx) => {
    await disableEndpoint(tx, { endpointId, reason: 'owner', at: clock.now() });
    published = publish().then(() => true);
    expect(await Promise.race([published, new Promise((resolve) => setTimeout(() => resolve('waits'), 300))])).toBe('waits');
  });
  await published;
  expect(await deliveries()).toEqual([]);
});

it('two workers at once send it once', async () => {
  await publish();
  await Promise.all([deliver(), deliver(other), deliver(), deliver(other)]);
  expect(receiver.received).toHaveLength(1);
});

it('is sent again, under its id, when the worker dies before it could note the answer', async () => {
  receiver.answer('hang');
  await publish();
  const { id } = await first();
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/testing/run-verb.ts', 'deliverWebhook', JSON.stringify({ deliveryId: id })], {
    cwd: projectDir,
    stdio: 'ignore',
    env: { PATH: process.env.PATH, NODE_ENV: 'test', LOG_LEVEL: 'silent', LOCAL_WEBHOOKS: '1', DATABASE_USER_URL: database.userUrl, DATABASE_SERVICE_URL: database.serviceUrl, NEXTAUTH_SECRET: platform.env.NEXTAUTH_SECRET, DOWNLOAD_SECRET: platform.env.DOWNLOAD_SECRET, DATA_SECRET: platform.env.DATA_SECRET, STRIPE_SECRET_KEY: 'sk_test_nowhere', STRIPE_API_URL: 'http://127.0.0.1:1', STRIPE_WEBHOOK_SECRET: 'whsec_for_tests', SMTP_URL: 'smtp://127.0.0.1:1' },
  });
  await receiver.hasReceived(1);
  child.kill('SIGKILL');
  await new Promise((resolve) => child.once('exit', resolve));
  receiver.answer({});
  await deliver();
  expect(receiver.received, 'the first attempt may still be under way').toHaveLength(1);
  moveTo(new Date(clock.now().getTime() + 3 * MINUTE_MS));
  await owner.query('delete from graphile_worker._private_jobs');
  await sweepDeliveries(platform);
  expect(await jobsOf(id)).toHaveLength(1);
  await deliver();
  expect(receiver.received.map(({ headers }) => headers['webhook-id'])).toEqual(Array(2).fill((await first()).eventId));
  expect(await first()).toMatchObject({ status: 'delivered', attempts: 2 });
});

it('an endpoint without one good answer for five days is disabled, its owner is written to, and what it missed can be replayed', async () => {
  receiver.answer({ status: 503 });
  moveTo('2026-11-20T12:00:00.000Z');
  await publish();
  await deliver();
  moveTo('2026-11-25T12:00:00.000Z');
  await publish();
  await deliver();
  expect(await endpoint()).toMatchObject({ disabledReason: 'failing' });
  expect((await deliveries()).map(({ status }) => status)).toEqual(['dead', 'dead']);
  const { rows } = await owner.query<{ to: string; text: string }>(`select to_address as "to", text_body as text from email_outbox where dedupe_key like $1`, [`webhook-disabled:${endpointId}%`]);
  expect(rows).toEqual([{ to: 'sellerone@example.test', text: expect.stringContaining(`/platforms/${ids.platformId}/webhooks`) }]);
  await publish();
  expect(await deliveries()).toHaveLength(2);
  const again = { viewer, input: { seller: ids.seller, platformId: ids.platformId, endpointId } };
  await expect(replayWebhooks(platform.db, { viewer, input: { ...again.input, sinceHours: 24 * 14 } })).rejects.toMatchObject({ code: 'CONFLICT' });
  await switchWebhookEndpoint(platform.db, { viewer, input: { ...again.input, isOn: true } });
  receiver.answer({});
  expect(await replayWebhooks(platform.db, { viewer, input: { ...again.input, sinceHours: 24 * 14 } })).toEqual({ count: 3 });
  for (const { id } of await deliveries()) await deliverWebhook(platform, { deliveryId: id });
  expect((await deliveries()).map(({ status }) => status)).toEqual(['delivered', 'delivered', 'delivered']);
  expect(await replayWebhooks(platform.db, { viewer, input: { ...again.input, sinceHours: 24 * 14 } })).toEqual({ count: 0 });
});

it('410 disables at once', async () => {
  receiver.answer({ status: 410 });
  await publish();
  await deliver();
  expect(await endpoint()).toMatchObject({ disabledReason: 'gone' });
  expect(await first()).toMatchObject({ status: 'dead', attempts: 1 });
});

it('one that was delivered is replayed under its id', async () => {
  await publish();
  await deliver();
  await replayWebhook(platform.db, { viewer, input: { seller: ids.seller, platformId: ids.platformId, deliveryId: (await first()).id } });
  await deliver();
  expect(receiver.received.map(({ headers }) => headers['webhook-id'])).toEqual(Array(2).fill((await first()).eventId));
  expect(await first()).toMatchObject({ status: 'delivered', replays: 1 });
});

it('while a secret takes over, both verify; afterwards only the new one', async () => {
  const { secret: next } = await rotateWebhookSecret(platform, { viewer, input: { seller: ids.seller, platformId: ids.platformId, endpointId, overlapHours: 24 } });
  await publish();
  await deliver();
  const [{ body, headers }] = receiver.received as [{ body: string; headers: Record<string, string> }];
  expect(headers['webhook-signature']!.split(' ')).toHaveLength(2);
  for (const one of [secret, next]) expect(() => new Webhook(one).verify(body, headers)).not.toThrow();
  moveTo(new Date(clock.now().getTime() + DAY_MS));
  await sendTestWebhook(platform.db, { viewer, input: { seller: ids.seller, platformId: ids.platformId, endpointId } });
  await deliver();
  const test = receiver.received.at(-1)!;
  expect(new Webhook(next).verify(test.body, test.headers)).toMatchObject({ type: 'webhook.test' });
  expect(() => new Webhook(secret).verify(test.body, test.headers)).toThrow('No matching signature');
});

it('keeps no signing secret in clear, seals what stands in clear or by a former key, and signs as before', async () => {
  const kept = async () => (await owner.query<{ secret: string }>('select secret from webhook_secrets where endpoint_id = $1', [endpointId])).rows.map(({ secret: text }) => text);
  const [before] = await kept();
  expect(before).toMatch(/^sealed\.[\w-]{8}\.[\w-]+$/);
  const next = 'r'.repeat(40);
  const sweepWith = (...secrets: string[]) => sweepDeliveries({ ...platform, env: { ...platform.env, DATA_SECRET: secrets.join(',') } });
  await sweepWith(next, platform.env.DATA_SECRET);
  const [after] = await kept();
  expect(after?.split('.')[1]).not.toBe(before?.split('.')[1]);
  await owner.query('update webhook_secrets set secret = $2 where endpoint_id = $1', [endpointId, secret]);
  await publish();
  await deliver();
  // Without the key that sealed the others, what can be sealed is.
  await sweepDeliveries(platform);
  await sweepWith(platform.env.DATA_SECRET, next);
  expect((await kept()).filter((text) => text.includes('whsec_'))).toEqual([]);
  await publish();
  await deliver();
  expect(receiver.received).toHaveLength(2);
  for (const { body, headers } of receiver.received) expect(() => new Webhook(secret).verify(body, headers)).not.toThrow();
});

it('is kept from addresses of this machine and of private networks, and from plain http, where the shop is not being tried out', async () => {
  const strict = { db: platform.db, env: { ...platform.env, LOCAL_WEBHOOKS: false } };
  for (const url of [receiver.url, 'http://example.com/hook', 'https://10.0.0.1/', 'https://user:pass@example.com/', 'ftp://example.com/', 'https://[::ffff:169.254.169.254]/', 'nonsense']) {
    await expect(createWebhookEndpoint(strict, { viewer, input: { ...ids, url, description: '', eventTypes: ['usage.limit_reached'] } })).rejects.toMatchObject({ code: 'INVALID_INPUT', details: { field: 'url' } });
  }
  await publish();
  await deliverWebhook(strict, { deliveryId: (await first()).id });
  expect(receiver.received).toEqual([]);
  expect(await first()).toMatchObject({ status: 'failed', lastStatus: null });
});

it('forgets events after ninety days', async () => {
  await publish();
  moveTo(new Date(clock.now().getTime() + 91 * DAY_MS));
  await sweepDeliveries(platform);
  expect(await deliveries()).toEqual([]);
});
