import { readFile, stat } from 'node:fs/promises';
import { MAX_PICTURE_BYTES } from '@/server/modules/images/inspect-picture';
import { hashPicture, storePicture } from '@/server/modules/images/store-picture';
import { withUpload } from '@/server/modules/ingest/with-upload';
import { clock } from '@/server/platform/clock';
import type { Viewer } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import type { AddImageInput } from '@/shared/contracts/publishing';
import { AppError } from '@/shared/errors';
import { newId } from '@/shared/ids';
import { assertMayWrite } from './assert-may-write';
import { holdProduct } from './hold-product';
import { countImages, insertImage } from './product-images.queries';
import { relistOwn } from './products.queries';

const MOST_IMAGES = 20;

/**
 * A member of the seller adds a picture from a file uploaded before, which is gone afterwards. The same picture again, also at the same time, is one picture. Throws NOT_FOUND,
 * TOO_LARGE, UNSUPPORTED_MEDIA, UNPROCESSABLE (what is wrong with the file), CONFLICT (twenty already, at rest).
 */
export async function addImage(platform: Pick<Platform, 'db' | 'storage'>, { viewer, input }: { viewer: Viewer; input: AddImageInput }): Promise<{ imageId: string }> {
  const { db, storage } = platform;
  const { sellerId } = await assertMayWrite(db, { viewer, sellerSlug: input.seller });
  const own = { productId: input.productId, sellerId };
  // Asked before anything is decoded: a picture nobody may add is not worth the work.
  await db.asUser(viewer, (tx) => holdProduct(tx, own));
  return withUpload(storage, { viewer, uploadId: input.uploadId, fileName: 'picture' }, async (path) => {
    if ((await stat(path)).size > MAX_PICTURE_BYTES) throw new AppError('TOO_LARGE', 'A picture may be at most 10 MB.', { field: 'image', reason: 'image_bytes' });
    const content = await readFile(path);
    const known = await db.asUser(viewer, (tx) => countImages(tx, own.productId, hashPicture(content)));
    if (known.sameId !== null) return { imageId: known.sameId };
    const picture = await storePicture(storage, content);
    return db.asUser(viewer, async (tx) => {
      await holdProduct(tx, own);
      const { count, sameId } = await countImages(tx, own.productId, picture.sha256);
      if (sameId !== null) return { imageId: sameId };
      if (count >= MOST_IMAGES) throw new AppError('CONFLICT', `A product has ${MOST_IMAGES} pictures at most.`, { field: 'image' });
      const imageId = newId('productImage');
      await insertImage(tx, { id: imageId, ...own, alt: input.alt, at: clock.now(), picture });
      await relistOwn(tx, own.productId);
      return { imageId };
    });
  });
}
