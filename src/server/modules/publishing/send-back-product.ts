import { recordAudit } from '@/server/modules/audit/record-audit';
import { toProductEmail } from '@/server/modules/notifications/templates/product-email';
import type { Call } from '@/server/modules/organizations/call';
import { tellSeller } from '@/server/modules/sellers/tell-seller';
import { clock } from '@/server/platform/clock';
import type { Platform } from '@/server/platform/platform';
import type { ReviewReasonInput } from '@/shared/contracts/publishing';
import { AppError } from '@/shared/errors';
import { moveProduct } from './products.queries';

/** An admin gives a product back to its seller as a draft, with a note saying what to change: one under review, or one that was taken down. Throws FORBIDDEN, CONFLICT (neither). */
export async function sendBackProduct({ db, env }: Pick<Platform, 'db' | 'env'>, { viewer, input, requestId }: Call<ReviewReasonInput>): Promise<void> {
  if (viewer.role !== 'admin') throw new AppError('FORBIDDEN', 'This is for admins.');
  const { productId, reason } = input;
  await db.asService('an admin sends a product back', async (tx) => {
    const at = clock.now();
    const moved = await moveProduct(tx, productId, { from: ['in_review', 'delisted'], to: 'draft', note: reason, at });
    if (!moved) throw new AppError('CONFLICT', 'It is not waiting for a review any more.');
    await recordAudit(tx, { actorUserId: viewer.userId, actorRole: viewer.role, action: 'product.send_back', targetType: 'product', targetId: productId, before: { status: moved.from }, after: { status: 'draft', note: reason }, ...(requestId !== undefined && { requestId }) });
    const email = toProductEmail({ outcome: 'sent_back', title: moved.title, reason, url: `${env.PUBLIC_URL}/seller/${moved.sellerSlug}/products/${productId}` });
    await tellSeller(tx, { sellerId: moved.sellerId, type: 'moderation', email, kind: 'product', href: `/seller/${moved.sellerSlug}/products/${productId}`, at, reason: `product:sent_back:${productId}:${at.getTime()}` });
  });
}
