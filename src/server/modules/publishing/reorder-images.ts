import type { Database, Viewer } from '@/server/platform/db';
import type { ReorderImagesInput } from '@/shared/contracts/publishing';
import { AppError } from '@/shared/errors';
import { assertMayWrite } from './assert-may-write';
import { holdProduct } from './hold-product';
import { listImageIds, orderImages } from './product-images.queries';
import { relistOwn } from './products.queries';

/** A member of the seller puts a product's pictures in order; the first one stands for the product. All of them are named. Throws NOT_FOUND, CONFLICT (others were added or removed meanwhile, at rest). */
export async function reorderImages(db: Database, { viewer, input }: { viewer: Viewer; input: ReorderImagesInput }): Promise<void> {
  const { sellerId } = await assertMayWrite(db, { viewer, sellerSlug: input.seller });
  await db.asUser(viewer, async (tx) => {
    const product = await holdProduct(tx, { productId: input.productId, sellerId });
    const ids = new Set(await listImageIds(tx, product.id));
    if (ids.size !== input.imageIds.length || input.imageIds.some((id) => !ids.has(id))) throw new AppError('CONFLICT', 'The pictures have changed meanwhile. Please look at them again.', { field: 'imageIds' });
    await orderImages(tx, product.id, input.imageIds);
    await relistOwn(tx, product.id);
  });
}
