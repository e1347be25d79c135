import { clock } from '@/server/platform/clock';
import type { Database } from '@/server/platform/db';
import { enqueue } from '@/server/platform/queue';
import { MINUTE_MS } from '@/shared/time';
import { listOverdueEvents } from './webhooks.queries';

const OVERDUE_MS = 2 * MINUTE_MS;

/** Gives every event that still waits a job again: the inbox is what is true, the queue only makes it quick. May run at any time. */
export async function sweepInbox(db: Database): Promise<void> {
  await db.asService('the inbox belongs to nobody who is signed in', async (tx) => {
    const before = new Date(clock.now().getTime() - OVERDUE_MS);
    for (const webhookEventId of await listOverdueEvents(tx, before)) await enqueue(tx, { task: 'process-webhook-event', payload: { webhookEventId }, key: `event:${webhookEventId}` });
  });
}
