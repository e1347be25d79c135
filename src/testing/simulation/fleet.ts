import { spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { getGuard } from '@/sandbox/guard';
import { projectDir } from '@/tooling/migrate';

/** A program of the shop that runs again whenever it has ended. */
export interface Ship {
  name: string;
  /** Ends it with -9, by its own process id. False when it is down already. */
  kill(): boolean;
  /** Whether it has run long enough to be at work. */
  isSteady(): boolean;
}

export interface Fleet {
  ships: readonly Ship[];
  stop(): Promise<void>;
}

export interface Berth {
  name: string;
  script: string;
  env: Record<string, string>;
}

const RESTART_MS = 500;
const START_MS = 60_000;
const STEADY_MS = 6_000;

/** Keeps these programs running, each a process of its own with its output in a file of `logDir`; all of them end with this process. */
export function startFleet(berths: readonly Berth[], logDir: string): Fleet {
  const state = { isStopping: false };
  const running = new Map<string, ChildProcess>();
  const since = new Map<string, number>();
  const timers = new Set<NodeJS.Timeout>();
  const launch = ({ name, script, env }: Berth): void => {
    const log = fs.openSync(path.join(logDir, `${name}.log`), 'a');
    const child = spawn(process.execPath, ['--import', 'tsx', script], { cwd: projectDir, env: { PATH: process.env.PATH, NODE_ENV: 'test', ...env }, stdio: ['ignore', log, log] });
    fs.closeSync(log);
    const { pid } = child;
    if (pid !== undefined) getGuard().watch({ pid, signal: 'SIGKILL', group: false });
    running.set(name, child);
    since.set(name, Date.now());
    child.once('exit', () => {
      if (pid !== undefined) getGuard().forget(pid);
      running.delete(name);
      if (state.isStopping) return;
      const timer = setTimeout(() => {
        timers.delete(timer);
        launch({ name, script, env });
      }, RESTART_MS);
      timers.add(timer);
    });
  };
  for (const berth of berths) launch(berth);
  return {
    ships: berths.map(({ name }) => ({ name, kill: () => running.get(name)?.kill('SIGKILL') ?? false, isSteady: () => running.has(name) && Date.now() - (since.get(name) ?? 0) > STEADY_MS })),
    stop: async () => {
      state.isStopping = true;
      for (const timer of timers) clearTimeout(timer);
      await Promise.all([...running.values()].map((child) => new Promise<void>((resolve) => {
        child.once('exit', () => resolve());
        child.kill('SIGKILL');
      })));
    },
  };
}

/** Waits until an app answers at this address. Throws when it does not within a minute. */
export async function untilReady(url: string): Promise<void> {
  for (const endsAt = Date.now() + START_MS; Date.now() < endsAt; ) {
    if (await fetch(`${url}/api/health/ready`).then(({ ok }) => ok, () => false)) return;
    await delay(100);
  }
  throw new Error(`nothing answers at ${url}`);
}
