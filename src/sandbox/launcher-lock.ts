import fs from 'node:fs';
import path from 'node:path';
import { isAlive } from '@/sandbox/postgres-lock';
import { SandboxError } from '@/sandbox/sandbox-error';

/** The process id of the launcher that runs this project, if one is alive. */
export function findLauncher(stateDir: string): number | undefined {
  const pid = Number(readText(lockFile(stateDir)));
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid || !isAlive(pid)) return undefined;
  // After a reboot the number may belong to anything.
  const command = readText(`/proc/${pid}/cmdline`);
  return command === '' || command.includes('start.mjs') ? pid : undefined;
}

/**
 * Makes this process the only launcher of the project, until `release`.
 * @throws SandboxError `already_running`
 */
export function lockLauncher(stateDir: string): { release(): void } {
  const file = lockFile(stateDir);
  for (;;) {
    const other = findLauncher(stateDir);
    if (other !== undefined) {
      throw new SandboxError('already_running', `This shop is already running here (process ${other}). Use that one, or stop it first.`);
    }
    fs.rmSync(file, { force: true });
    try {
      fs.writeFileSync(file, String(process.pid), { flag: 'wx' });
      return { release: () => fs.rmSync(file, { force: true }) };
    } catch (error) {
      // Lost a race to another launcher: look again.
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
  }
}

function lockFile(stateDir: string): string {
  return path.join(stateDir, 'launcher.pid');
}

function readText(file: string): string {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
