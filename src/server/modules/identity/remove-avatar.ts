import type { Viewer } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import { updateAvatar } from './account.queries';

/** Everyone may, for themselves: their picture is shown no more. Repeating it changes nothing. */
export async function removeAvatar({ db }: Pick<Platform, 'db'>, viewer: Viewer): Promise<void> {
  await db.asService('remove the own picture', (tx) => updateAvatar(tx, { userId: viewer.userId, sha256: null }));
}
