import { recordAudit } from '@/server/modules/audit/record-audit';
import type { Call } from '@/server/modules/organizations/call';
import type { Database } from '@/server/platform/db';
import type { IncludeProductInput } from '@/shared/contracts/membership';
import { AppError } from '@/shared/errors';
import { writeIncluded } from './memberships.queries';
import { relist } from './products.queries';

/**
 * An admin says from which tier on members have a download without buying it, or that it is only sold. Keys that members have opened stay until
 * their membership ends. A line in the audit log. Throws NOT_FOUND, CONFLICT for what cannot be downloaded.
 */
export async function includeProduct(db: Database, { viewer, input, requestId }: Call<IncludeProductInput>): Promise<void> {
  if (viewer.role !== 'admin') throw new AppError('FORBIDDEN', 'This is for admins.');
  const { productId, tier } = input;
  await db.asService('an admin includes a product in a membership', async (tx) => {
    const before = await writeIncluded(tx, { productId, tier });
    if (!before) throw new AppError('NOT_FOUND', 'There is no such product.');
    if (before.kind !== 'download') throw new AppError('CONFLICT', 'Only downloads are included in a membership.', { reason: before.kind });
    await recordAudit(tx, { actorUserId: viewer.userId, actorRole: viewer.role, action: 'product.include', targetType: 'product', targetId: productId, before: { tier: before.tier }, after: { tier }, ...(requestId !== undefined && { requestId }) });
    await relist(tx, productId);
  });
}
