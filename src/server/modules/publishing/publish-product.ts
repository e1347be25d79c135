import { recordAudit } from '@/server/modules/audit/record-audit';
import { toProductEmail } from '@/server/modules/notifications/templates/product-email';
import type { Call } from '@/server/modules/organizations/call';
import { tellSeller } from '@/server/modules/sellers/tell-seller';
import { clock } from '@/server/platform/clock';
import { readIn } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import type { ReviewedProductInput } from '@/shared/contracts/publishing';
import { AppError } from '@/shared/errors';
import { findEditedProduct } from './editor.queries';
import { findMissing } from './find-missing';
import { moveProduct, relist } from './products.queries';
import { publishVersions } from './versions.queries';

/**
 * An admin publishes a product that was submitted, or puts one back that was taken down; its waiting versions come out with it. Repeating it changes nothing. Throws FORBIDDEN,
 * NOT_FOUND, CONFLICT (taken back meanwhile, or something is missing by now).
 */
export async function publishProduct({ db, env }: Pick<Platform, 'db' | 'env'>, { viewer, input, requestId }: Call<ReviewedProductInput>): Promise<void> {
  if (viewer.role !== 'admin') throw new AppError('FORBIDDEN', 'This is for admins.');
  const { productId } = input;
  await db.asService('an admin publishes a product', async (tx) => {
    const row = await findEditedProduct(readIn(tx), { productId, sellerId: null });
    if (!row) throw new AppError('NOT_FOUND', 'There is no such product.');
    if (row.status === 'published') return;
    if (row.isJoint) throw new AppError('CONFLICT', 'Bundles across sellers are published on the page of bundles, once each seller has agreed.', { reason: 'joint' });
    const [missing] = findMissing(row);
    if (missing) throw new AppError('CONFLICT', missing.text, { field: missing.section, reason: 'incomplete' });
    const at = clock.now();
    const moved = await moveProduct(tx, productId, { from: ['in_review', 'delisted'], to: 'published', note: null, at });
    if (!moved) throw new AppError('CONFLICT', 'It is not waiting for a review any more.', { reason: row.status });
    await publishVersions(tx, productId, at);
    await recordAudit(tx, { actorUserId: viewer.userId, actorRole: viewer.role, action: 'product.publish', targetType: 'product', targetId: productId, before: { status: moved.from }, after: { status: 'published' }, ...(requestId !== undefined && { requestId }) });
    const email = toProductEmail({ outcome: 'published', title: moved.title, reason: null, url: `${env.PUBLIC_URL}/seller/${moved.sellerSlug}/products/${productId}` });
    await tellSeller(tx, { sellerId: moved.sellerId, type: 'moderation', email, kind: 'product', href: `/seller/${moved.sellerSlug}/products/${productId}`, at, reason: `product:published:${productId}:${at.getTime()}` });
    await relist(tx, productId);
  });
}
