import { buffer } from 'node:stream/consumers';
import type { Platform } from '@/server/platform/platform';
import { AppError } from '@/shared/errors';
import { imageKeyOf, type ImageFormat, type ImageSize } from '@/shared/image-address';

/**
 * One file of a picture. Anyone who knows its name may have it: the name is the hash of a file only its seller had until it is shown on a page. Throws NOT_FOUND for names
 * nothing is stored under.
 */
export async function openPicture({ storage }: Pick<Platform, 'storage'>, { sha256, size, format }: { sha256: string; size: ImageSize; format: ImageFormat }): Promise<Buffer> {
  const key = imageKeyOf(sha256, size, format);
  if (!(await storage.exists(key))) throw new AppError('NOT_FOUND', 'There is no such picture.');
  return buffer(await storage.read(key));
}
