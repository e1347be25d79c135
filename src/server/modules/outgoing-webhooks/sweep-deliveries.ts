import { clock } from '@/server/platform/clock';
import type { Platform } from '@/server/platform/platform';
import { DAY_MS, MINUTE_MS } from '@/shared/time';
import { deleteEventsBefore, enqueueOverdue } from './delivery.queries';
import { resealWebhookSecrets } from './reseal-webhook-secrets';

const OVERDUE_MS = MINUTE_MS;
const KEPT_DAYS = 90;
const AT_ONCE = 1_000;

/** Gives every delivery that is overdue a job again, forgets events after ninety days, and seals signing secrets by the newest key. The rows are what is true, the queue only makes it quick. May run at any time. */
export async function sweepDeliveries({ db, env }: Pick<Platform, 'db' | 'env'>): Promise<void> {
  const now = clock.now().getTime();
  await db.asService('sweep webhooks', async (tx) => {
    await enqueueOverdue(tx, { before: new Date(now - OVERDUE_MS), limit: AT_ONCE });
    await deleteEventsBefore(tx, { before: new Date(now - KEPT_DAYS * DAY_MS), limit: AT_ONCE });
    await resealWebhookSecrets(tx, env);
  });
}
