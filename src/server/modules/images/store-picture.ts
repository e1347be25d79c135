import { createHash } from 'node:crypto';
import type { Storage } from '@/server/platform/storage';
import { imageKeyOf, type ImageFormat, type ImageSize } from '@/shared/image-address';
import { encodePicture } from './encode-picture';
import { createTurnstile } from './one-at-a-time';

/** What a row of `product_images` keeps of its stored files. */
export type StoredFiles = Record<ImageSize, Record<ImageFormat, { key: string; bytes: number; width: number; height: number }>>;

export interface StoredPicture {
  /** Of the file as it came: the name of everything made of it. */
  sha256: string;
  width: number;
  height: number;
  files: StoredFiles;
}

const inTurn = createTurnstile();
const underWay = new Map<string, Promise<StoredPicture>>();

/** The name a picture's files go by. */
export function hashPicture(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

/**
 * Encodes a picture and puts its files into storage, under keys made of its content: storing it again writes the same bytes to the same places, and at the same time is done
 * once. No row names them yet; what none comes to name is collected as an orphan. Throws as `encodePicture` does, and then stores nothing.
 */
export function storePicture(storage: Storage, content: Buffer): Promise<StoredPicture> {
  const sha256 = hashPicture(content);
  const known = underWay.get(sha256);
  if (known) return known;
  const storing = inTurn(() => encodeAndStore(storage, content, sha256)).finally(() => underWay.delete(sha256));
  underWay.set(sha256, storing);
  return storing;
}

async function encodeAndStore(storage: Storage, content: Buffer, sha256: string): Promise<StoredPicture> {
  const picture = await encodePicture(content);
  const files: Partial<Record<ImageSize, Partial<StoredFiles[ImageSize]>>> = {};
  for (const { size, format, content: encoded, width, height } of picture.files) {
    const key = imageKeyOf(sha256, size, format);
    await storage.put(key, encoded, { contentType: `image/${format}`, bytes: encoded.length });
    files[size] = { ...files[size], [format]: { key, bytes: encoded.length, width, height } };
  }
  // `encodePicture` gives every size in every format.
  return { sha256, width: picture.width, height: picture.height, files: files as StoredFiles };
}
