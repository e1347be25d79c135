import { tellLive } from '@/server/modules/live/tell-live';
import { clock } from '@/server/platform/clock';
import type { Database, Viewer } from '@/server/platform/db';
import type { MarkReadInput } from '@/shared/contracts/notifications';
import { markRead } from './inbox.queries';

/** Everyone marks their own; another's, and what is read already, is left as it is. Their other pages are told. */
export async function markNotificationsRead(db: Database, { userId }: Viewer, { ids }: MarkReadInput): Promise<void> {
  const at = clock.now();
  await db.asService('what a person has read is told to their other pages', async (tx) => {
    if ((await markRead(tx, { userId, ids, at })) > 0) tellLive(tx, { userIds: [userId], kind: 'notification', ref: 'read', at });
  });
}
