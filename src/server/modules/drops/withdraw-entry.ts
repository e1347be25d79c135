import { clock } from '@/server/platform/clock';
import type { Database, Viewer } from '@/server/platform/db';
import { getOpenDrop } from './enter-drop';
import { deleteEntry } from './entries.queries';

/** Everyone takes back their own entry while a drop is open; a repeat changes nothing. Throws NOT_FOUND, and CONFLICT `not_open`. */
export async function withdrawEntry(db: Database, { viewer, dropId }: { viewer: Viewer; dropId: string }): Promise<void> {
  await db.asService('take back an entry', async (tx) => {
    await getOpenDrop(tx, { dropId, now: clock.now() });
    await deleteEntry(tx, { dropId, userId: viewer.userId });
  });
}
