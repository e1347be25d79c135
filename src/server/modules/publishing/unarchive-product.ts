import { clock } from '@/server/platform/clock';
import { readIn, type Database, type Viewer } from '@/server/platform/db';
import type { OwnProductInput } from '@/shared/contracts/publishing';
import { AppError } from '@/shared/errors';
import { assertMayWrite } from './assert-may-write';
import { findEditedProduct } from './editor.queries';
import { findMissing } from './find-missing';
import { moveOwnProduct, relist } from './products.queries';

/** A member of the seller puts an archived product back on sale, as it was reviewed. Repeating it changes nothing. Throws NOT_FOUND, CONFLICT (something is missing by now, not archived). */
export async function unarchiveProduct(db: Database, { viewer, input }: { viewer: Viewer; input: OwnProductInput }): Promise<void> {
  const { sellerId } = await assertMayWrite(db, { viewer, sellerSlug: input.seller });
  const own = { productId: input.productId, sellerId };
  await db.asService('where a product stands is written by the service alone', async (tx) => {
    const row = await findEditedProduct(readIn(tx), own);
    if (!row) throw new AppError('NOT_FOUND', 'You have no such product.');
    if (row.status === 'published') return;
    if (row.isJoint) throw new AppError('CONFLICT', 'It holds products of other sellers: only the shop’s admins put it back on sale.', { reason: 'joint' });
    const [missing] = findMissing(row);
    if (missing && row.status === 'archived') throw new AppError('CONFLICT', missing.text, { field: missing.section, reason: 'incomplete' });
    if (!(await moveOwnProduct(tx, own, { from: 'archived', to: 'published', at: clock.now() }))) throw new AppError('CONFLICT', 'Only an archived product can be brought back.', { reason: row.status });
    await relist(tx, own.productId);
  });
}
