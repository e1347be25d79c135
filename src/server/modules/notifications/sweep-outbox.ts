import { clock } from '@/server/platform/clock';
import type { Database } from '@/server/platform/db';
import { enqueue } from '@/server/platform/queue';
import { MINUTE_MS } from '@/shared/time';
import { listOverdueEmails } from './notifications.queries';

const OVERDUE_MS = 5 * MINUTE_MS;

/** Gives every message that still waits a job again: the outbox is what is true, the queue only makes it quick. May run at any time. */
export async function sweepOutbox(db: Database): Promise<void> {
  await db.asService('the outbox belongs to nobody who is signed in', async (tx) => {
    const before = new Date(clock.now().getTime() - OVERDUE_MS);
    for (const emailId of await listOverdueEmails(tx, before)) await enqueue(tx, { task: 'send-email', payload: { emailId }, key: `email:${emailId}` });
  });
}
