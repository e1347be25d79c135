import { setTimeout as wait } from 'node:timers/promises';
import { nextRun, parseCron } from './cron.js';
import { withLock } from './lock.js';

export function schedule({ pool, name, cron, run, onError = console.error }) {
  parseCron(cron);
  const stopping = new AbortController();

  async function loop() {
    while (!stopping.signal.aborted) {
      const due = nextRun(cron).getTime();
      try {
        // A timer holds at most 24.8 days, so far dates are reached in steps of a day.
        while (Date.now() < due) {
          await wait(Math.min(due - Date.now(), 86_400_000), undefined, { signal: stopping.signal });
        }
      } catch {
        return;
      }
      await withLock(pool, `cron:${name}`, run).catch(onError);
    }
  }

  const finished = loop();
  return {
    async stop() {
      stopping.abort();
      await finished;
    },
  };
}
