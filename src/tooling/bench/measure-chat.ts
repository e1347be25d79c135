import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { findFreePort } from '@/sandbox/postgres';
import { cookieNames, hashToken } from '@/server/modules/identity/session-cookie';
import { newId } from '@/shared/ids';
import { dataOf, openEventStream, type EventStream } from '@/testing/event-stream';
import { createWorld } from '@/testing/world';
import { median, percentile } from './load';
import { API, serverEnv, type BenchContext } from './measure-api';
import { startServer } from './processes';

const MESSAGES = 200;
const BAR_MS = 300;

/**
 * How long after it was sent to one process of the shop a message is known to a browser connected to another, beside a bare LISTEN and NOTIFY on the same database.
 */
export async function measureChat({ database, isWanted, log, logDir, rows, facts }: BenchContext): Promise<void> {
  if (!isWanted('chat')) return;
  log('Sending messages from one process to another …');
  const ownerUrl = await database.createEmpty('bench_chat');
  const world = await createWorld(ownerUrl);
  const ports = [await findFreePort(), await findFreePort()];
  const [one, other] = await Promise.all(ports.map((port, index) => startServer({ ...API, name: `chat-api-${index}`, port, env: serverEnv({ ownerUrl }, port), logDir })));
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    if (!one || !other) throw new Error('two servers were started');
    const [buyer, seller] = [await cookieOf(owner, world.buyerA, one.origin), await cookieOf(owner, world.sellerOne, other.origin)];
    const { threadId } = await post<{ threadId: string }>(one.origin, { path: 'messages.open', cookie: buyer, input: { about: { productId: world.products.published.id } } });
    const stream = await openEventStream(`${other.origin}/api/trpc/live.events`, { cookie: seller });
    await stream.next();
    const own: number[] = [];
    for (let i = 0; i < MESSAGES; i += 1) own.push(await took(() => post(one.origin, { path: 'messages.send', cookie: buyer, input: { threadId, clientId: newId('message'), body: `message ${i}` } }), () => heard(stream, threadId)));
    stream.close();
    const bare = await measureBare(ownerUrl);
    const p50 = median(own);
    rows.push({ scenario: 'chat', connections: 1, rps: 1_000 / p50, p50, p95: percentile(own, 0.95), p99: percentile(own, 0.99), yardstick: 1_000 / median(bare), ratio: median(bare) / p50, against: 'notify' });
    facts.push({ name: 'a message reaches a browser at another process (p99)', value: percentile(own, 0.99), unit: 'ms', bar: BAR_MS });
  } finally {
    await Promise.all([one?.stop(), other?.stop(), owner.end()]);
  }
}

/** Milliseconds from asking until it was heard. */
async function took(ask: () => Promise<unknown>, hear: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  const asking = ask();
  await hear();
  const ms = performance.now() - startedAt;
  await asking;
  return ms;
}

async function heard(stream: EventStream, threadId: string): Promise<void> {
  const event = dataOf<{ kind: string; ref?: string }>(await stream.next());
  if (event.kind !== 'message' || event.ref !== threadId) throw new Error(`heard ${JSON.stringify(event)}`);
}

/** A session of this person's, as the cookie of a browser. */
async function cookieOf(owner: pg.Client, userId: string, origin: string): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await owner.query(`insert into sessions (session_token, user_id, expires) values ($1, $2, now() + interval '1 hour')`, [hashToken(token), userId]);
  return `${cookieNames(origin).session}=${token}`;
}

async function post<Answer>(origin: string, { path, cookie, input }: { path: string; cookie: string; input: object }): Promise<Answer> {
  const response = await fetch(`${origin}/api/trpc/${path}`, { method: 'POST', headers: { 'content-type': 'application/json', cookie, origin, 'sec-fetch-site': 'same-origin' }, body: JSON.stringify({ json: input }) });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return ((await response.json()) as { result: { data: { json: Answer } } }).result.data.json;
}

/** What Postgres itself takes from one connection's NOTIFY to another's ear. */
async function measureBare(ownerUrl: string): Promise<number[]> {
  const [teller, listener] = [new pg.Client({ connectionString: ownerUrl }), new pg.Client({ connectionString: ownerUrl })];
  await Promise.all([teller.connect(), listener.connect()]);
  try {
    await listener.query('listen yardstick');
    const times: number[] = [];
    for (let i = 0; i < MESSAGES; i += 1) times.push(await took(() => teller.query(`select pg_notify('yardstick', $1)`, [String(i)]), () => new Promise((resolve) => listener.once('notification', resolve))));
    return times;
  } finally {
    await Promise.all([teller.end(), listener.end()]);
  }
}
