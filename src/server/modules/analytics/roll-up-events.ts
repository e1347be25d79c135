import { clock } from '@/server/platform/clock';
import type { Platform } from '@/server/platform/platform';
import { DAY_MS, MINUTE_MS } from '@/shared/time';
import { addSpan, findSpanEnd, lockRollup } from './roll-up.queries';

/** Longer than a statement that writes events may take, and than the clocks of two processes differ: what is older is there for good. */
const SETTLED_MS = MINUTE_MS;
/** Of one transaction. */
const MOST_EVENTS = 20_000;
/** Of one run; the next one goes on. */
const MAX_SPANS = 100;

/** For the scheduled job alone. Sums events by day for dashboards, a day at most in a transaction and some thousand events. May run at any time and be repeated: each visitor is counted once, with the mark that says so. */
export async function rollUpEvents({ db }: Pick<Platform, 'db'>, { most = MOST_EVENTS }: { most?: number } = {}): Promise<void> {
  const settled = clock.now().getTime() - SETTLED_MS;
  for (let span = 0; span < MAX_SPANS; span += 1) {
    const isDone = await db.asService('sum events for dashboards', async (tx) => {
      const from = await lockRollup(tx);
      if (from === null || from.getTime() >= settled) return true;
      const day = new Date(Math.min(from.getTime() + DAY_MS, settled));
      const full = await findSpanEnd(tx, { from, until: day, most });
      // Never where it began, however many one moment has.
      const until = full === null ? day : new Date(Math.max(full.getTime(), from.getTime() + 1));
      await addSpan(tx, { from, until });
      return until.getTime() === settled;
    });
    if (isDone) return;
  }
}
