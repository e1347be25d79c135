import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { isAlive } from '@/sandbox/postgres-lock';
import { sendSignal } from '@/sandbox/signal';

const graceMs = 8_000;

/** Notes a child, so that a later start can end it if neither its launcher nor the guard lived to do so. */
export function recordChild(stateDir: string, pid: number): void {
  const stamp = processStamp(pid);
  if (stamp !== undefined) fs.appendFileSync(recordFile(stateDir), `${pid} ${stamp}\n`);
}

/** Ends what an earlier launcher of this project left running. The caller holds the launcher's lock. */
export async function endLeftovers(stateDir: string): Promise<void> {
  const file = recordFile(stateDir);
  if (!fs.existsSync(file)) return;
  const leftovers = fs
    .readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line) => {
      const [, pid, stamp] = /^(\d+) (.+)$/.exec(line) ?? [];
      return stamp !== undefined && Number(pid) > 1 && processStamp(Number(pid)) === stamp ? [Number(pid)] : [];
    });
  const deadline = Date.now() + graceMs;
  for (const pid of leftovers) sendSignal(pid, 'SIGTERM', { group: true });
  while (leftovers.some(isAlive) && Date.now() < deadline) await delay(25);
  for (const pid of leftovers.filter(isAlive)) sendSignal(pid, 'SIGKILL', { group: true });
  fs.rmSync(file, { force: true });
}

/** When a process began: with its number, this names it for good, also after the number was given to another. */
function processStamp(pid: number): string | undefined {
  if (!isAlive(pid)) return undefined;
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name, in brackets, may hold spaces; the start is the 20th field after it.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    const ps = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' });
    return ps.status === 0 ? ps.stdout.trim() : undefined;
  }
}

function recordFile(stateDir: string): string {
  return path.join(stateDir, 'children');
}
