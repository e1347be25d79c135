import { clock } from '@/server/platform/clock';
import { readIn, type Database, type Viewer } from '@/server/platform/db';
import type { OwnProductInput } from '@/shared/contracts/publishing';
import { AppError } from '@/shared/errors';
import { assertMayWrite } from './assert-may-write';
import { findEditedProduct } from './editor.queries';
import { findMissing } from './find-missing';
import { holdProduct } from './hold-product';
import { moveOwnProduct } from './products.queries';

/**
 * A member of the seller hands a finished draft to the shop's admins; until they decide it rests. Only a product's first publication is reviewed: later edits are live at once.
 * Repeating it changes nothing. Throws NOT_FOUND, CONFLICT (something missing, named; published already; at rest).
 */
export async function submitForReview(db: Database, { viewer, input }: { viewer: Viewer; input: OwnProductInput }): Promise<void> {
  const { sellerId } = await assertMayWrite(db, { viewer, sellerSlug: input.seller });
  const own = { productId: input.productId, sellerId };
  await db.asService('where a product stands is written by the service alone', async (tx) => {
    const row = await findEditedProduct(readIn(tx), own);
    if (row?.status === 'in_review') return;
    const product = await holdProduct(tx, own);
    if (product.status === 'published') throw new AppError('CONFLICT', 'It is published already; edits are live at once.', { reason: 'published' });
    const [missing] = row ? findMissing(row) : [];
    if (missing) throw new AppError('CONFLICT', missing.text, { field: missing.section, reason: 'incomplete' });
    await moveOwnProduct(tx, own, { from: 'draft', to: 'in_review', at: clock.now() });
  });
}
