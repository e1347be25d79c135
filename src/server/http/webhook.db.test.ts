import { gzipSync } from 'node:zlib';
import http from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseEnv } from '@/server/platform/env';
import { createTestDatabase } from '@/testing/postgres';
import { createApiServer } from '@/server/http/node-server';
import { createPlatform } from '@/server/platform/platform';
import { startApiServer, testEnv, type ApiServer } from '@/testing/api-server';
import { signature } from '@/testing/shop';
import type { AddressInfo } from 'node:net';
import pg from 'pg';

const OLD = 'whsec_old_secret';
const NEW = 'whsec_test_latchkey';

let api: ApiServer;
let owner: pg.Client;
let count = 0;

beforeAll(async () => {
  api = await startApiServer({ STRIPE_WEBHOOK_SECRET: `${OLD}, ${NEW}`, STRIPE_API_URL: 'http://127.0.0.1:1' });
  owner = new pg.Client({ connectionString: api.database.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await api.stop();
});

const newEvent = (changes: object = {}) => JSON.stringify({ id: `evt_${(count += 1)}`, object: 'event', type: 'checkout.session.completed', livemode: false, created: 1, data: { object: { id: 'cs_test_1' } }, ...changes });
const now = () => Math.floor(Date.now() / 1000);

function send(body: string | Uint8Array, { headers = {}, signed = signature(body) }: { headers?: Record<string, string>; signed?: string | null } = {}): Promise<Response> {
  // The cast: undici takes any view, its type asks for one that is not shared.
  return fetch(`${api.url}/api/stripe/webhook`, { method: 'POST', body: body as BodyInit, headers: { 'content-type': 'application/json; charset=utf-8', ...(signed !== null && { 'stripe-signature': signed }), ...headers } });
}

const rows = async (id: string) => (await owner.query<{ status: string }>('select status from webhook_events where stripe_event_id = $1', [id])).rows;
const all = async () => (await owner.query<{ count: number }>('select count(*)::int as count from webhook_events')).rows[0]!.count;
const jobs = async () => (await owner.query<{ count: number }>(`select count(*)::int as count from graphile_worker.jobs where task_identifier = 'process-webhook-event'`)).rows[0]!.count;

describe('what is taken in', () => {
  it('stores the event and its job, and says 200', async () => {
    const before = await jobs();
    const response = await send(newEvent({ id: 'evt_good' }));
    expect([response.status, await response.json()]).toEqual([200, { received: true }]);
    expect(await rows('evt_good')).toEqual([{ status: 'received' }]);
    expect(await jobs()).toBe(before + 1);
  });

  it('W09: takes the same delivery again without effect', async () => {
    const body = newEvent({ id: 'evt_again' });
    const signed = signature(body);
    const before = await jobs();
    for (let index = 0; index < 3; index += 1) expect((await send(body, { signed })).status).toBe(200);
    expect(await rows('evt_again')).toHaveLength(1);
    expect(await jobs()).toBe(before + 1);
  });

  it('W04: either of two secrets in rotation, alone or together', async () => {
    const body = newEvent();
    for (const secrets of [[OLD], [NEW], [OLD, NEW], ['whsec_unrelated', NEW]]) expect((await send(body, { signed: signature(body, { secrets }) })).status).toBe(200);
  });

  it('W12: an unknown type is stored, ignored, and has no job', async () => {
    const before = await jobs();
    expect((await send(newEvent({ id: 'evt_unknown', type: 'radar.something.new' }))).status).toBe(200);
    expect(await rows('evt_unknown')).toEqual([{ status: 'ignored' }]);
    expect(await jobs()).toBe(before);
  });

  it('W15: a live event on a test key is parked', async () => {
    expect((await send(newEvent({ id: 'evt_live', livemode: true }))).status).toBe(200);
    expect(await rows('evt_live')).toEqual([{ status: 'parked' }]);
  });

  it('W16: a key that stands twice has the one meaning of the parser, in the row as in the payload', async () => {
    const body = '{"id":"evt_first","id":"evt_second","type":"a.b","type":"checkout.session.completed","livemode":false,"data":{"object":{"id":"cs_1"}}}';
    expect((await send(body)).status).toBe(200);
    expect(await rows('evt_first')).toEqual([]);
    const { rows: stored } = await owner.query(`select type, payload->>'id' as id from webhook_events where stripe_event_id = 'evt_second'`);
    expect(stored).toEqual([{ type: 'checkout.session.completed', id: 'evt_second' }]);
  });

  it('W10: answers at once, whatever the work will cost', async () => {
    const startedAt = performance.now();
    expect((await send(newEvent())).status).toBe(200);
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });
});

describe('what is refused, leaving nothing', () => {
  const refused = async (body: string | Uint8Array, options: Parameters<typeof send>[1], status = 400) => {
    const before = await all();
    const response = await send(body, options);
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ error: { message: expect.any(String) } });
    expect(await all()).toBe(before);
  };

  it('W01: no, wrong, truncated, v0 or malformed signature', async () => {
    const body = newEvent();
    const good = signature(body);
    const wrong = [null, '', 'nonsense', good.replace('v1=', 'v0='), good.slice(0, -2), `${good}x`, good.replace(/t=\d+/, 't='), good.replace(/t=\d+,/, ''), `t=${now()},${good}`, signature(body, { secrets: ['whsec_wrong'] }), signature(`${body} `)];
    for (const signed of wrong) await refused(body, { signed });
  });

  it('W02, W03: older or newer than five minutes', async () => {
    const body = newEvent();
    for (const at of [now() - 301, now() + 302, now() + 3_600]) await refused(body, { signed: signature(body, { at }) });
    expect((await send(body, { signed: signature(body, { at: now() - 295 }) })).status).toBe(200);
    expect((await send(body, { signed: signature(body, { at: now() + 295 }) })).status).toBe(200);
  });

  it('W06: re-serialised, with a byte order mark, compressed', async () => {
    const body = newEvent();
    const signed = signature(body);
    await refused(JSON.stringify(JSON.parse(body), null, 2), { signed });
    await refused(Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(body)]), { signed });
    await refused(gzipSync(body), { signed });
    await refused(gzipSync(body), { signed, headers: { 'content-encoding': 'gzip' } });
    const zipped = gzipSync(body);
    await refused(zipped, { signed: signature(zipped), headers: { 'content-encoding': 'gzip' } });
    const marked = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(body)]);
    await refused(marked, { signed: signature(marked) });
  });

  it('signed, and still no event', async () => {
    const latin = Buffer.from(newEvent({ type: 'caf\u00e9' }), 'latin1');
    for (const body of ['', '[]', '{}', 'null', '{"id":1}', newEvent({ type: 'a\u0000b' }), newEvent({ note: '\ud800' }), latin, newEvent().slice(0, -1)]) await refused(body, {});
  });

  it('W08: other methods and content types', async () => {
    for (const method of ['GET', 'PUT', 'DELETE', 'PATCH', 'HEAD']) {
      const response = await fetch(`${api.url}/api/stripe/webhook`, { method });
      expect([method, response.status, response.headers.get('allow')]).toEqual([method, 405, 'POST']);
    }
    const body = newEvent();
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp', '']) await refused(body, { headers: { 'content-type': type } }, 415);
  });

  it('W07: ten megabytes, said or not, are refused while they arrive', async () => {
    const before = await all();
    const big = Buffer.alloc(10 * 1024 * 1024, 'a');
    // The connection may be closed before all is sent, which fetch reports as a failure.
    const status = await send(big).then((response) => response.status, () => 413);
    expect(status).toBe(413);
    expect(await streamed(api.port, 10)).toBe(413);
    expect(await all()).toBe(before);
  });
});

