import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { startPostgres } from '@/sandbox/postgres';
import { placeFolder } from '@/sandbox/postgres-place';
import { preferPort } from './processes';
import { generateCatalogue } from '@/testing/generate-catalogue';
import { migrate, projectDir } from '@/tooling/migrate';

export const APP_PASSWORD = 'bench-only';

export interface BenchDatabase {
  ownerUrl: string;
  /** Connection as app_user. */
  userUrl: string;
  /** Seconds it took to generate, or null when it was there from an earlier run. */
  seconds: number | null;
  createEmpty(name: string): Promise<string>;
  stop(): Promise<void>;
}

/**
 * A scratch Postgres with a catalogue of so many products. The cluster stays in node_modules/.cache for the next run; a catalogue is made once per number
 * of products and per set of migrations.
 */
export async function openBenchDatabase({ products, log }: { products: number; log: (line: string) => void }): Promise<BenchDatabase> {
  const home = placeFolder(path.join(projectDir, 'node_modules', '.cache', 'latchkey-bench'), os.tmpdir());
  fs.mkdirSync(home, { recursive: true });
  const server = await startPostgres({ dataDir: path.join(home, 'data'), port: await preferPort(4711), durable: false });
  const on = (database: string, login?: string) => withDatabase(server.url, database, login);
  const migrations = fs.readdirSync(path.join(projectDir, 'supabase', 'migrations')).map((file) => fs.statSync(path.join(projectDir, 'supabase', 'migrations', file)).mtimeMs);
  const name = `bench_${products}_${Math.round(Math.max(...migrations) / 1000)}`;
  const isThere = await ask(server.url, 'select 1 from pg_database where datname = $1', [name]);
  let seconds: number | null = null;
  if (!isThere) {
    log(`Generating ${products.toLocaleString('en')} products …`);
    await createDatabase(server.url, `${name}_new`);
    await migrate({ url: on(`${name}_new`), appPassword: APP_PASSWORD });
    seconds = await generateCatalogue(on(`${name}_new`), products);
    await ask(on(`${name}_new`), 'select app.refresh_catalog_counts()');
    // Renamed when whole, so that a run cut short leaves nothing that looks ready.
    await ask(server.url, `alter database ${name}_new rename to ${name}`);
  }
  return {
    ownerUrl: on(name),
    userUrl: on(name, 'app_user'),
    seconds,
    createEmpty: async (empty) => {
      await createDatabase(server.url, empty);
      await migrate({ url: on(empty), appPassword: APP_PASSWORD });
      return on(empty);
    },
    stop: () => server.stop(),
  };
}

async function createDatabase(url: string, name: string): Promise<void> {
  await ask(url, `drop database if exists ${pg.escapeIdentifier(name)} with (force)`);
  await ask(url, `create database ${pg.escapeIdentifier(name)}`);
}

function withDatabase(url: string, database: string, login?: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  if (login) Object.assign(changed, { username: login, password: APP_PASSWORD });
  return changed.href;
}

/** Runs one statement; answers whether it gave a row. */
async function ask(url: string, statement: string, values: unknown[] = []): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return ((await client.query(statement, values)).rowCount ?? 0) > 0;
  } finally {
    await client.end();
  }
}

/** Some slugs spread over the whole catalogue. */
export async function sampleSlugs(url: string, count: number): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<{ slug: string }>('select slug from catalog_entries order by md5(slug) limit $1', [count])).rows.map(({ slug }) => slug);
  } finally {
    await client.end();
  }
}
