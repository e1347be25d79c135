import type { Viewer } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import type { RenameInput } from '@/shared/contracts/account';
import { AppError } from '@/shared/errors';
import { updateDisplayName } from './account.queries';

/** Everyone may rename themselves; row security lets nobody rename another. Throws NOT_FOUND when the account is gone. */
export async function renamePerson(platform: Pick<Platform, 'db'>, viewer: Viewer, { displayName }: RenameInput): Promise<void> {
  const found = await platform.db.asUser(viewer, (tx) => updateDisplayName(tx, { userId: viewer.userId, displayName: displayName.normalize('NFC') }));
  if (!found) throw new AppError('NOT_FOUND', 'This account is gone.');
}
