import { tellLive } from '@/server/modules/live/tell-live';
import { clock } from '@/server/platform/clock';
import type { Database, Viewer } from '@/server/platform/db';
import type { MarkAllReadInput } from '@/shared/contracts/notifications';
import { markReadUntil } from './inbox.queries';

/** Everyone marks their own, up to the moment their page was drawn: what came since stays unread. Their other pages are told. */
export async function markAllNotificationsRead(db: Database, { userId }: Viewer, { until }: MarkAllReadInput): Promise<void> {
  const at = clock.now();
  await db.asService('what a person has read is told to their other pages', async (tx) => {
    if ((await markReadUntil(tx, { userId, until: new Date(until), at })) > 0) tellLive(tx, { userIds: [userId], kind: 'notification', ref: 'read', at });
  });
}
