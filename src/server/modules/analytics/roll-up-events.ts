import { clock } from '@/server/platform/clock';
import type { Platform } from '@/server/platform/platform';
import { DAY_MS, MINUTE_MS } from '@/shared/time';
import { addSpan, lockRollup } from './roll-up.queries';

/** Longer than a statement that writes events may take, and than the clocks of two processes differ: what is older is there for good. */
const SETTLED_MS = MINUTE_MS;
/** Of one run; the next one goes on. */
const MAX_SPANS = 100;

/** For the scheduled job alone. Sums events by day for dashboards, a day at most in a transaction. May run at any time and be repeated: each visitor is counted once, with the mark that says so. */
export async function rollUpEvents({ db }: Pick<Platform, 'db'>): Promise<void> {
  const settled = clock.now().getTime() - SETTLED_MS;
  for (let span = 0; span < MAX_SPANS; span += 1) {
    const isDone = await db.asService('sum events for dashboards', async (tx) => {
      const from = await lockRollup(tx);
      if (from === null || from.getTime() >= settled) return true;
      const until = new Date(Math.min(from.getTime() + DAY_MS, settled));
      await addSpan(tx, { from, until });
      return until.getTime() === settled;
    });
    if (isDone) return;
  }
}
