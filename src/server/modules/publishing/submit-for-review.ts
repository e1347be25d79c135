import { toWaitingEmail } from '@/server/modules/notifications/templates/waiting-email';
import { tellAdmins } from '@/server/modules/notifications/tell-admins';
import { clock } from '@/server/platform/clock';
import { readIn, type Viewer } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import type { OwnProductInput } from '@/shared/contracts/publishing';
import { AppError } from '@/shared/errors';
import { assertMayWrite } from './assert-may-write';
import { findEditedProduct } from './editor.queries';
import { findMissing } from './find-missing';
import { holdProduct } from './hold-product';
import { moveOwnProduct } from './products.queries';

/**
 * A member of the seller hands a finished draft to the shop's admins; until they decide it rests, and each is told by mail. Only a product's first publication is reviewed: later edits are live at once.
 * Repeating it changes nothing. Throws NOT_FOUND, CONFLICT (something missing, named; published already; at rest).
 */
export async function submitForReview({ db, env }: Pick<Platform, 'db' | 'env'>, { viewer, input }: { viewer: Viewer; input: OwnProductInput }): Promise<void> {
  const { sellerId } = await assertMayWrite(db, { viewer, sellerSlug: input.seller });
  const own = { productId: input.productId, sellerId };
  await db.asService('where a product stands is written by the service alone', async (tx) => {
    const row = await findEditedProduct(readIn(tx), own);
    if (row?.status === 'in_review') return;
    const product = await holdProduct(tx, own);
    if (product.status === 'published') throw new AppError('CONFLICT', 'It is published already; edits are live at once.', { reason: 'published' });
    const [missing] = row ? findMissing(row) : [];
    if (missing) throw new AppError('CONFLICT', missing.text, { field: missing.section, reason: 'incomplete' });
    const at = clock.now();
    await moveOwnProduct(tx, own, { from: 'draft', to: 'in_review', at });
    const email = toWaitingEmail({ what: 'product', name: product.title, seller: input.seller, url: `${env.PUBLIC_URL}/admin/products/${product.id}` });
    await tellAdmins(tx, { email, kind: 'review', href: `/admin/products/${product.id}`, at, reason: `review:${product.id}:${at.getTime()}` });
  });
}
