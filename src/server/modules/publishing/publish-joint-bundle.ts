import { recordAudit } from '@/server/modules/audit/record-audit';
import type { Call } from '@/server/modules/organizations/call';
import { clock } from '@/server/platform/clock';
import { readIn, type Database } from '@/server/platform/db';
import type { JointBundleInput } from '@/shared/contracts/joint-bundles';
import { AppError } from '@/shared/errors';
import { findJointRow, lockJoint } from './joint-bundles.queries';
import { moveProduct, relist } from './products.queries';
import { toJointBundle } from './to-joint-bundle';

/** An admin puts a bundle across sellers on sale, for the first time or again. Repeating it changes nothing. Throws FORBIDDEN, NOT_FOUND, CONFLICT while a seller has not agreed, a part is off sale, or it costs more than its parts. */
export async function publishJointBundle(db: Database, { viewer, input, requestId }: Call<JointBundleInput>): Promise<void> {
  if (viewer.role !== 'admin') throw new AppError('FORBIDDEN', 'This is for admins.');
  const { productId } = input;
  await db.asService('an admin publishes a bundle across sellers', async (tx) => {
    const held = await lockJoint(tx, productId);
    const row = held && (await findJointRow(readIn(tx), productId));
    if (!row) throw new AppError('NOT_FOUND', 'There is no such bundle.');
    if (row.status === 'published') return;
    const [missing] = toJointBundle(row).missing;
    if (missing !== undefined) throw new AppError('CONFLICT', missing, { reason: 'incomplete' });
    const moved = await moveProduct(tx, productId, { from: ['draft', 'archived', 'delisted'], to: 'published', note: null, at: clock.now() });
    await recordAudit(tx, { actorUserId: viewer.userId, actorRole: viewer.role, action: 'bundle.publish', targetType: 'product', targetId: productId, before: { status: moved?.from }, after: { status: 'published' }, ...(requestId !== undefined && { requestId }) });
    await relist(tx, productId);
  });
}
