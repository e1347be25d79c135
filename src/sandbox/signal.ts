/**
 * Sends a signal to one process, or with `group` to its whole group. A number that names no single process is refused: to the system, 0 is
 * one's own group and -1 is everything there is. Answers whether somebody was there to get it.
 */
export function sendSignal(pid: number, signal: NodeJS.Signals, { group = false } = {}): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 1) throw new RangeError(`${pid} is not the number of a child process`);
  try {
    process.kill(group ? -pid : pid, signal);
    return true;
  } catch {
    return false;
  }
}
