import { recordAudit } from '@/server/modules/audit/record-audit';
import { toProductEmail } from '@/server/modules/notifications/templates/product-email';
import type { Call } from '@/server/modules/organizations/call';
import { tellSeller } from '@/server/modules/sellers/tell-seller';
import { clock } from '@/server/platform/clock';
import type { Platform } from '@/server/platform/platform';
import type { ReviewReasonInput } from '@/shared/contracts/publishing';
import { AppError } from '@/shared/errors';
import { moveProduct, relist } from './products.queries';

/** An admin takes a product down, with a reason its seller reads; who bought it keeps it. An archived one cannot come back by itself then. Throws FORBIDDEN, CONFLICT (not on sale). */
export async function delistProduct({ db, env }: Pick<Platform, 'db' | 'env'>, { viewer, input, requestId }: Call<ReviewReasonInput>): Promise<void> {
  if (viewer.role !== 'admin') throw new AppError('FORBIDDEN', 'This is for admins.');
  const { productId, reason } = input;
  await db.asService('an admin takes a product down', async (tx) => {
    const at = clock.now();
    const moved = await moveProduct(tx, productId, { from: ['published', 'archived'], to: 'delisted', note: reason, at });
    if (!moved) throw new AppError('CONFLICT', 'It is not on sale.');
    await recordAudit(tx, { actorUserId: viewer.userId, actorRole: viewer.role, action: 'product.delist', targetType: 'product', targetId: productId, before: { status: moved.from }, after: { status: 'delisted', reason }, ...(requestId !== undefined && { requestId }) });
    const email = toProductEmail({ outcome: 'delisted', title: moved.title, reason, url: `${env.PUBLIC_URL}/seller/${moved.sellerSlug}/products/${productId}` });
    await tellSeller(tx, { sellerId: moved.sellerId, type: 'moderation', email, kind: 'product', href: `/seller/${moved.sellerSlug}/products/${productId}`, at, reason: `product:delisted:${productId}:${at.getTime()}` });
    await relist(tx, productId);
  });
}
