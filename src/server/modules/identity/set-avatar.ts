import type { Viewer } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import type { AvatarView } from '@/shared/contracts/account';
import { AppError } from '@/shared/errors';
import { toAvatarView } from '@/shared/image-address';
import { squarePicture } from '../images/square-picture';
import { storePicture } from '../images/store-picture';
import { updateAvatar } from './account.queries';

/**
 * Everyone may, for themselves. Keeps the middle of a picture as the person's own, in the sizes and formats of all pictures; what is not picture stays behind. The files of the
 * one before are collected once nobody shows them. Throws TOO_LARGE, UNSUPPORTED_MEDIA, UNPROCESSABLE and then changes nothing.
 */
export async function setAvatar({ db, storage }: Pick<Platform, 'db' | 'storage'>, viewer: Viewer, content: Buffer): Promise<AvatarView | null> {
  const { sha256 } = await storePicture(storage, await squarePicture(content));
  const found = await db.asService('keep the own picture', (tx) => updateAvatar(tx, { userId: viewer.userId, sha256 }));
  if (!found) throw new AppError('NOT_FOUND', 'This account is gone.');
  return toAvatarView(sha256);
}
