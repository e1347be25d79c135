export type Task<Payload> = {
  name: string;
  /** Throws when the payload has another shape. Runs before the handler, every time. */
  parse: (input: unknown) => Payload;
  // A method, so that tasks of different payloads fit in one list of Task<unknown>.
  run(payload: Payload, context: { jobId: string; attempt: number }): Promise<void>;
};

export type Queryable = { query: (sql: string, values: unknown[]) => Promise<unknown> };

export type EnqueueOptions = { jobKey?: string; runAt?: Date; maxAttempts?: number; queueName?: string };

export function defineTask<Payload>(task: Task<Payload>): Task<Payload> {
  if (!/^[a-z][a-z0-9-]*$/.test(task.name)) throw new TypeError(`Task name ${task.name} is not kebab-case`);
  return task;
}

const ADD_JOB = `select graphile_worker.add_job(
  $1, payload := $2::json, queue_name := $3, run_at := $4, max_attempts := $5, job_key := $6)`;

/** Adds the job through the given client, and so in its transaction. */
export async function enqueue<Payload>(
  client: Queryable,
  task: Task<Payload>,
  payload: Payload,
  options: EnqueueOptions = {},
): Promise<void> {
  task.parse(payload);
  await client.query(ADD_JOB, [
    task.name,
    JSON.stringify(payload),
    options.queueName ?? null,
    options.runAt?.toISOString() ?? new Date().toISOString(),
    options.maxAttempts ?? 12,
    options.jobKey ?? null,
  ]);
}
