import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { getGuard } from '@/sandbox/guard';
import { assertPortFree, findFreePort } from '@/sandbox/postgres';
import { projectDir } from '@/tooling/migrate';

/** A server under load, in a process of its own. */
export interface ServerProcess {
  name: string;
  origin: string;
  /** Most memory it was seen to hold, in megabytes. */
  peakMegabytes(): number;
  stop(): Promise<void>;
}

export interface ServerOptions {
  name: string;
  args: string[];
  port: number;
  env?: Record<string, string>;
  cwd?: string;
  logDir: string;
  /** A path that answers 2xx or 404 once the server is up. */
  readyPath?: string;
}

/** This port if it is free, else any: a build names its addresses, and is only used again while they stay the same. */
export function preferPort(port: number): Promise<number> {
  return assertPortFree('The bench', port).then(() => port, () => findFreePort());
}

const START_MS = 60_000;
const SAMPLE_MS = 250;

/** Starts a Node program and waits until it answers. Its output goes to a file, as it would in production. */
export async function startServer({ name, args, port, env = {}, cwd = projectDir, logDir, readyPath = '/' }: ServerOptions): Promise<ServerProcess> {
  const logFile = path.join(logDir, `${name}.log`);
  const log = fs.openSync(logFile, 'w');
  const child = spawn(process.execPath, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', log, log] });
  fs.closeSync(log);
  if (child.pid !== undefined) getGuard().watch({ pid: child.pid, signal: 'SIGTERM', group: false });
  const origin = `http://127.0.0.1:${port}`;
  await waitUntilUp(child, `${origin}${readyPath}`, () => fs.readFileSync(logFile, 'utf8').slice(-2_000));
  let peak = 0;
  const sampler = setInterval(() => (peak = Math.max(peak, memoryOf(child.pid))), SAMPLE_MS);
  sampler.unref();
  return {
    name,
    origin,
    peakMegabytes: () => Math.max(peak, memoryOf(child.pid)),
    stop: async () => {
      clearInterval(sampler);
      const ended = new Promise((resolve) => child.once('exit', resolve));
      if (child.exitCode === null && child.kill('SIGTERM')) await Promise.race([ended, delay(5_000, undefined, { ref: false })]);
      child.kill('SIGKILL');
      if (child.pid !== undefined) getGuard().forget(child.pid);
    },
  };
}

async function waitUntilUp(child: ChildProcess, url: string, lastWords: () => string): Promise<void> {
  const deadline = Date.now() + START_MS;
  for (;;) {
    if (child.exitCode !== null) throw new Error(`a server of the bench ended before it answered:\n${lastWords()}`);
    const status = await fetch(url, { signal: AbortSignal.timeout(5_000) }).then((answer) => answer.status, () => 0);
    if (status >= 200 && status < 500) return;
    if (Date.now() > deadline) throw new Error(`${url} does not answer (${status}):\n${lastWords()}`);
    await delay(50);
  }
}

/** Resident memory of a process in megabytes; 0 when it is gone. */
function memoryOf(pid: number | undefined): number {
  if (pid === undefined) return 0;
  try {
    const status = `/proc/${pid}/status`;
    if (fs.existsSync(status)) return Number(/VmRSS:\s+(\d+)/.exec(fs.readFileSync(status, 'utf8'))?.[1] ?? 0) / 1024;
    return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024;
  } catch {
    return 0;
  }
}
