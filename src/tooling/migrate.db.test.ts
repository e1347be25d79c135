import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, expect, inject, test } from 'vitest';
import { withDatabase } from '@/testing/test-cluster';
import { migrate } from '@/tooling/migrate';

let admin: pg.Client;
let folder: string;
let database: string;
let url: string;

beforeEach(async () => {
  admin = new pg.Client({ connectionString: inject('testCluster').adminUrl });
  await admin.connect();
  database = `migrate_${Math.random().toString(36).slice(2)}`;
  await admin.query(`create database ${database}`);
  url = withDatabase(inject('testCluster').adminUrl, database);
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'latchkey migrations '));
  fs.mkdirSync(path.join(folder, 'supabase', 'migrations'), { recursive: true });
});

afterEach(async () => {
  await admin.query(`drop database ${database} with (force)`);
  await admin.end();
  fs.rmSync(folder, { recursive: true });
});

function write(name: string, sql: string): void {
  fs.writeFileSync(path.join(folder, 'supabase', 'migrations', name), sql);
}

/** Runs statements in one session; answers the rows of the last. */
async function ask(...statements: string[]): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    let rows: unknown[] = [];
    for (const statement of statements) rows = (await client.query<Record<string, unknown>>(statement)).rows;
    return rows;
  } finally {
    await client.end();
  }
}

test('two runs at once wait for each other: every file is applied once, from a folder with spaces', async () => {
  write('20260101000000_first.sql', 'create table first (id int); select pg_sleep(0.5);');
  write('20260101000001_second.sql', 'create table second (id int); insert into second values (1);');
  const lines: string[] = [];
  await Promise.all([migrate({ url, projectDir: folder, log: (line) => lines.push(line) }), migrate({ url, projectDir: folder, log: (line) => lines.push(line) })]);
  expect(lines.filter((line) => line.startsWith('migration: '))).toEqual(['migration: 20260101000000_first.sql', 'migration: 20260101000001_second.sql']);
  expect(lines).toContain('lock: another migration is running, waiting for it');
  expect(lines).toContain('migrations: nothing new');
  expect(await ask('select count(*)::int as rows from second')).toEqual([{ rows: 1 }]);
});

test('a failing file leaves nothing behind, says why without the password, and is applied once it is mended', async () => {
  write('20260101000000_good.sql', 'create table good (id int);');
  write('20260101000001_bad.sql', 'create table half (id int); select 1 / 0;');
  const failure = await migrate({ url, projectDir: folder }).catch((error: unknown) => error);
  expect(String(failure)).toContain('division by zero');
  expect(String(failure)).not.toContain(new URL(url).password.padStart(9, ':'));
  expect(await ask(`select to_regclass('good') is not null as good, to_regclass('half') is not null as half`)).toEqual([{ good: true, half: false }]);
  write('20260101000001_bad.sql', 'create table half (id int);');
  await migrate({ url, projectDir: folder });
  expect(await ask(`select to_regclass('half') is not null as half`)).toEqual([{ half: true }]);
});

test('a file that waits for a busy table gives up instead of holding up everyone behind it', async () => {
  write('20260101000000_table.sql', 'create table busy (id int);');
  await migrate({ url, projectDir: folder });
  const holder = new pg.Client({ connectionString: url });
  await holder.connect();
  await holder.query('begin; lock table busy in access exclusive mode');
  write('20260101000001_change.sql', `set lock_timeout = '200ms'; alter table busy add column note text;`);
  await expect(migrate({ url, projectDir: folder })).rejects.toThrow(/lock timeout/);
  await holder.end();
  await migrate({ url, projectDir: folder });
  expect(await ask(`select count(*)::int as columns from information_schema.columns where table_name = 'busy'`)).toEqual([{ columns: 2 }]);
});

test('sessions of a migration carry a lock timeout', async () => {
  write('20260101000000_settings.sql', `create table settings as select current_setting('lock_timeout') as lock_timeout;`);
  await migrate({ url, projectDir: folder });
  expect(await ask('select lock_timeout from settings')).toEqual([{ lock_timeout: '10s' }]);
});

test('what Supabase provides is there: roles, claims, and grants that migrations must take back', async () => {
  write('20260101000000_open.sql', 'create table forgotten (id int);');
  await migrate({ url, projectDir: folder });
  expect(await ask(`select rolname, rolbypassrls from pg_roles where rolname in ('anon', 'authenticated', 'service_role') order by 1`)).toEqual([
    { rolname: 'anon', rolbypassrls: false },
    { rolname: 'authenticated', rolbypassrls: false },
    { rolname: 'service_role', rolbypassrls: true },
  ]);
  const uid = '00000000-0000-4000-8000-000000000001';
  expect(await ask(`select set_config('request.jwt.claims', '{"sub":"${uid}"}', false) is not null as set, auth.uid() as uid, auth.jwt() ->> 'sub' as sub`)).toEqual([{ set: true, uid, sub: uid }]);
  expect(await ask('select auth.uid() as uid')).toEqual([{ uid: null }]);
  expect(await ask(`select has_table_privilege('anon', 'forgotten', 'select') as open`)).toEqual([{ open: true }]);
});

test('only the service reaches the queue', async () => {
  await migrate({ url, projectDir: folder });
  expect(await ask(`select has_schema_privilege('service_role', 'graphile_worker', 'usage') as service, has_schema_privilege('authenticated', 'graphile_worker', 'usage') as person`)).toEqual([
    { service: true, person: false },
  ]);
  expect(await ask('set role service_role', `select (graphile_worker.add_job('x')).id is not null as added`)).toEqual([{ added: true }]);
  await expect(ask('set role authenticated', `select graphile_worker.add_job('x')`)).rejects.toThrow(/permission denied/);
});

test('an older file from a merged branch is still applied', async () => {
  write('20260201000000_newer.sql', 'create table newer (id int);');
  await migrate({ url, projectDir: folder });
  write('20260101000000_older.sql', 'create table older (id int);');
  await migrate({ url, projectDir: folder });
  expect(await ask(`select to_regclass('older') is not null as older`)).toEqual([{ older: true }]);
});
