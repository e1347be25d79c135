import { spawn } from 'node:child_process';
import { Socket } from 'node:net';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('./guard-process.mjs', import.meta.url));

/** Ends watched children when this process dies in any way, SIGKILL included. */
export type Guard = {
  watch(child: { pid: number; signal: NodeJS.Signals; group: boolean }): void;
  forget(pid: number): void;
};

let shared: Guard | undefined;

/**
 * The guard of this process: one small helper process in its own session, told of children over a pipe. When the pipe closes it signals
 * each child still watched, and kills what has not ended 8 s later.
 */
export function getGuard(): Guard {
  shared ??= startGuard();
  return shared;
}

function startGuard(): Guard {
  const guard = spawn(process.execPath, [script], { cwd: '/', detached: true, env: { NODE_ENV: 'production' }, stdio: ['pipe', 'ignore', 'ignore'] });
  guard.on('error', () => undefined);
  guard.stdin.on('error', () => undefined);
  guard.unref();
  // The pipe must not keep the event loop alive: it closes when the process ends, which is the whole point.
  if (guard.stdin instanceof Socket) guard.stdin.unref();
  return {
    watch: ({ pid, signal, group }) => guard.stdin.write(`+${pid} ${signal} ${group ? 'group' : 'one'}\n`),
    forget: (pid) => guard.stdin.write(`-${pid}\n`),
  };
}
