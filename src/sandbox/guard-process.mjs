// Outlives the process that started it just long enough to end that process's children, even after SIGKILL.
// Plain JavaScript: it starts in 30 ms. Lines on stdin: "+<pid> <signal> <group|one>" watches, "-<pid>" forgets; the end of stdin is the parent's death.
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';

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
  .on('close', async () => {
    // Whoever may need the database to stop well goes before it.
    await end([...watched].filter(([, { group }]) => group));
    await end([...watched].filter(([, { group }]) => !group));
    process.exit(0);
  });

async function end(children) {
  for (const [pid, { signal }] of children) send(pid, signal);
  const deadline = Date.now() + graceMs;
  const isAnyAlive = () => children.some(([pid]) => send(pid, 0));
  while (isAnyAlive() && Date.now() < deadline) await delay(50);
  for (const [pid] of children) send(pid, 'SIGKILL');
}
