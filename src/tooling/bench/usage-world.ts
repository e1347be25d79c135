import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { findFreePort, startPostgres, type RunningPostgres } from '@/sandbox/postgres';
import { placeFolder } from '@/sandbox/postgres-place';
import { migrate, projectDir } from '@/tooling/migrate';
import { schemaHash } from '@/tooling/schema-hash';
import { APP_PASSWORD } from './database';

export const PLATFORMS = 1_000;
export const CUSTOMERS_EACH = 1_000;
const SHARED_BUFFERS = '1GB';

export interface UsageDatabase {
  ownerUrl: string;
  /** Start of the month every counter is of. */
  window: string;
  ask<Row extends object>(text: string): Promise<Row[]>;
  stop(): Promise<void>;
}

/** The text of a platform's key. */
export const keyOf = (platform: number) => `lk_live_${String(platform).padStart(43, 'k')}`;

/**
 * A Postgres with a thousand platforms of a thousand customers each, every platform with an account of its own at the house, and a counter
 * of each for this month; beside them the yardstick's counters, as many. Loaded once per set of migrations and month; each run works on a copy.
 */
export async function openUsageDatabase(log: (line: string) => void): Promise<UsageDatabase> {
  const home = placeFolder(path.join(projectDir, 'node_modules', '.cache', 'latchkey-bench'), os.tmpdir());
  fs.mkdirSync(home, { recursive: true });
  const server = await startSized(path.join(home, 'usage-data'));
  const urlOf = (database: string) => Object.assign(new URL(server.url), { pathname: `/${database}` }).href;
  const admin = new pg.Client({ connectionString: server.url });
  await admin.connect();
  const window = `${new Date().toISOString().slice(0, 7)}-01T00:00:00Z`;
  const name = `usage_${schemaHash().slice(0, 12)}_${window.slice(0, 7).replace('-', '')}`;
  if ((await admin.query('select from pg_database where datname = $1', [name])).rowCount === 0) {
    log('Loading a million customers …');
    await admin.query(`drop database if exists ${name}_new with (force)`);
    await admin.query(`create database ${name}_new`);
    await migrate({ url: urlOf(`${name}_new`), appPassword: APP_PASSWORD });
    await load(urlOf(`${name}_new`), window);
    await admin.query(`alter database ${name}_new rename to ${name}`);
  }
  await admin.query('drop database if exists usage_run with (force)');
  await admin.query(`create database usage_run template ${name}`);
  await admin.query('checkpoint');
  const run = new pg.Client({ connectionString: urlOf('usage_run') });
  await run.connect();
  return {
    ownerUrl: urlOf('usage_run'),
    window,
    ask: async <Row extends object>(text: string) => (await run.query<Row>(text)).rows,
    stop: async () => {
      await Promise.all([run.end(), admin.end()]);
      await server.stop();
    },
  };
}

/** At full durability, and with memory for what a server of this size would hold: at its own 128 MB, Postgres reads a million customers from the system call by call. */
async function startSized(dataDir: string): Promise<RunningPostgres> {
  const start = async () => startPostgres({ dataDir, port: await findFreePort(), durable: true });
  const server = await start();
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  const { rows } = await client.query<{ setting: string }>(`select current_setting('shared_buffers') as setting`);
  const isSized = rows[0]?.setting === SHARED_BUFFERS;
  if (!isSized) await client.query(`alter system set shared_buffers = '${SHARED_BUFFERS}'`);
  await client.end();
  if (isSized) return server;
  await server.stop();
  return start();
}

const LOAD = [
  // Of a load only: what it writes needs no checks and no triggers.
  `set session_replication_role = replica`,
  `insert into platforms (id, seller_id, slug, name, is_house, created_at) values ('plt_house', 'slr_house', 'house', 'House', true, now())`,
  `insert into platform_tiers (id, platform_id, slug, name, is_default, unit_limit, created_at, updated_at)
   select 'tir_' || p, 'plt_' || p, 'free', 'Free', true, 1000000000, now(), now() from (select 'house' as p union all select g::text from generate_series(1, ${PLATFORMS}) g) x`,
  `insert into platforms (id, seller_id, slug, name, account_id, created_at) select 'plt_' || p, 'slr_' || p, 'platform-' || p, 'Weather', 'cst_house_' || p, now() from generate_series(1, ${PLATFORMS}) p`,
  `insert into customers (id, platform_id, mode, external_id, tier_id, tier_source, anchor_at, created_at, updated_at)
   select 'cst_house_' || p, 'plt_house', 'live', 'org_' || p, 'tir_house', 'default', '2026-01-01T00:00:00Z', now(), now() from generate_series(1, ${PLATFORMS}) p`,
  `insert into customers (id, platform_id, mode, external_id, tier_id, tier_source, anchor_at, created_at, updated_at)
   select 'cst_' || p || '_' || c, 'plt_' || p, 'live', 'user_' || c, 'tir_' || p, 'default', '2026-01-01T00:00:00Z', now(), now() from generate_series(1, ${PLATFORMS}) p, generate_series(1, ${CUSTOMERS_EACH}) c`,
  `insert into api_keys (id, platform_id, mode, name, prefix, hash, scopes, created_at)
   select 'aky_' || p, 'plt_' || p, 'live', 'bench', 'lk_live_', sha256(convert_to('lk_live_' || lpad(p::text, 43, 'k'), 'UTF8')), '{usage:write}', now() from generate_series(1, ${PLATFORMS}) p`,
  `create table yardstick_counters (customer_id text not null, meter text not null, window_start timestamptz not null, used bigint not null check (used >= 0), primary key (customer_id, meter, window_start)) with (fillfactor = 50)`,
];

async function load(url: string, window: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const statement of LOAD) await client.query(statement);
    await client.query(`insert into usage_counters (customer_id, meter, window_start, used, unit_limit) select id, 'calls', $1, 0, 1000000000 from customers`, [window]);
    await client.query(`insert into yardstick_counters select id, 'calls', $1, 0 from customers`, [window]);
    await client.query('vacuum analyze');
  } finally {
    await client.end();
  }
}
