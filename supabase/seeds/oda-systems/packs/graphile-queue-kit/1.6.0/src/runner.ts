import { run, type Runner, type TaskList } from 'graphile-worker';
import { isPermanent, PermanentFailure } from './retry';
import type { Task } from './task';

export type RunnerOptions = {
  connectionString: string;
  tasks: Task<unknown>[];
  concurrency?: number;
};

function parsePayload<Payload>(task: Task<Payload>, input: unknown): Payload {
  try {
    return task.parse(input);
  } catch (error) {
    throw new PermanentFailure(`Payload of ${task.name} does not parse: ${String(error)}`, { cause: error });
  }
}

export function toTaskList(tasks: Task<unknown>[]): TaskList {
  const list: TaskList = {};
  for (const task of tasks) {
    if (list[task.name]) throw new Error(`Task ${task.name} is defined twice`);
    list[task.name] = async (input, helpers) => {
      try {
        const payload = parsePayload(task, input);
        await task.run(payload, { jobId: String(helpers.job.id), attempt: helpers.job.attempts });
      } catch (error) {
        if (!isPermanent(error)) throw error;
        await helpers.query('insert into parked_jobs (task, payload, reason) values ($1, $2, $3)', [
          task.name,
          JSON.stringify(input ?? null),
          String(error),
        ]);
      }
    };
  }
  return list;
}

export function startRunner({ connectionString, tasks, concurrency = 5 }: RunnerOptions): Promise<Runner> {
  return run({ connectionString, concurrency, taskList: toTaskList(tasks), noHandleSignals: true });
}
