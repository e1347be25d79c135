import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { sendSignal } from '@/sandbox/signal';

export interface ProcessRow {
  pid: number;
  parent: number;
  command: string;
}

/** Every process below `pid`, however deep. */
export function listDescendants(pid: number): ProcessRow[] {
  const rows = fs.existsSync('/proc/self/stat') ? readProc() : readPs();
  const below = (parent: number): ProcessRow[] => rows.filter((row) => row.parent === parent).flatMap((row) => [row, ...below(row.pid)]);
  return below(pid);
}

function readProc(): ProcessRow[] {
  return fs.readdirSync('/proc').flatMap((entry) => {
    if (!/^\d+$/.test(entry)) return [];
    try {
      const stat = fs.readFileSync(`/proc/${entry}/stat`, 'utf8');
      const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
      return [{ pid: Number(entry), parent, command: fs.readFileSync(`/proc/${entry}/cmdline`, 'utf8').replaceAll('\0', ' ') }];
    } catch {
      // It ended while we looked.
      return [];
    }
  });
}

function readPs(): ProcessRow[] {
  const { stdout } = spawnSync('ps', ['-axo', 'pid=,ppid=,args='], { encoding: 'utf8' });
  return stdout.split('\n').flatMap((line) => {
    const [, pid, parent, command] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return command === undefined ? [] : [{ pid: Number(pid), parent: Number(parent), command }];
  });
}

/** Ends one of `rows` with -9, as a crash or the kernel would. @throws when none of them is it, so that no other process is ever hit. */
export function killOne(rows: readonly ProcessRow[], command: string): ProcessRow {
  const victim = rows.findLast((row) => row.command.includes(command));
  if (victim === undefined) throw new Error(`no ${command} among:\n${rows.map((row) => row.command).join('\n')}`);
  sendSignal(victim.pid, 'SIGKILL');
  return victim;
}
