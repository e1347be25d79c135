import { Prisma } from '@generated/client';
import type { Reader, ServiceTx } from '@/server/platform/db';
import type { JobState } from '@/shared/contracts/admin-jobs';

export interface JobRow {
  id: number;
  task: string;
  state: JobState;
  attempts: number;
  maxAttempts: number;
  runAt: Date;
  createdAt: Date;
  updatedAt: Date;
  lastError: string | null;
  key: string | null;
}

const COLUMNS = Prisma.sql`j.id, j.task, j.state, j.attempts, j.max_attempts as "maxAttempts", j.run_at as "runAt", j.created_at as "createdAt", j.updated_at as "updatedAt", j.last_error as "lastError", j.job_key as key`;

export function listJobs(reader: Reader, page: { state: string; task: string; after: { at: Date; id: string } | null; limit: number }): Promise<JobRow[]> {
  const { state, task, after, limit } = page;
  return reader.rows<JobRow>(Prisma.sql`
    select ${COLUMNS} from app.queue_jobs(${state || null}::text, ${task || null}::text, ${after?.at ?? null}::timestamptz, ${after?.id ?? null}::bigint, ${limit}::int) j`);
}

/** A job with its payload; none once it is done. */
export async function findJob(reader: Reader, jobId: string): Promise<(JobRow & { payload: unknown }) | undefined> {
  const [row] = await reader.rows<JobRow & { payload: unknown }>(Prisma.sql`
    select ${COLUMNS}, app.queue_payload(j.id) as payload from app.queue_jobs(page_size => null) j where j.id = ${jobId}::bigint`);
  return row;
}

export interface TaskRow {
  task: string;
  running: number;
  waiting: number;
  scheduled: number;
  retrying: number;
  dead: number;
  oldestAt: Date | null;
  lastError: string | null;
}

export function listTasks(reader: Reader): Promise<TaskRow[]> {
  return reader.rows<TaskRow>(Prisma.sql`
    select task, running, waiting, scheduled, retrying, dead, oldest_at as "oldestAt", last_error as "lastError" from app.queue_tasks()`);
}

export function listLastRuns(reader: Reader): Promise<{ task: string; lastAt: Date | null }[]> {
  return reader.rows<{ task: string; lastAt: Date | null }>(Prisma.sql`select identifier as task, last_run_at as "lastAt" from app.queue_crontab()`);
}

/** What the job was when it was touched, for the audit log; undefined when there is none or a worker is at it. */
export async function findIdleJob(tx: ServiceTx, jobId: string): Promise<{ task: string; attempts: number; state: JobState } | undefined> {
  const [row] = await tx.$queryRaw<{ task: string; attempts: number; state: JobState }[]>`
    select task, attempts, state from app.queue_jobs(page_size => null) where id = ${jobId}::bigint and state <> 'running'`;
  return row;
}

const said = (rows: { isDone: boolean }[]) => rows[0]?.isDone ?? false;

/** Makes a job due at once, with all its tries before it. */
export async function makeJobDue(tx: ServiceTx, jobId: string): Promise<boolean> {
  return said(await tx.$queryRaw<{ isDone: boolean }[]>`select app.queue_retry(${jobId}::bigint) as "isDone"`);
}

/** Takes the tries a job has left; it stays in sight. */
export async function endJob(tx: ServiceTx, { jobId, why }: { jobId: string; why: string }): Promise<boolean> {
  return said(await tx.$queryRaw<{ isDone: boolean }[]>`select app.queue_give_up(${jobId}::bigint, ${why}) as "isDone"`);
}

/** Removes a job that has no try left. */
export async function removeDeadJob(tx: ServiceTx, jobId: string): Promise<boolean> {
  return said(await tx.$queryRaw<{ isDone: boolean }[]>`select app.queue_remove(${jobId}::bigint) as "isDone"`);
}
