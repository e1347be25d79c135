import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

/** A server that runs on a data directory, as its postmaster.pid says. */
export type RunningServer = { pid: number; port: number };

/**
 * The live server of `dataDir`, if there is one. A postmaster.pid left behind by a kill is removed when its process is gone, or when
 * that number now belongs to some other program (after a reboot or in a container), which Postgres itself would take for a rival.
 */
export function findRunningServer(dataDir: string): RunningServer | undefined {
  const file = path.join(dataDir, 'postmaster.pid');
  const lines = readLines(file);
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  // Another directory: the folder was copied while its server ran.
  if (isPostgres(pid) && isSamePlace(lines[1], dataDir)) return { pid, port };
  fs.rmSync(file, { force: true });
  return undefined;
}

function isSamePlace(recorded: string | undefined, dataDir: string): boolean {
  if (recorded === undefined || !fs.existsSync(recorded)) return false;
  return fs.realpathSync(recorded) === fs.realpathSync(dataDir);
}

function readLines(file: string): string[] {
  try {
    return fs.readFileSync(file, 'utf8').split('\n');
  } catch {
    return [];
  }
}

/** Whether a process with this id exists. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function isPostgres(pid: number): boolean {
  if (!isAlive(pid)) return false;
  try {
    // A zombie has an empty command line: it holds nothing any more.
    return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')[0]?.includes('postgres') === true;
  } catch {
    const ps = spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
    return ps.status === 0 ? ps.stdout.includes('postgres') : true;
  }
}
