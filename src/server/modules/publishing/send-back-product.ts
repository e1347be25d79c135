import { recordAudit } from '@/server/modules/audit/record-audit';
import { clock } from '@/server/platform/clock';
import type { Database, Viewer } from '@/server/platform/db';
import type { ReviewReasonInput } from '@/shared/contracts/publishing';
import { AppError } from '@/shared/errors';
import { moveProduct } from './products.queries';

/** An admin gives a product back to its seller as a draft, with a note saying what to change: one under review, or one that was taken down. Throws FORBIDDEN, CONFLICT (neither). */
export async function sendBackProduct(db: Database, { viewer, input }: { viewer: Viewer; input: ReviewReasonInput }): Promise<void> {
  if (viewer.role !== 'admin') throw new AppError('FORBIDDEN', 'This is for admins.');
  const { productId, reason } = input;
  await db.asService('an admin sends a product back', async (tx) => {
    const moved = await moveProduct(tx, productId, { from: ['in_review', 'delisted'], to: 'draft', note: reason, at: clock.now() });
    if (!moved) throw new AppError('CONFLICT', 'It is not waiting for a review any more.');
    await recordAudit(tx, { actorUserId: viewer.userId, actorRole: viewer.role, action: 'product.send_back', targetType: 'product', targetId: productId, before: { status: moved.from }, after: { status: 'draft', note: reason } });
  });
}
