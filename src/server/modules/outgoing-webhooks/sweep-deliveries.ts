import { clock } from '@/server/platform/clock';
import type { Database } from '@/server/platform/db';
import { DAY_MS, MINUTE_MS } from '@/shared/time';
import { deleteEventsBefore, enqueueOverdue } from './delivery.queries';

const OVERDUE_MS = MINUTE_MS;
const KEPT_DAYS = 90;
const AT_ONCE = 1_000;

/** Gives every delivery that is overdue a job again, and forgets events after ninety days. The rows are what is true, the queue only makes it quick. May run at any time. */
export async function sweepDeliveries({ db }: { db: Database }): Promise<void> {
  const now = clock.now().getTime();
  await db.asService('sweep webhooks', async (tx) => {
    await enqueueOverdue(tx, { before: new Date(now - OVERDUE_MS), limit: AT_ONCE });
    await deleteEventsBefore(tx, { before: new Date(now - KEPT_DAYS * DAY_MS), limit: AT_ONCE });
  });
}
