import type { Pool, PoolClient } from 'pg';

export type Tenancy = <Result>(work: (client: PoolClient) => Promise<Result>) => Promise<Result>;

/** A function that runs work in a transaction which can only see the given tenant. */
export function tenancyOf(pool: Pool, tenantId: string): Tenancy {
  return async (work) => {
    const client = await pool.connect();
    try {
      await client.query('begin');
      await client.query("select set_config('app.tenant_id', $1, true)", [tenantId]);
      const result = await work(client);
      await client.query('commit');
      return result;
    } catch (error) {
      await client.query('rollback');
      throw error;
    } finally {
      client.release();
    }
  };
}
