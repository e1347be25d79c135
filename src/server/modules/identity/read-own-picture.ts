import { buffer } from 'node:stream/consumers';
import type { Platform } from '@/server/platform/platform';
import { imageKeyOf } from '@/shared/image-address';
import { findProfile } from './account.queries';

/** A person's picture in its largest size, for their own copy; null when they have none. */
export async function readOwnPicture({ db, storage }: Pick<Platform, 'db' | 'storage'>, userId: string): Promise<Buffer | null> {
  const profile = await findProfile(db.readAsService('a person’s own picture'), userId);
  if (!profile?.avatarSha256) return null;
  const key = imageKeyOf(profile.avatarSha256, 'large', 'webp');
  return (await storage.exists(key)) ? buffer(await storage.read(key)) : null;
}
