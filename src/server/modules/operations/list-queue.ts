import { clock } from '@/server/platform/clock';
import type { Database, Viewer } from '@/server/platform/db';
import type { JobPage, ListJobsInput } from '@/shared/contracts/admin-jobs';
import { AppError } from '@/shared/errors';
import { fromCursor, toCursor } from '@/shared/keyset-cursor';
import { listJobs, listLastRuns, listTasks } from './jobs.queries';
import { nextRun, toCrontabLines } from './next-run';
import { toJobView } from './operations.mappers';

interface Query {
  viewer: Viewer;
  input: ListJobsInput;
  /** The worker's crontab, in its own form. */
  crontab: string;
}

/** What waits, runs and failed, the latest due first, with counts per task and what runs by the clock, for admins. One statement per panel. */
export async function listQueue(db: Database, { viewer, input, crontab }: Query): Promise<JobPage> {
  if (viewer.role !== 'admin') throw new AppError('FORBIDDEN', 'This is for admins.');
  const reader = db.readAsService('admins see the queue');
  const position = fromCursor(input.cursor);
  if (position && !/^\d{1,18}$/.test(position.id)) throw new AppError('INVALID_INPUT', 'This page cannot be found any more. Please start from the first.', { field: 'cursor' });
  const filter = { state: input.state, task: input.task, after: position, limit: input.limit + 1 };
  const [rows, tasks, lastRuns] = await Promise.all([listJobs(reader, filter), listTasks(reader), listLastRuns(reader)]);
  const page = rows.slice(0, input.limit);
  const last = page.at(-1);
  const lastAt = new Map(lastRuns.map((run) => [run.task, run.lastAt]));
  const now = clock.now();
  return {
    items: page.map(toJobView),
    nextCursor: rows.length > input.limit && last ? toCursor({ at: last.runAt, id: String(last.id) }) : null,
    tasks: tasks.map(({ oldestAt, ...task }) => ({ ...task, oldestAt: oldestAt?.toISOString() ?? null })),
    regular: toCrontabLines(crontab).map(({ task, schedule }) => ({ task, schedule, nextAt: nextRun(schedule, now)?.toISOString() ?? null, lastAt: lastAt.get(task)?.toISOString() ?? null })),
  };
}
