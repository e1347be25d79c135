import { spawn } from 'node:child_process';
import fs from 'node:fs';
import { getGuard } from '@/sandbox/guard';
import { projectDir } from '@/tooling/migrate';

/** Starts a Node program that listens to nobody; its output goes to a file. */
export function startChild(args: string[], { env, logFile }: { env: Record<string, string>; logFile: string }): { stop(): Promise<void> } {
  const log = fs.openSync(logFile, 'w');
  const child = spawn(process.execPath, args, { cwd: projectDir, env: { ...process.env, ...env }, stdio: ['ignore', log, log] });
  fs.closeSync(log);
  const { pid } = child;
  if (pid !== undefined) getGuard().watch({ pid, signal: 'SIGKILL', group: false });
  return {
    stop: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      if (child.exitCode === null && child.kill('SIGKILL')) await ended;
      if (pid !== undefined) getGuard().forget(pid);
    },
  };
}
