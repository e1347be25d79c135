import { clock } from '@/server/platform/clock';
import type { Database, Viewer } from '@/server/platform/db';
import { DAY_MS } from '@/shared/time';
import { countUnreadThreads } from './inbox.queries';

/** What is older is found in the inbox, and calls for nobody. */
const RECENT_MS = 90 * DAY_MS;

/** In how many of the viewer's own conversations somebody waits to be read; at most a hundred. */
export async function countUnread(db: Database, viewer: Viewer): Promise<{ threads: number }> {
  return { threads: await countUnreadThreads(db.readAs(viewer), { userId: viewer.userId, since: new Date(clock.now().getTime() - RECENT_MS) }) };
}
