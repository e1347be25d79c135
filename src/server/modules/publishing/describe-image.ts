import type { Database, Viewer } from '@/server/platform/db';
import type { DescribeImageInput } from '@/shared/contracts/publishing';
import { AppError } from '@/shared/errors';
import { assertMayWrite } from './assert-may-write';
import { holdProduct } from './hold-product';
import { describeImageRow } from './product-images.queries';
import { relistOwn } from './products.queries';

/** A member of the seller says what a picture shows, for those who do not see it. Throws NOT_FOUND, CONFLICT while the product rests. */
export async function describeImage(db: Database, { viewer, input }: { viewer: Viewer; input: DescribeImageInput }): Promise<void> {
  const { sellerId } = await assertMayWrite(db, { viewer, sellerSlug: input.seller });
  await db.asUser(viewer, async (tx) => {
    const product = await holdProduct(tx, { productId: input.productId, sellerId });
    if (!(await describeImageRow(tx, { productId: product.id, imageId: input.imageId, alt: input.alt }))) throw new AppError('NOT_FOUND', 'The product has no such picture.');
    await relistOwn(tx, product.id);
  });
}
