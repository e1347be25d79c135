import type { Database, Viewer } from '@/server/platform/db';
import type { OwnImageInput } from '@/shared/contracts/publishing';
import { AppError } from '@/shared/errors';
import { assertMayWrite } from './assert-may-write';
import { holdProduct } from './hold-product';
import { deleteImage, listImageIds } from './product-images.queries';
import { relistOwn } from './products.queries';

/**
 * A member of the seller takes a picture off a product; its files are collected a day later when no other product shows them. One that is gone already stays gone. Throws NOT_FOUND
 * (product), CONFLICT (at rest, or the only picture of goods on sale).
 */
export async function removeImage(db: Database, { viewer, input }: { viewer: Viewer; input: OwnImageInput }): Promise<void> {
  const { sellerId } = await assertMayWrite(db, { viewer, sellerSlug: input.seller });
  await db.asUser(viewer, async (tx) => {
    const product = await holdProduct(tx, { productId: input.productId, sellerId });
    const ids = await listImageIds(tx, product.id);
    if (product.status === 'published' && product.kind === 'physical' && ids.length === 1 && ids.includes(input.imageId)) {
      throw new AppError('CONFLICT', 'Goods on sale need a photograph. Add another one first.', { field: 'image' });
    }
    await deleteImage(tx, { productId: product.id, imageId: input.imageId });
    await relistOwn(tx, product.id);
  });
}
