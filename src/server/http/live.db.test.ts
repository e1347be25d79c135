import http from 'node:http';
import type { AddressInfo } from 'node:net';
import compression from 'compression';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { endWatching } from '@/server/modules/live/hub-of';
import { sweepLive } from '@/server/modules/live/sweep-live';
import { tellLive } from '@/server/modules/live/tell-live';
import { createPlatform, type Platform } from '@/server/platform/platform';
import type { LiveEvent } from '@/shared/contracts/live';
import { startApiServer, testEnv, type ApiServer } from '@/testing/api-server';
import { dataOf, openEventStream, type EventStream } from '@/testing/event-stream';
import { openSignInDesk, type SignedIn, type SignInDesk } from '@/testing/sign-in';
import { createApiListener, createApiServer } from './node-server';

const PATH = '/api/trpc/live.events';
let one: ApiServer;
/** A second process of the shop, as far as the database knows: with connections of its own. */
let other: { platform: Platform; url: string; server: http.Server };
let desk: SignInDesk;
let ida: SignedIn;
let streams: EventStream[] = [];

beforeAll(async () => {
  one = await startApiServer({ TRUSTED_PROXY_HOPS: '1', LOG_LEVEL: 'silent', RATE_LIMITS: 'off' });
  other = await startOther(createApiServer);
  desk = await openSignInDesk(one);
  ida = await desk.signIn();
});

afterEach(() => {
  for (const stream of streams) stream.close();
  streams = [];
});

afterAll(async () => {
  await desk.close();
  await stopOther(other);
  await one.stop();
});

