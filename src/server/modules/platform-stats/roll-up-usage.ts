import { clock } from '@/server/platform/clock';
import type { Database } from '@/server/platform/db';
import { HOUR_MS, MINUTE_MS } from '@/shared/time';
import { addSpan, lockRollup } from './roll-up.queries';

/** Longer than a statement that counts calls may take, and than the clocks of two processes differ: what is older is in the log for good. */
const SETTLED_MS = MINUTE_MS;
/** A statement may take fifteen seconds, in which a million calls are summed; and who waits for one waits no longer. */
const SPAN_MS = HOUR_MS;

/**
 * Sums what the log has grown by, for dashboards, an hour at most in a transaction, until nothing is left: also where it stood still for weeks. May run at any time, be cut off, and be
 * repeated: each call is summed once, with the mark that says so.
 */
export async function rollUpUsage({ db }: { db: Database }): Promise<void> {
  const settled = clock.now().getTime() - SETTLED_MS;
  for (;;) {
    const isDone = await db.asService('sum usage for dashboards', async (tx) => {
      const from = await lockRollup(tx);
      if (from === null || from.getTime() >= settled) return true;
      const until = new Date(Math.min(from.getTime() + SPAN_MS, settled));
      await addSpan(tx, { from, until });
      return until.getTime() === settled;
    });
    if (isDone) return;
  }
}
