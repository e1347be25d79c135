import { clock } from '@/server/platform/clock';
import type { Database, Viewer } from '@/server/platform/db';
import type { OwnProductInput } from '@/shared/contracts/publishing';
import { AppError } from '@/shared/errors';
import { assertMayWrite } from './assert-may-write';
import { findProduct, moveOwnProduct } from './products.queries';

/** A member of the seller takes a product back from review, to go on with it. Of a draft it changes nothing. Throws NOT_FOUND, CONFLICT (an admin was faster). */
export async function withdrawFromReview(db: Database, { viewer, input }: { viewer: Viewer; input: OwnProductInput }): Promise<void> {
  const { sellerId } = await assertMayWrite(db, { viewer, sellerSlug: input.seller });
  const own = { productId: input.productId, sellerId };
  await db.asService('where a product stands is written by the service alone', async (tx) => {
    if (await moveOwnProduct(tx, own, { from: 'in_review', to: 'draft', at: clock.now() })) return;
    const product = await findProduct(tx, own);
    if (!product) throw new AppError('NOT_FOUND', 'You have no such product.');
    if (product.status !== 'draft') throw new AppError('CONFLICT', 'It is not under review any more.', { reason: product.status });
  });
}
