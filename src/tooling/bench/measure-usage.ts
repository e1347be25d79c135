import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { findFreePort } from '@/sandbox/postgres';
import { median, percentile, runSlice, type Slice, type Target } from './load';
import { API, POOL, serverEnv, type BenchContext } from './measure-api';
import { startServer, type ServerProcess } from './processes';
import { projectDir } from '@/tooling/migrate';
import { CUSTOMERS_EACH, keyOf, openUsageDatabase, PLATFORMS, type UsageDatabase } from './usage-world';

const CONNECTIONS = 64;
const SCENARIOS = [
  { name: 'usage', isHot: false, ratio: 0.75 },
  { name: 'usage-hot', isHot: true, ratio: 2 },
];
const P99_FACTOR = 1.5;
const WARM_UP_SECONDS = 4;
const ORACLE_SECONDS = 10;

/** Metered calls over HTTP at 64 connections, spread over a million customers and on one alone, beside a bare server with one conditional upsert per call. */
export async function measureUsage(context: BenchContext): Promise<void> {
  const wanted = SCENARIOS.filter(({ name }) => context.isWanted(name));
  if (wanted.length === 0) return;
  const database = await openUsageDatabase(context.log);
  const [port, yardstickPort] = [await findFreePort(), await findFreePort()];
  let api: ServerProcess | undefined;
  let yardstick: ServerProcess | undefined;
  try {
    api = await startServer({ ...API, port, env: serverEnv(database, port), logDir: context.logDir });
    yardstick = await startServer({ name: 'usage-yardstick', args: ['--import', 'tsx', 'src/tooling/bench/usage-yardstick.ts', String(yardstickPort), database.ownerUrl, String(POOL), database.window], port: yardstickPort, logDir: context.logDir });
    for (const scenario of wanted) {
      context.log(`Measuring ${scenario.name} …`);
      await measureScenario(context, { scenario, api, yardstick });
    }
    await assertExact(context, database);
  } finally {
    await Promise.all([api?.stop(), yardstick?.stop()]);
    await database.stop();
  }
}

let calls = 0;
const anyOf = (count: number) => 1 + Math.floor(Math.random() * count);

/** A call of anybody, or of one customer alone. */
function targetsOf({ api, yardstick, isHot }: { api: ServerProcess; yardstick: ServerProcess; isHot: boolean }): { subject: Target; yardstick: Target } {
  const pick = (): [number, number] => (isHot ? [1, 1] : [anyOf(PLATFORMS), anyOf(CUSTOMERS_EACH)]);
  const json = { 'content-type': 'application/json' };
  return {
    subject: {
      origin: api.origin,
      paths: ['/api/v1/usage'],
      post: () => {
        const [platform, customer] = pick();
        return { headers: { ...json, authorization: `Bearer ${keyOf(platform)}` }, body: JSON.stringify({ customer: `user_${customer}`, meter: 'calls', units: 1, requestId: `bench-${(calls += 1)}-${platform}-${customer}` }) };
      },
    },
    yardstick: {
      origin: yardstick.origin,
      paths: ['/'],
      post: () => {
        const [platform, customer] = pick();
        return { headers: json, body: JSON.stringify({ customer: `cst_${platform}_${customer}`, units: 1 }) };
      },
    },
  };
}

async function measureScenario({ effort, rows, facts }: BenchContext, { scenario: { name, isHot, ratio: bar }, api, yardstick }: { scenario: (typeof SCENARIOS)[number]; api: ServerProcess; yardstick: ServerProcess }): Promise<void> {
  const targets = targetsOf({ api, yardstick, isHot });
  // Twice each, by turns: both are compiled by then, and the database has read what it is asked for.
  for (const target of [...Object.values(targets), ...Object.values(targets)]) await runSlice(target, { connections: CONNECTIONS, seconds: WARM_UP_SECONDS });
  const own: Slice[] = [];
  const others: Slice[] = [];
  for (let round = 0; round < effort.rounds; round += 1) {
    others.push(await runSlice(targets.yardstick, { connections: CONNECTIONS, seconds: effort.seconds }));
    own.push(await runSlice(targets.subject, { connections: CONNECTIONS, seconds: effort.seconds }));
  }
  const times = own.flatMap((slice) => slice.times);
  const ratio = median(own.map(({ rps }, round) => rps / (others[round]?.rps ?? Number.NaN)));
  // Of the same round, like the rates: the machine may be busy in one and not in another.
  const p99 = median(own.map((slice, round) => percentile(slice.times, 0.99) / percentile(others[round]?.times ?? [], 0.99)));
  rows.push({ scenario: name, connections: CONNECTIONS, rps: median(own.map(({ rps }) => rps)), p50: percentile(times, 0.5), p95: percentile(times, 0.95), p99: percentile(times, 0.99), yardstick: median(others.map(({ rps }) => rps)), ratio, against: 'upsert' });
  facts.push({ name: `${name}: calls per second, of a bare server with one conditional upsert each`, value: ratio, unit: 'times', bar });
  if (!isHot) facts.push({ name: `${name}: p99, of that server’s`, value: p99, unit: 'times at most', bar: P99_FACTOR });
}

/** The books’ own rule: each counter is what was counted, call by call, on the platforms’ accounts too. */
async function assertExact({ facts }: BenchContext, database: UsageDatabase): Promise<void> {
  const [{ events } = { events: 0 }] = await database.ask<{ events: number }>('select count(*)::int as events from usage_events');
  const rule = await readFile(path.join(projectDir, 'src/server/modules/audit/oracle/i10-usage-as-counted.sql'), 'utf8');
  const startedAt = performance.now();
  const broken = await database.ask<{ subject: string; found: string }>(rule);
  if (events === 0 || broken.length > 0) throw new Error(`${events} calls, but the counters are not what was counted: ${JSON.stringify(broken[0])}`);
  facts.push({ name: `the oracle on a million counters and ${events.toLocaleString('en')} calls`, value: (performance.now() - startedAt) / 1000, unit: 's', bar: ORACLE_SECONDS });
}
