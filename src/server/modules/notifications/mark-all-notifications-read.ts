import { clock } from '@/server/platform/clock';
import type { Database, Viewer } from '@/server/platform/db';
import type { MarkAllReadInput } from '@/shared/contracts/notifications';
import { markReadUntil } from './inbox.queries';

/** Everyone marks their own, up to the moment their page was drawn: what came since stays unread. */
export async function markAllNotificationsRead(db: Database, viewer: Viewer, { until }: MarkAllReadInput): Promise<void> {
  await db.asUser(viewer, (tx) => markReadUntil(tx, { userId: viewer.userId, until: new Date(until), at: clock.now() }));
}
