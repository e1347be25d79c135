import { recordAudit } from '@/server/modules/audit/record-audit';
import type { Call } from '@/server/modules/organizations/call';
import { clock } from '@/server/platform/clock';
import type { Database } from '@/server/platform/db';
import type { JointBundleInput } from '@/shared/contracts/joint-bundles';
import { AppError } from '@/shared/errors';
import { lockJoint } from './joint-bundles.queries';
import { moveProduct, relist } from './products.queries';

/** An admin takes a bundle across sellers off sale, or puts a draft away. Who bought it keeps it. Repeating it changes nothing. Throws FORBIDDEN, NOT_FOUND. */
export async function archiveJointBundle(db: Database, { viewer, input, requestId }: Call<JointBundleInput>): Promise<void> {
  if (viewer.role !== 'admin') throw new AppError('FORBIDDEN', 'This is for admins.');
  const { productId } = input;
  await db.asService('an admin archives a bundle across sellers', async (tx) => {
    if (!(await lockJoint(tx, productId))) throw new AppError('NOT_FOUND', 'There is no such bundle.');
    const moved = await moveProduct(tx, productId, { from: ['draft', 'published'], to: 'archived', note: null, at: clock.now() });
    if (!moved) return;
    await recordAudit(tx, { actorUserId: viewer.userId, actorRole: viewer.role, action: 'bundle.archive', targetType: 'product', targetId: productId, before: { status: moved.from }, after: { status: 'archived' }, ...(requestId !== undefined && { requestId }) });
    if (moved.from === 'published') await relist(tx, productId);
  });
}
