import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { getGuard } from '@/sandbox/guard';
import { sendSignal } from '@/sandbox/signal';

/** How to start one part of the shop. */
export interface ChildOptions {
  name: string;
  /** Arguments of Node itself. */
  args: readonly string[];
  env: NodeJS.ProcessEnv;
  projectDir: string;
  logDir: string;
  /** Also shows the child's output in the terminal. */
  visible?: boolean;
}

/** A running part. `exited` settles when it ends, for whatever reason. */
export interface Child {
  name: string;
  pid: number | undefined;
  logFile: string;
  exited: Promise<{ code: number | null; reason: string }>;
  /** The last lines it wrote. */
  lastWords(): string;
  stop(): Promise<void>;
}

const stopTimeoutMs = 8_000;
const keptLines = 60;
const shownLines = 8;

/** Starts a Node process in a group of its own, so that it and all its children can be ended together; it ends with this process, even after SIGKILL. */
export function startChild({ name, args, env, projectDir, logDir, visible = false }: ChildOptions): Child {
  const logFile = path.join(logDir, `${name}.log`);
  const log = fs.createWriteStream(logFile);
  // A full disk must not take the launcher down by an unhandled error.
  log.on('error', () => undefined);
  const child = spawn(process.execPath, args, { cwd: projectDir, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  // Undefined when the process could not be made; `exited` then tells why.
  const pid = child.pid;
  const tail: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      log.write(chunk);
      if (visible) process.stdout.write(chunk);
      tail.push(...chunk.toString('utf8').split('\n').filter((line) => line.trim() !== ''));
      tail.splice(0, tail.length - keptLines);
    });
  }
  if (pid !== undefined) getGuard().watch({ pid, signal: 'SIGTERM', group: true });
  const exited = new Promise<{ code: number | null; reason: string }>((resolve) => {
    child.once('error', (error) => resolve({ code: null, reason: error.message }));
    child.once('close', (code, signal) => {
      if (pid !== undefined) getGuard().forget(pid);
      log.end();
      resolve({ code, reason: signal === null ? `exit code ${code}` : `signal ${signal}` });
    });
  });
  return { name, pid, logFile, exited, lastWords: () => toLastWords(tail), stop: () => stopGroup(pid, exited) };
}

/** From the last error on, without the calls that led to it; else simply the end. */
export function toLastWords(lines: readonly string[]): string {
  const said = lines.filter((line) => !/^\s+at /.test(line));
  const start = said.findLastIndex((line) => /^\s*(Uncaught )?\w*Error\b|^error\b/i.test(line));
  return (start === -1 ? said.slice(-shownLines) : said.slice(start, start + shownLines)).join('\n');
}

async function stopGroup(pid: number | undefined, exited: Promise<unknown>): Promise<void> {
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    if (pid === undefined || !sendSignal(pid, signal, { group: true })) return;
    const ended = await Promise.race([exited.then(() => true), delay(stopTimeoutMs, false, { ref: false })]);
    if (ended) return;
  }
}
