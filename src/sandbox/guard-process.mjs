// Outlives the process that started it just long enough to end that process's children, even after SIGKILL.
// Plain JavaScript: it starts in 30 ms. Lines on stdin: "+<pid> <signal> <group|one>" watches, "-<pid>" forgets; the end of stdin is the parent's death.
import { createInterface } from 'node:readline';

const graceMs = 8_000;
const watched = new Map();

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {});

function send(pid, signal) {
  try {
    process.kill(watched.get(pid).group ? -pid : pid, signal);
    return true;
  } catch {
    return false;
  }
}

createInterface({ input: process.stdin })
  .on('line', (line) => {
    const [number, signal, reach] = line.slice(1).split(' ');
    const pid = Number(number);
    // To the system, 0 is one's own group and -1 is everything there is.
    if (!Number.isSafeInteger(pid) || pid <= 1) return;
    if (line.startsWith('+')) watched.set(pid, { signal, group: reach === 'group' });
    else watched.delete(pid);
  })
  .on('close', () => {
    for (const [pid, { signal }] of watched) send(pid, signal);
    const deadline = Date.now() + graceMs;
    const poll = setInterval(() => {
      for (const pid of [...watched.keys()]) if (!send(pid, 0)) watched.delete(pid);
      if (Date.now() > deadline) for (const pid of watched.keys()) send(pid, 'SIGKILL');
      if (watched.size === 0 || Date.now() > deadline) {
        clearInterval(poll);
        process.exit(0);
      }
    }, 50);
  });
