import { clock } from '@/server/platform/clock';
import type { Database, Viewer } from '@/server/platform/db';
import type { MarkReadInput } from '@/shared/contracts/notifications';
import { markRead } from './inbox.queries';

/** Everyone marks their own; another's, and what is read already, is left as it is. */
export async function markNotificationsRead(db: Database, viewer: Viewer, { ids }: MarkReadInput): Promise<void> {
  await db.asUser(viewer, (tx) => markRead(tx, { userId: viewer.userId, ids, at: clock.now() }));
}
