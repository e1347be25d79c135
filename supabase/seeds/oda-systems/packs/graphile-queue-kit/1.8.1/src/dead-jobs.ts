export type DeadJob = { id: string; task: string; reason: string; failedAt: Date };

type Client = { query: <Row>(sql: string, values: unknown[]) => Promise<{ rows: Row[]; rowCount: number | null }> };

/** Jobs that used up their attempts, newest failure first. */
export async function listDeadJobs(client: Client, limit = 50): Promise<DeadJob[]> {
  const { rows } = await client.query<DeadJob>(
    `select id::text as id, task_identifier as task, coalesce(last_error, '') as reason, updated_at as "failedAt"
       from graphile_worker.jobs
      where attempts >= max_attempts and locked_at is null
      order by updated_at desc
      limit $1`,
    [limit],
  );
  return rows;
}

/** Gives dead jobs another run from attempt zero. Unknown ids are ignored. */
export async function reviveJobs(client: Client, ids: string[]): Promise<void> {
  await client.query('select graphile_worker.reschedule_jobs($1::bigint[], run_at := now(), attempts := 0)', [ids]);
}

/** Jobs that were parked at once because their payload or their world is wrong. */
export async function listParkedJobs(client: Client, limit = 50): Promise<DeadJob[]> {
  const { rows } = await client.query<DeadJob>(
    'select id::text as id, task, reason, parked_at as "failedAt" from parked_jobs order by parked_at desc limit $1',
    [limit],
  );
  return rows;
}

/** Puts a parked job back into the queue, once the cause is repaired. Returns false when it is not parked. */
export async function requeueParkedJob(client: Client, id: string): Promise<boolean> {
  const { rowCount } = await client.query(
    `with taken as (delete from parked_jobs where id = $1 returning task, payload)
     select graphile_worker.add_job(task, payload := payload) from taken`,
    [id],
  );
  return rowCount === 1;
}
