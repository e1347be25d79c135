import type { Pool, PoolClient } from 'pg';

/** The advisory lock that says a worker pool lives; it goes with the connection, however the process ends. */
const LIFE = 'hashtextextended($1, 5494768113163)';

/** Holds the sign of life of a pool on a connection that must stay open as long as the pool works. */
export async function holdLife(connection: PoolClient, poolId: string): Promise<void> {
  await connection.query(`select pg_advisory_lock(${LIFE})`, [poolId]);
}

/**
 * Frees the jobs that dead workers hold, so that they run again now and not after the queue's own four hours. A worker is dead when
 * nobody holds its sign of life. Returns how many workers were found dead. Needs a connection without a transaction pooler in between.
 */
export async function releaseDeadJobs(pool: Pool): Promise<number> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    const held = await client.query<{ poolId: string }>(
      `select distinct locked_by as "poolId" from graphile_worker._private_jobs where locked_by is not null and locked_at < now() - interval '1 second'`,
    );
    const dead: string[] = [];
    for (const { poolId } of held.rows) {
      // Held until this transaction ends, so that two sweepers do not both free it.
      const free = await client.query<{ isFree: boolean }>(`select pg_try_advisory_xact_lock(${LIFE}) as "isFree"`, [poolId]);
      if (free.rows[0]?.isFree) dead.push(poolId);
    }
    if (dead.length > 0) await client.query('select graphile_worker.force_unlock_workers($1::text[])', [dead]);
    await client.query('commit');
    return dead.length;
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}
