import pg from 'pg';
import type { QueryResultRow } from 'pg';
import type { NewRows } from '../core/write-behind';

/** Anything a statement can be sent to: the pool, or one transaction. */
export interface Sql {
  /** The Stripe account whose objects are seen and made; without it every account's are seen. */
  readonly account?: string;
  /** Where a request that only adds keeps its rows instead of sending statements. */
  readonly rows?: NewRows;
  query<R extends QueryResultRow>(text: string, values?: unknown[]): Promise<{ rows: R[]; rowCount: number | null }>;
}

/** The account of the key itself, as opposed to the accounts connected to it. */
export const PLATFORM = '';

/** The same statements, for the objects of one account. */
export function scopedTo(sql: Sql, account: string): Sql {
  return { account, rows: sql.rows, query: (text, values) => sql.query(text, values) };
}

/** A pool whose idle connections may be cut without ending the process. */
export function openPool(databaseUrl: string): pg.Pool {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 10 });
  pool.on('error', () => undefined);
  return pool;
}

/** Runs `work` in one transaction: committed when it returns, rolled back when it throws. */
export async function inTransaction<T>(pool: pg.Pool, work: (sql: Sql) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  // A killed backend emits `error` on a checked-out client; without a listener that ends the process.
  const ignore = (): void => undefined;
  client.on('error', ignore);
  let broken: Error | undefined;
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch((failure: unknown) => {
      broken = failure instanceof Error ? failure : new Error(String(failure));
    });
    throw error;
  } finally {
    client.off('error', ignore);
    client.release(broken);
  }
}
