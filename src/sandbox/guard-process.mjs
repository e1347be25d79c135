// Outlives the process that started it just long enough to end that process's children, even after SIGKILL.
// Plain JavaScript: it starts in 30 ms. Lines on stdin: "+<pid> <signal>" watches, "-<pid>" forgets; the end of stdin is the parent's death.
import { createInterface } from 'node:readline';

const graceMs = 8_000;
const watched = new Map();

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {});

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function signal(pid, name) {
  try {
    process.kill(pid, name);
  } catch {
    watched.delete(pid);
  }
}

createInterface({ input: process.stdin })
  .on('line', (line) => {
    const [pid, name] = line.slice(1).split(' ');
    if (line.startsWith('+')) watched.set(Number(pid), name);
    else watched.delete(Number(pid));
  })
  .on('close', () => {
    for (const [pid, name] of watched) signal(pid, name);
    const deadline = Date.now() + graceMs;
    const poll = setInterval(() => {
      for (const pid of watched.keys()) if (!isAlive(pid)) watched.delete(pid);
      if (Date.now() > deadline) for (const pid of watched.keys()) signal(pid, 'SIGKILL');
      if (watched.size === 0 || Date.now() > deadline) {
        clearInterval(poll);
        process.exit(0);
      }
    }, 50);
  });
