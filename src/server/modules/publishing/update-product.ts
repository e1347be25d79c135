import type { Database, Viewer } from '@/server/platform/db';
import type { UpdateProductInput } from '@/shared/contracts/publishing';
import { AppError } from '@/shared/errors';
import { assertMayWrite } from './assert-may-write';
import { holdProduct } from './hold-product';
import { relistOwn, updateWords } from './products.queries';

/**
 * A member of the seller writes a product's words; of a published one they stand on its page at once. Its address stays, and so does everything orders say of it.
 * Throws NOT_FOUND, INVALID_INPUT (condition of what is no good), CONFLICT while it rests.
 */
export async function updateProduct(db: Database, { viewer, input }: { viewer: Viewer; input: UpdateProductInput }): Promise<void> {
  const { sellerId } = await assertMayWrite(db, { viewer, sellerSlug: input.seller });
  await db.asUser(viewer, async (tx) => {
    const product = await holdProduct(tx, { productId: input.productId, sellerId });
    if (input.condition !== null && product.kind !== 'physical') throw new AppError('INVALID_INPUT', 'Only goods are new or used.', { field: 'condition' });
    await updateWords(tx, product.id, input);
    await relistOwn(tx, product.id);
  });
}
