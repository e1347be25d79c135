import { run, type Runner, type TaskList } from 'graphile-worker';
import type { Task } from './task';

export type RunnerOptions = {
  connectionString: string;
  tasks: Task<unknown>[];
  concurrency?: number;
};

export function toTaskList(tasks: Task<unknown>[]): TaskList {
  const list: TaskList = {};
  for (const task of tasks) {
    if (list[task.name]) throw new Error(`Task ${task.name} is defined twice`);
    list[task.name] = async (input, helpers) => {
      const payload = task.parse(input);
      await task.run(payload, { jobId: String(helpers.job.id), attempt: helpers.job.attempts });
    };
  }
  return list;
}

export function startRunner({ connectionString, tasks, concurrency = 5 }: RunnerOptions): Promise<Runner> {
  return run({ connectionString, concurrency, taskList: toTaskList(tasks), noHandleSignals: true });
}
