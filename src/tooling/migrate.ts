import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Logger, makeWorkerUtils } from 'graphile-worker';
import pg from 'pg';
import { bootstrapSupabase, isSupabase, retryWhileRolesChange } from '@/sandbox/supabase-bootstrap';
import { runSupabaseCli, toCliUrl } from '@/tooling/supabase-cli';

/** The folder with package.json and `supabase/`. */
export const projectDir = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

export interface MigrateOptions {
  /** Login that owns the schema; a direct connection, because locks of a session do not survive a transaction-mode pooler. */
  url: string;
  /** Of the logins `app_user` and `app_service`; left as it is when missing. */
  appPassword?: string | undefined;
  /** Folder with `supabase/migrations`; this project's unless a test brings its own. */
  projectDir?: string;
  /** One line per step. */
  log?: (line: string) => void;
}

// "LATCHKEY" in ASCII, cut to 63 bits: one number for every migration of this database.
const migrationLock = '5494768113163715929';
// A migration that waits for a busy table holds up everyone behind it: better to fail and be run again.
const sessionSettings = ['lock_timeout=10s', 'idle_in_transaction_session_timeout=60s'];

const workerGrants = `
  grant usage on schema graphile_worker to service_role;
  grant all on all tables in schema graphile_worker to service_role;
  grant all on all sequences in schema graphile_worker to service_role;
  grant execute on all functions in schema graphile_worker to service_role;
  alter default privileges in schema graphile_worker grant all on tables to service_role;
  alter default privileges in schema graphile_worker grant all on sequences to service_role;
  alter default privileges in schema graphile_worker grant execute on functions to service_role;
`;

/**
 * Brings a database to the schema of this code: what Supabase provides (on a plain Postgres), `supabase/migrations` through the Supabase
 * CLI, the queue's own schema, grants, and the passwords of the two logins. Two runs at once wait for each other; a repeat changes nothing.
 * Each migration file is one transaction: a failing one leaves nothing behind.
 * @throws SupabaseCliError when a migration fails; pg's errors when the database cannot be reached
 */
export async function migrate(options: MigrateOptions): Promise<void> {
  const { url, appPassword, log = () => undefined } = options;
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 10_000,
    options: sessionSettings.map((setting) => `-c ${setting}`).join(' '),
  });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await waitForLock(client, log);
    if (await isSupabase(client)) log('supabase: its roles and schemas are there');
    else {
      await bootstrapSupabase(client);
      log('bootstrap: roles and schemas that Supabase provides are there');
    }
    await pushMigrations(options, log);
    await migrateQueue(url);
    await client.query(workerGrants);
    log('queue: schema graphile_worker is up to date');
    if (appPassword !== undefined) {
      await setLoginPasswords(client, appPassword);
      log('logins: app_user and app_service have their password');
    }
  } finally {
    await client.end();
  }
}

async function waitForLock(client: pg.Client, log: (line: string) => void): Promise<void> {
  const free = await client.query<{ locked: boolean }>('select pg_try_advisory_lock($1) as locked', [migrationLock]);
  if (free.rows[0]?.locked === true) return;
  log('lock: another migration is running, waiting for it');
  // Longer than any other lock: the other one may be building an index.
  await client.query(`set lock_timeout = '15min'`);
  await client.query('select pg_advisory_lock($1)', [migrationLock]);
  await client.query(`set lock_timeout = '10s'`);
}

async function pushMigrations({ url, projectDir: folder = projectDir }: MigrateOptions, log: (line: string) => void): Promise<void> {
  // --include-all: two branches that were merged may bring a file with an older timestamp than the newest one applied.
  const output = await runSupabaseCli({
    projectDir: folder,
    settings: sessionSettings,
    args: ['db', 'push', `--db-url=${toCliUrl(url)}`, '--yes', '--include-all'],
  });
  const applied = [...output.matchAll(/^Applying migration (.+?)\.{3}$/gm)].map((match) => match[1] ?? '');
  for (const file of applied) log(`migration: ${file}`);
  if (applied.length === 0) log('migrations: nothing new');
}

async function migrateQueue(url: string): Promise<void> {
  const pool = new pg.Pool({ connectionString: url, max: 2, options: sessionSettings.map((setting) => `-c ${setting}`).join(' ') });
  pool.on('error', () => undefined);
  pool.on('connect', (connection) => connection.on('error', () => undefined));
  try {
    const queue = await makeWorkerUtils({ pgPool: pool, logger: new Logger(() => () => undefined) });
    await queue.migrate();
    await queue.release();
  } finally {
    await pool.end();
  }
}

async function setLoginPasswords(client: pg.Client, password: string): Promise<void> {
  for (const login of ['app_user', 'app_service']) {
    await retryWhileRolesChange(async () => {
      await client.query(`alter role ${pg.escapeIdentifier(login)} with login password ${pg.escapeLiteral(password)}`);
    });
  }
}
