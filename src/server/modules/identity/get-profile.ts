import type { Viewer } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import type { ProfileView } from '@/shared/contracts/account';
import { AppError } from '@/shared/errors';
import { findPerson } from './identity.queries';

/** Everyone sees their own. Throws NOT_FOUND when the account is gone. */
export async function getProfile(platform: Pick<Platform, 'db'>, viewer: Viewer): Promise<ProfileView> {
  const person = await findPerson(platform.db.readAsService('read the own profile'), viewer.userId);
  if (!person) throw new AppError('NOT_FOUND', 'This account is gone.');
  return { displayName: person.name, email: person.email };
}
