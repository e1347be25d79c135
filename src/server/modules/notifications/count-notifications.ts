import type { Database, Viewer } from '@/server/platform/db';
import { countUnread } from './inbox.queries';

/** Nobody reads a number beyond it. */
export const MOST_UNREAD = 100;

/** Everyone counts their own: how many are unread, at most a hundred. */
export async function countNotifications(db: Database, viewer: Viewer): Promise<{ unread: number }> {
  return { unread: await countUnread(db.readAs(viewer), { userId: viewer.userId, most: MOST_UNREAD }) };
}
