import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { migrate } from '@/tooling/migrate';
import { schemaHash } from '@/tooling/schema-hash';

export interface DatabaseWork {
  url: string;
  appPassword: string | undefined;
  log: (line: string) => void;
}

async function ask<Row extends pg.QueryResultRow>(url: string, statement: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(statement)).rows;
  } finally {
    await client.end();
  }
}

/** Migrates the embedded database, unless a note in it says that it is of this very schema. Answers whether it had to. */
export async function ensureSchema({ url, appPassword, log }: DatabaseWork): Promise<boolean> {
  const wanted = createHash('sha256').update(`${schemaHash()} ${appPassword ?? ''}`).digest('hex');
  const [note] = await ask<{ note: string | null }>(url, `select shobj_description(oid, 'pg_database') as note from pg_database where datname = current_database()`);
  if (note?.note === wanted) return false;
  await migrate({ url, appPassword, log });
  const database = pg.escapeIdentifier(new URL(url).pathname.slice(1));
  await ask(url, `comment on database ${database} is ${pg.escapeLiteral(wanted)}`);
  return true;
}

/** Seeds an empty shop. A seed that was cut off left its mark, and is run again. Answers whether it had to. */
export async function ensureSeed({ url, stateDir, seed }: { url: string; stateDir: string; seed: () => Promise<void> }): Promise<boolean> {
  const mark = path.join(stateDir, 'seeding');
  const [products] = await ask<{ any: boolean }>(url, 'select exists (select from public.products) as any');
  if (products?.any === true && !fs.existsSync(mark)) return false;
  fs.writeFileSync(mark, '');
  await seed();
  fs.rmSync(mark, { force: true });
  return true;
}
