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
    'insert into stripe_double.due_tasks (task, object_id, due_at, account) values ($1, $2, $3, $4) on conflict (task, object_id) do update set due_at = excluded.due_at, place = default',
    [task, objectId, dueAt, work.account],
  );
}

/** Takes back an arranged task. */
export async function unschedule(work: Work, task: string, objectId: string): Promise<void> {
  await work.sql.query('delete from stripe_double.due_tasks where task = $1 and object_id = $2', [task, objectId]);
}

interface Due {
  task: string;
  objectId: string;
  account: string;
  /** Text: the column holds more than a number does. */
  dueAt: string;
}

async function takeNextDue(sql: Sql, now: number): Promise<Due | null> {
  // Skip locked: a second process of the double takes another task instead of waiting for this one.
  const { rows } = await sql.query<Due>(
    `delete from stripe_double.due_tasks where (task, object_id) = (
       select task, object_id from stripe_double.due_tasks where due_at <= $1 order by due_at, place limit 1 for update skip locked
     ) returning task, object_id as "objectId", account, due_at as "dueAt"`,
    [now],
  );
  return rows[0] ?? null;
}

/** The last round of each double: the next begins when it has ended, so that what is due earlier happens earlier. */
const rounds = new WeakMap<Double, Promise<void>>();

/** Runs everything whose time has come in order of time, one transaction each, each at the time it was arranged for, also when that has passed. */
export function runDueTasks(double: Double, tasks: DueTasks): Promise<void> {
  const before = rounds.get(double) ?? Promise.resolve();
  // A round that failed has told whoever waited for it.
  const round = before.catch(() => undefined).then(() => runRound(double, tasks));
  rounds.set(double, round);
  return round;
}

async function runRound(double: Double, tasks: DueTasks): Promise<void> {
  for (;;) {
    const found = await runWork(double, null, async (work) => {
      const next = await takeNextDue(work.sql, work.now);
      if (next === null) return false;
      await tasks[next.task]?.({ ...actingFor(work, next.account), now: Number(next.dueAt) }, next.objectId);
      return true;
    });
    if (!found) return;
  }
}
