import type { Viewer } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import type { ProfileView } from '@/shared/contracts/account';
import { AppError } from '@/shared/errors';
import { toAvatarView } from '@/shared/image-address';
import { findProfile } from './account.queries';

/** Everyone sees their own. Throws NOT_FOUND when the account is gone. */
export async function getProfile(platform: Pick<Platform, 'db'>, viewer: Viewer): Promise<ProfileView> {
  const person = await findProfile(platform.db.readAsService('read the own profile'), viewer.userId);
  if (!person) throw new AppError('NOT_FOUND', 'This account is gone.');
  const { avatarSha256, ...profile } = person;
  return { ...profile, avatar: toAvatarView(avatarSha256) };
}
