import type { Viewer } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import type { UpdateProfileInput } from '@/shared/contracts/account';
import { AppError } from '@/shared/errors';
import { updateOwnProfile } from './account.queries';

/** Everyone may change their own name, language and clock; row security lets nobody change another's. Throws NOT_FOUND when the account is gone. */
export async function updateProfile(platform: Pick<Platform, 'db'>, viewer: Viewer, input: UpdateProfileInput): Promise<void> {
  const found = await platform.db.asUser(viewer, (tx) => updateOwnProfile(tx, { userId: viewer.userId, ...input }));
  if (!found) throw new AppError('NOT_FOUND', 'This account is gone.');
}
