import { readFileSync } from 'node:fs';
import type { Client } from 'pg';

/** The statements of `supabase-bootstrap.sql`; part of what a cached test template is keyed by. */
export const supabaseBootstrapSql = readFileSync(new URL('./supabase-bootstrap.sql', import.meta.url), 'utf8');

/** Whether this database belongs to a Supabase project, hosted or self-hosted, which brings roles and the schema `auth` itself. */
export async function isSupabase(client: Client): Promise<boolean> {
  const found = await client.query(`select from pg_roles where rolname = 'supabase_auth_admin'`);
  return found.rowCount !== 0;
}

/**
 * Creates what Supabase provides on a plain Postgres, in one transaction; may be repeated. The caller holds the migration lock of this
 * database; another database of the same cluster may run it at the same time.
 */
export async function bootstrapSupabase(client: Client): Promise<void> {
  await retryWhileRolesChange(async () => {
    await client.query('begin');
    try {
      await client.query(supabaseBootstrapSql);
      await client.query('commit');
    } catch (error) {
      await client.query('rollback');
      throw error;
    }
  });
}

/** Roles are shared by all databases of a cluster, and no lock spans them: two that change one role at once meet in its row. */
export async function retryWhileRolesChange(change: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await change();
      return;
    } catch (error) {
      if (attempt === 10 || !(error instanceof Error) || !/tuple concurrently (updated|deleted)/.test(error.message)) throw error;
    }
  }
}