async function startOther(create: (platform: Platform) => http.Server): Promise<typeof other> {
  const platform = createPlatform(testEnv(one.database, { TRUSTED_PROXY_HOPS: '1', LOG_LEVEL: 'silent', RATE_LIMITS: 'off' }));
  const server = create(platform);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // An address of a listening TCP server is never a string.
  return { platform, server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

async function stopOther({ server, platform }: typeof other): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await platform.close();
}

async function open(url: string, person: SignedIn, { lastEventId = null, headers = {} }: { lastEventId?: string | null; headers?: Record<string, string> } = {}): Promise<EventStream> {
  const cookie = [...person.browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const stream = await openEventStream(`${url}${PATH}`, { cookie, lastEventId, headers });
  streams.push(stream);
  return stream;
}

const tell = (platform: Platform, person: SignedIn, ref: string) =>
  platform.db.asService('test', (tx) => {
    tellLive(tx, { userIds: [person.userId], kind: 'message', ref, at: new Date() });
    return Promise.resolve();
  });

async function refs(stream: EventStream, count: number): Promise<string[]> {
  const found: string[] = [];
  while (found.length < count) found.push(refOf(dataOf(await stream.next())));
  return found;
}

const refOf = (event: LiveEvent) => (event.kind === 'reset' ? 'reset' : event.ref);

describe('an open page', () => {
  it('first hears that it should ask for everything, then what is told in another process', async () => {
    const stream = await open(other.url, ida);
    expect(stream.response.headers.get('content-type')).toBe('text/event-stream');
    expect(await refs(stream, 1)).toEqual(['reset']);
    await tell(one.platform, ida, 'thr_a');
    expect(await refs(stream, 1)).toEqual(['thr_a']);
  });

  it('hears nothing of other people, and nothing that was rolled back', async () => {
    const bo = await desk.signIn();
    const stream = await open(one.url, ida);
    await refs(stream, 1);
    await tell(other.platform, bo, 'thr_of_bo');
    const undone = other.platform.db.asService('test', (tx) => {
      tellLive(tx, { userIds: [ida.userId], kind: 'message', ref: 'thr_undone', at: new Date() });
      return Promise.reject(new Error('no'));
    });
    await expect(undone).rejects.toThrow('no');
    await tell(other.platform, ida, 'thr_of_ida');
    expect(await refs(stream, 1)).toEqual(['thr_of_ida']);
  });

  it('hears many tellers at once in the order of its numbers, each once', async () => {
    const stream = await open(other.url, ida);
    await refs(stream, 1);
    const before = Number(stream.lastEventId);
    const all = Array.from({ length: 24 }, (_, i) => `thr_${i}`);
    await Promise.all(all.map((ref, i) => tell(i % 2 === 0 ? one.platform : other.platform, ida, ref)));
    expect((await refs(stream, all.length)).toSorted()).toEqual(all.toSorted());
    expect(Number(stream.lastEventId)).toBe(before + all.length);
  });

  it('misses nothing while the connection that listens is down', async () => {
    const stream = await open(other.url, ida);
    await refs(stream, 1);
    const cut = await desk.owner.query(`select pg_terminate_backend(pid) from pg_stat_activity where query = 'listen "live"' and datname = current_database()`);
    expect(cut.rowCount).toBeGreaterThan(0);
    await tell(one.platform, ida, 'thr_while_down');
    expect(await refs(stream, 1)).toEqual(['thr_while_down']);
    await tell(one.platform, ida, 'thr_after');
    expect(await refs(stream, 1)).toEqual(['thr_after']);
  });

  it('goes on from its last event in another process', async () => {
    const stream = await open(one.url, ida);
    await refs(stream, 1);
    await tell(one.platform, ida, 'thr_1');
    await refs(stream, 1);
    stream.close();
    for (const ref of ['thr_2', 'thr_3', 'thr_4']) await tell(one.platform, ida, ref);
    const again = await open(other.url, ida, { lastEventId: stream.lastEventId });
    expect(await refs(again, 3)).toEqual(['thr_2', 'thr_3', 'thr_4']);
  });

  it('is told to ask for everything when its last event is kept no more, or is none', async () => {
    const stream = await open(one.url, ida);
    await refs(stream, 1);
    stream.close();
    await tell(one.platform, ida, 'thr_old');
    await desk.owner.query(`update live_events set created_at = now() - interval '25 hours'`);
    await sweepLive(one.platform);
    await tell(one.platform, ida, 'thr_new');
    for (const lastEventId of [stream.lastEventId, '999999999', 'rubbish']) {
      const again = await open(other.url, ida, { lastEventId });
      expect(await refs(again, 1)).toEqual(['reset']);
      await tell(one.platform, ida, 'thr_newer');
      expect(await refs(again, 1)).toEqual(['thr_newer']);
    }
  });

  it('is told to ask for everything when it was away for longer than things are kept for it', async () => {
    const stream = await open(one.url, ida);
    await refs(stream, 1);
    stream.close();
    await desk.owner.query(`update live_cursors set watched_until = now() - interval '11 minutes' where user_id = $1`, [ida.userId]);
    await tell(one.platform, ida, 'thr_unheard');
    expect(await refs(await open(other.url, ida, { lastEventId: stream.lastEventId }), 1)).toEqual(['reset']);
  });

  it('holds nobody up: of two who tell the same people in opposite order neither waits for the other, and what one of them told stays in its order', async () => {
    const [bo, cy] = [await desk.signIn(), await desk.signIn()];
    const stream = await open(other.url, bo);
    await refs(stream, 1);
    let both = 0;
    let go = () => {};
    const met = new Promise<void>((resolve) => { go = resolve; });
    const tellInTurn = (name: string, people: string[]) => one.platform.db.asService('test', async (tx) => {
      for (const [n, userId] of [...people, ...people].entries()) tellLive(tx, { userIds: [userId], kind: 'thread', ref: `thr_${name}${n}`, at: new Date() });
      both += 1;
      if (both === 2) go();
      await met;
    });
    await Promise.all([tellInTurn('a', [bo.userId, cy.userId]), tellInTurn('b', [cy.userId, bo.userId])]);
    expect(both).toBe(2);
    const heard = await refs(stream, 4);
    expect(heard.filter((ref) => ref.startsWith('thr_a'))).toEqual(['thr_a0', 'thr_a2']);
    expect(heard.filter((ref) => ref.startsWith('thr_b'))).toEqual(['thr_b1', 'thr_b3']);
  });

  it('hears nothing more once the session has ended', async () => {
    const bo = await desk.signIn();
    const stream = await open(other.url, bo);
    await refs(stream, 1);
    await desk.owner.query('delete from sessions where user_id = $1', [bo.userId]);
    await tell(one.platform, bo, 'thr_late');
    const last = await stream.next();
    expect(last?.event).toBe('serialized-error');
    expect(last?.data).toContain('UNAUTHORIZED');
    expect(last?.data).not.toContain('thr_late');
    expect(await stream.next()).toBeNull();
  });

  it('does not count as using its session, so that staff who are idle are signed out', async () => {
    const bo = await desk.signIn();
    await desk.owner.query(`update sessions set last_seen_at = now() - interval '20 minutes' where user_id = $1`, [bo.userId]);
    const stream = await open(other.url, bo);
    await refs(stream, 1);
    // Opening it is using it; what follows is not.
    await desk.owner.query(`update sessions set last_seen_at = now() - interval '20 minutes' where user_id = $1`, [bo.userId]);
    await tell(one.platform, bo, 'thr_seen');
    expect(await refs(stream, 1)).toEqual(['thr_seen']);
    const { rows } = await desk.owner.query<{ idle: boolean }>(`select last_seen_at < now() - interval '19 minutes' as idle from sessions where user_id = $1`, [bo.userId]);
    expect(rows).toEqual([{ idle: true }]);
  });

  it('is let go when the process stops, and comes back elsewhere', async () => {
    const third = await startOther(createApiServer);
    const stream = await open(third.url, ida);
    await refs(stream, 1);
    endWatching(third.platform);
    expect(await stream.next()).toBeNull();
    await stopOther(third);
    await tell(one.platform, ida, 'thr_back');
    expect(await refs(await open(one.url, ida, { lastEventId: stream.lastEventId }), 1)).toEqual(['thr_back']);
  });

  it('gets each event at once through the compression of the shop', async () => {
    const compress = compression() as unknown as (request: http.IncomingMessage, response: http.ServerResponse, done: () => void) => void;
    const shop = await startOther((platform) => {
      const answer = createApiListener(platform);
      return http.createServer((request, response) => {
        compress(request, response, () => undefined);
        answer(request, response);
      });
    });
    const stream = await open(shop.url, ida, { headers: { 'accept-encoding': 'gzip, br' } });
    expect(await refs(stream, 1)).toEqual(['reset']);
    expect(stream.response.headers.get('content-encoding')).toBeNull();
    stream.close();
    await stopOther(shop);
  });
});

describe('who may listen', () => {
  it('is nobody who is not signed in', async () => {
    const response = await fetch(`${one.url}${PATH}`, { headers: { accept: 'text/event-stream' } });
    expect(response.status).toBe(401);
    expect(await response.text()).toContain('Please sign in first.');
  });

  it('is one page too few for who has very many open', async () => {
    const bo = await desk.signIn();
    for (let i = 0; i < 24; i += 1) await refs(await open(one.url, bo), 1);
    const last = await (await open(one.url, bo)).next();
    expect(last?.event).toBe('serialized-error');
    expect(last?.data).toContain('TOO_MANY_REQUESTS');
  });
});

describe('waking', () => {
  it('is spared for people who are away', async () => {
    const away = await desk.signIn();
    const heard: string[] = [];
    desk.owner.on('notification', ({ payload }) => heard.push(payload ?? ''));
    await desk.owner.query('listen live');
    await refs(await open(other.url, ida), 1);
    await tell(one.platform, away, 'thr_x');
    await tell(one.platform, ida, 'thr_y');
    await expect.poll(async () => (await desk.owner.query('select 1'), heard)).toContain(ida.userId);
    expect(heard).not.toContain(away.userId);
    await desk.owner.query('unlisten live');
  });
});
