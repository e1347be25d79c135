import { clock } from '@/server/platform/clock';
import type { Database, Viewer } from '@/server/platform/db';
import type { OwnProductInput } from '@/shared/contracts/publishing';
import { AppError } from '@/shared/errors';
import { assertMayWrite } from './assert-may-write';
import { findProduct, moveOwnProduct, relist } from './products.queries';

/** A member of the seller takes a published product off sale. Who bought it keeps it, with every version. Repeating it changes nothing. Throws NOT_FOUND, CONFLICT (not published). */
export async function archiveProduct(db: Database, { viewer, input }: { viewer: Viewer; input: OwnProductInput }): Promise<void> {
  const { sellerId } = await assertMayWrite(db, { viewer, sellerSlug: input.seller });
  const own = { productId: input.productId, sellerId };
  await db.asService('where a product stands is written by the service alone', async (tx) => {
    if (await moveOwnProduct(tx, own, { from: 'published', to: 'archived', at: clock.now() })) return relist(tx, own.productId);
    const product = await findProduct(tx, own);
    if (!product) throw new AppError('NOT_FOUND', 'You have no such product.');
    if (product.status !== 'archived') throw new AppError('CONFLICT', 'Only a published product can be archived.', { reason: product.status });
  });
}
