import fs from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { findFreePort } from '@/sandbox/postgres';
import { collect } from '@/server/modules/discovery/collect.queries';
import { learnNeighbours } from '@/server/modules/discovery/learn-neighbours';
import { refreshCandidates } from '@/server/modules/discovery/refresh-candidates';
import { cookieNames, hashToken } from '@/server/modules/identity/session-cookie';
import { parseEnv } from '@/server/platform/env';
import { createPlatform } from '@/server/platform/platform';
import { generateTastes } from '@/testing/generate-tastes';
import { compare } from './measure';
import { API, POOL, serverEnv, type BenchContext } from './measure-api';
import { startServer, type ServerProcess } from './processes';
import type { Statement } from './scenarios';
import type { YardstickPlan } from './yardstick-server';

const SIGNALS = 1_000_000;
const VIEWS = 48;
const ASKING = 400;
const HOME_PATH = '/api/trpc/discovery.home';
const BAR_MS = 80;

interface Asking {
  userId: string;
  token: string;
}

/**
 * What the home page asks for its recommendations, by people who are signed in, with a million signals in the shop: the session, what is known of them, ranking,
 * cards. Beside bare pg sending the one statement that collects. The page itself is prepared and the same for all ("page").
 */
export async function measureHome(context: BenchContext): Promise<void> {
  if (!context.isWanted('home')) return;
  const { database, logDir, log } = context;
  const people = await openPeople(context);
  const port = await findFreePort();
  const api = await startServer({ ...API, port, env: serverEnv(database, port), logDir });
  let yardstick: ServerProcess | undefined;
  try {
    yardstick = await startYardstick(context, people);
    log('Measuring home …');
    const cookie = cookieNames(`http://127.0.0.1:${port}`).session;
    let next = 0;
    const headers = () => ({ cookie: `${cookie}=${people[(next += 1) % people.length]?.token ?? ''}`, 'user-agent': 'Mozilla/5.0' });
    const rows = await compare({ scenario: 'home', subject: { origin: api.origin, paths: [HOME_PATH], headers }, yardsticks: { sql: { origin: yardstick.origin, paths: people.map((_, index) => `/sql/home/${index}`) } } }, context.effort);
    context.rows.push(...rows);
    const sixteen = rows.find(({ connections }) => connections === 16);
    if (sixteen) context.facts.push({ name: 'p95 of recommendations for the home page at 16 connections', value: sixteen.p95, unit: 'ms', bar: BAR_MS });
  } finally {
    await Promise.all([api.stop(), yardstick?.stop()]);
  }
}

/** People with tastes, what was learned from them, and sessions for some; the tastes are there from an earlier run on the same catalogue. */
async function openPeople({ database, log }: BenchContext): Promise<Asking[]> {
  const client = new pg.Client({ connectionString: database.ownerUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ isTold: boolean; isLearned: boolean }>('select exists (select from discovery_signals) as "isTold", exists (select from product_neighbours) as "isLearned"');
    if (!rows[0]?.isTold) await tell(database.ownerUrl, log);
    // Also after a run that was cut off before the end of it.
    if (!rows[0]?.isLearned) await learn(database.ownerUrl, log);
    const asking = await client.query<{ userId: string }>(`select id::text as "userId" from users where email like 'taste-%' order by md5(email) limit $1`, [ASKING]);
    const people = asking.rows.map(({ userId }) => ({ userId, token: `bench-${userId}` }));
    await client.query(`insert into sessions (session_token, user_id, expires) select t, u::uuid, now() + interval '1 day' from unnest($1::text[], $2::text[]) as x(t, u) on conflict do nothing`, [people.map(({ token }) => hashToken(token)), people.map(({ userId }) => userId)]);
    return people;
  } finally {
    await client.end();
  }
}

async function tell(ownerUrl: string, log: (line: string) => void): Promise<void> {
  log('Giving people tastes …');
  // Some look at the same thing twice.
  log(`… ${(await generateTastes(ownerUrl, { people: Math.ceil((SIGNALS * 1.2) / VIEWS), views: VIEWS, keys: 5 })).toLocaleString('en')} signals`);
}

async function learn(ownerUrl: string, log: (line: string) => void): Promise<void> {
  const platform = createPlatform(parseEnv({ ...serverEnv({ ownerUrl }, 3000), NODE_ENV: 'test' }));
  const startedAt = performance.now();
  await refreshCandidates(platform).then(() => learnNeighbours(platform)).finally(() => platform.close());
  log(`… learned from in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
}

/** The statement each person's page sends, taken down without a database. */
async function statementOf({ userId }: Asking): Promise<Statement> {
  const sent: Statement[] = [];
  const reader = { rows: ({ text, values }: Statement) => (sent.push({ text, values }), Promise.resolve([])) };
  // It answers no row; by then it has been sent.
  await collect(reader, { subject: { userId, visitorId: null }, near: { productIds: [], tie: 'here' }, now: new Date(), place: 'home' }).catch(() => undefined);
  const [only] = sent;
  if (!only) throw new Error('nothing was sent');
  return only;
}

async function startYardstick({ database, logDir }: BenchContext, people: readonly Asking[]): Promise<ServerProcess> {
  const port = await findFreePort();
  const serviceUrl = database.userUrl.replace('//app_user:', '//app_service:');
  const plan: YardstickPlan = { port, databaseUrl: serviceUrl, max: POOL, role: 'service_role', statements: {}, bodies: {} };
  for (const [index, one] of people.entries()) plan.statements[`/sql/home/${index}`] = await statementOf(one);
  const file = path.join(logDir, 'yardstick-home.json');
  fs.writeFileSync(file, JSON.stringify(plan));
  return startServer({ name: 'yardstick-home', args: ['--import', 'tsx', 'src/tooling/bench/yardstick-server.ts', file], port, logDir });
}
