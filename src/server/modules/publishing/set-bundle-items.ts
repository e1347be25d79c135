import type { Database, Viewer } from '@/server/platform/db';
import type { SetBundleItemsInput } from '@/shared/contracts/publishing';
import { AppError } from '@/shared/errors';
import { assertMayWrite } from './assert-may-write';
import { assertNotDearer } from './assert-not-dearer';
import { findFittingParts, replaceParts } from './bundles.queries';
import { holdProduct } from './hold-product';
import { relistOwn } from './products.queries';

/**
 * A member of the seller says what a bundle holds. A bundle takes from its parts' prices, so a seller bundles its own products; row security says the same. Orders keep the parts
 * they were made of. Throws NOT_FOUND (also for a part that is not the seller's), INVALID_INPUT (no bundle; cheaper
 * together than the bundle, with both sums), CONFLICT while it rests.
 */
export async function setBundleItems(db: Database, { viewer, input }: { viewer: Viewer; input: SetBundleItemsInput }): Promise<void> {
  const { sellerId } = await assertMayWrite(db, { viewer, sellerSlug: input.seller });
  await db.asUser(viewer, async (tx) => {
    const product = await holdProduct(tx, { productId: input.productId, sellerId });
    if (product.kind !== 'bundle') throw new AppError('INVALID_INPUT', 'Only a bundle has parts.', { field: 'parts' });
    const parts = input.parts.map((part, position) => ({ ...part, position }));
    const fitting = await findFittingParts(tx, sellerId, parts);
    if (parts.some(({ productId }) => !fitting.has(productId))) throw new AppError('NOT_FOUND', 'One of the parts is not a product of yours that can be in a bundle.', { field: 'parts' });
    await replaceParts(tx, product.id, parts);
    await assertNotDearer(tx, { productId: product.id, sellerId }, 'parts');
    await relistOwn(tx, product.id);
  });
}
