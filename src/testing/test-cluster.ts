import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { startPostgres } from '@/sandbox/postgres';
import { isAlive } from '@/sandbox/postgres-lock';
import { placeFolder } from '@/sandbox/postgres-place';
import { migrate, projectDir } from '@/tooling/migrate';
import { schemaHash } from '@/tooling/schema-hash';

/** What a test process must know to clone the template. */
export interface TestCluster {
  /** Owner login, on a database that tests leave alone. */
  adminUrl: string;
  template: string;
}

/** Password of `app_user` and `app_service` in tests. */
export const testAppPassword = 'test';

/**
 * A Postgres of this run's own with a migrated template database: the embedded one, or the server of TEST_DATABASE_URL (owner login,
 * Postgres 15 or newer). The migrated cluster is cached by the content of the migrations; a run works on a copy of it, so runs side by side do not meet.
 */
export async function startTestCluster(): Promise<TestCluster & { stop: () => Promise<void> }> {
  const given = process.env.TEST_DATABASE_URL;
  const template = `template_${schemaHash().slice(0, 16)}`;
  if (given !== undefined && given !== '') {
    await ensureTemplate(given, template);
    return { adminUrl: given, template, stop: () => Promise.resolve() };
  }
  const { dataDir } = await copyTestCluster();
  const server = await startPostgres({ dataDir, durable: false });
  return {
    adminUrl: server.url,
    template,
    stop: async () => {
      await server.stop();
      fs.rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** A migrated cluster of one's own that nobody has started yet, with the name of its template database; removed by whoever asked for it. */
export async function copyTestCluster(): Promise<{ dataDir: string; template: string }> {
  const home = placeFolder(path.join(projectDir, 'node_modules', '.cache', 'latchkey-postgres'), os.tmpdir());
  removeLeftovers(home);
  const template = `template_${schemaHash().slice(0, 16)}`;
  const pristine = await ensurePristineCluster(home, template);
  const dataDir = path.join(home, `run-${process.pid}-${randomUUID().slice(0, 8)}`);
  copyTree(pristine, dataDir);
  return { dataDir, template };
}

async function ensurePristineCluster(home: string, template: string): Promise<string> {
  const pristine = path.join(home, `pristine-${template}`);
  if (fs.existsSync(pristine)) return pristine;
  const staging = path.join(home, `run-${process.pid}-${randomUUID().slice(0, 8)}`);
  const server = await startPostgres({ dataDir: staging, durable: false });
  try {
    await ensureTemplate(server.url, template);
  } finally {
    await server.stop();
  }
  try {
    fs.renameSync(staging, pristine);
  } catch {
    // Another run was quicker: its cluster is as good.
    fs.rmSync(staging, { recursive: true, force: true });
  }
  return pristine;
}

async function ensureTemplate(adminUrl: string, template: string): Promise<void> {
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    await admin.query(`select pg_advisory_lock(hashtext($1))`, [template]);
    const found = await admin.query('select from pg_database where datname = $1 and datistemplate', [template]);
    if (found.rowCount !== 0) return;
    await admin.query(`drop database if exists ${pg.escapeIdentifier(template)}`);
    await admin.query(`create database ${pg.escapeIdentifier(template)}`);
    await migrate({ url: withDatabase(adminUrl, template), appPassword: testAppPassword });
    await admin.query(`alter database ${pg.escapeIdentifier(template)} with is_template true allow_connections false`);
  } finally {
    await admin.end();
  }
}

/** The same login on another database of the server. */
export function withDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.toString();
}

/** Owner and mode are kept: Postgres refuses a cluster that is not its user's own. */
function copyTree(from: string, to: string): void {
  const stat = fs.lstatSync(from);
  if (stat.isDirectory()) {
    fs.mkdirSync(to, { mode: stat.mode });
    for (const entry of fs.readdirSync(from)) copyTree(path.join(from, entry), path.join(to, entry));
  } else fs.copyFileSync(from, to, fs.constants.COPYFILE_FICLONE);
  if (process.getuid?.() === 0) fs.lchownSync(to, stat.uid, stat.gid);
}

// Long enough for a run that copies one, whatever the others make meanwhile.
const pristineLifeMs = 7 * 24 * 60 * 60 * 1000;

function removeLeftovers(home: string): void {
  if (!fs.existsSync(home)) return;
  for (const entry of fs.readdirSync(home)) {
    const pid = Number(/^run-(\d+)-/.exec(entry)?.[1]);
    const forgotten = Number.isInteger(pid) ? !isAlive(pid) : Date.now() - fs.statSync(path.join(home, entry)).mtimeMs > pristineLifeMs;
    if (forgotten) fs.rmSync(path.join(home, entry), { recursive: true, force: true });
  }
}
