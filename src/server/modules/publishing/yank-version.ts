import { recordAudit } from '@/server/modules/audit/record-audit';
import { clock } from '@/server/platform/clock';
import type { Database, Viewer } from '@/server/platform/db';
import type { YankVersionInput } from '@/shared/contracts/publishing';
import { AppError } from '@/shared/errors';
import { assertMayWrite } from './assert-may-write';
import { holdProduct } from './hold-product';
import { relist } from './products.queries';
import { listVersions, yank } from './versions.queries';

/**
 * A member of the seller withdraws a published version, for good: its owners are told the reason where they would download it, and have the other versions. Repeating it keeps the
 * first reason. Throws NOT_FOUND, CONFLICT (not published yet, at rest).
 */
export async function yankVersion(db: Database, { viewer, input }: { viewer: Viewer; input: YankVersionInput }): Promise<void> {
  const { sellerId } = await assertMayWrite(db, { viewer, sellerSlug: input.seller });
  await db.asService('what was sold is withdrawn by the service alone', async (tx) => {
    const product = await holdProduct(tx, { productId: input.productId, sellerId });
    const known = (await listVersions(tx, product.id)).find(({ version }) => version === input.version);
    if (!known) throw new AppError('NOT_FOUND', `There is no version ${input.version}.`, { field: 'version' });
    if (!known.isPublished) throw new AppError('CONFLICT', 'It is not published yet. Replace it instead.', { field: 'version' });
    if (!(await yank(tx, { productId: product.id, version: input.version, reason: input.reason, at: clock.now() }))) return;
    await recordAudit(tx, { actorUserId: viewer.userId, actorRole: viewer.role, action: 'version.yank', targetType: 'product', targetId: product.id, after: { version: input.version, reason: input.reason } });
    if (product.status === 'published') await relist(tx, product.id);
  });
}
