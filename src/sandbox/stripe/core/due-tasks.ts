import type { Sql } from '../store/transaction';
import { actingFor, runWork } from './work';
import type { Double, Work } from './work';

/** What happens when the time of an object has come; must tolerate being late and an object that has moved on. */
type DueTask = (work: Work, objectId: string) => Promise<void>;

export type DueTasks = Record<string, DueTask>;

interface Appointment {
  objectId: string;
  /** Seconds of the double's clock. */
  dueAt: number;
}

/** Arranges that `task` runs for this object; arranging it again moves it. */
export async function schedule(work: Work, task: string, { objectId, dueAt }: Appointment): Promise<void> {
  if (work.sql.rows !== undefined) {
    work.sql.rows.tasks.push({ task, object_id: objectId, due_at: dueAt, account: work.account });
    return;
  }
  await work.sql.query(
    'insert into stripe_double.due_tasks (task, object_id, due_at, account) values ($1, $2, $3, $4) on conflict (task, object_id) do update set due_at = excluded.due_at',
    [task, objectId, dueAt, work.account],
  );
}

/** Takes back an arranged task. */
export async function unschedule(work: Work, task: string, objectId: string): Promise<void> {
  await work.sql.query('delete from stripe_double.due_tasks where task = $1 and object_id = $2', [task, objectId]);
}

async function takeNextDue(sql: Sql, now: number): Promise<{ task: string; objectId: string; account: string } | null> {
  // Skip locked: a second process of the double takes another task instead of waiting for this one.
  const { rows } = await sql.query<{ task: string; objectId: string; account: string }>(
    `delete from stripe_double.due_tasks where (task, object_id) = (
       select task, object_id from stripe_double.due_tasks where due_at <= $1 order by due_at limit 1 for update skip locked
     ) returning task, object_id as "objectId", account`,
    [now],
  );
  return rows[0] ?? null;
}

/** Runs everything whose time has come, one transaction each. */
export async function runDueTasks(double: Double, tasks: DueTasks): Promise<void> {
  for (;;) {
    const found = await runWork(double, null, async (work) => {
      const next = await takeNextDue(work.sql, work.now);
      if (next === null) return false;
      await tasks[next.task]?.(actingFor(work, next.account), next.objectId);
      return true;
    });
    if (!found) return;
  }
}