/** Sends megabytes without saying how many, until an answer comes. */
function streamed(port: number, megabytes: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = http.request({ port, host: '127.0.0.1', path: '/api/stripe/webhook', method: 'POST', headers: { 'content-type': 'application/json', 'transfer-encoding': 'chunked' } }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
      request.destroy();
    });
    request.on('error', (error) => {
      if (!request.destroyed) reject(error);
    });
    for (let sent = 0; sent < megabytes * 4; sent += 1) request.write(Buffer.alloc(256 * 1024, 'a'));
    request.end();
  });
}

describe('the surroundings', () => {
  it('W05: does not start with an empty secret', () => {
    const base = { NEXTAUTH_SECRET: 'x'.repeat(32), DOWNLOAD_SECRET: 'y'.repeat(32), DATA_SECRET: 'z'.repeat(32) };
    for (const STRIPE_WEBHOOK_SECRET of [undefined, '', ' ', 'whsec_12345,', ', ,']) expect(() => parseEnv({ ...base, STRIPE_WEBHOOK_SECRET })).toThrow('STRIPE_WEBHOOK_SECRET');
    expect(parseEnv({ ...base, STRIPE_WEBHOOK_SECRET: 'whsec_12345,whsec_67890' })).toBeTruthy();
  });

  it('W11: with the database down answers 503, and takes the redelivery', async () => {
    const database = await createTestDatabase();
    const platform = createPlatform(testEnv(database, { STRIPE_WEBHOOK_SECRET: NEW, DATABASE_SERVICE_URL: 'postgres://app_service@127.0.0.1:1/none', STRIPE_API_URL: 'http://127.0.0.1:1' }));
    const server = createApiServer(platform);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const body = newEvent({ id: 'evt_redelivered' });
    const response = await fetch(`http://127.0.0.1:${port}/api/stripe/webhook`, { method: 'POST', body, headers: { 'content-type': 'application/json', 'stripe-signature': signature(body) } });
    expect(response.status).toBe(503);
    expect((await send(body)).status).toBe(200);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await platform.close();
    await database.drop();
  });
});
