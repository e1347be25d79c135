import { recordAudit } from '@/server/modules/audit/record-audit';
import { clock } from '@/server/platform/clock';
import type { Database, Viewer } from '@/server/platform/db';
import type { ReviewReasonInput } from '@/shared/contracts/publishing';
import { AppError } from '@/shared/errors';
import { moveProduct, relist } from './products.queries';

/** An admin takes a product down, with a reason its seller reads; who bought it keeps it. An archived one cannot come back by itself then. Throws FORBIDDEN, CONFLICT (not on sale). */
export async function delistProduct(db: Database, { viewer, input }: { viewer: Viewer; input: ReviewReasonInput }): Promise<void> {
  if (viewer.role !== 'admin') throw new AppError('FORBIDDEN', 'This is for admins.');
  const { productId, reason } = input;
  await db.asService('an admin takes a product down', async (tx) => {
    const moved = await moveProduct(tx, productId, { from: ['published', 'archived'], to: 'delisted', note: reason, at: clock.now() });
    if (!moved) throw new AppError('CONFLICT', 'It is not on sale.');
    await recordAudit(tx, { actorUserId: viewer.userId, actorRole: viewer.role, action: 'product.delist', targetType: 'product', targetId: productId, before: { status: moved.from }, after: { status: 'delisted', reason } });
    await relist(tx, productId);
  });
}
