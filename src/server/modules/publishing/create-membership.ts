import { recordAudit } from '@/server/modules/audit/record-audit';
import type { Call } from '@/server/modules/organizations/call';
import { clock } from '@/server/platform/clock';
import type { Database } from '@/server/platform/db';
import type { CreateMembershipInput } from '@/shared/contracts/membership';
import { AppError } from '@/shared/errors';
import { findMembershipOf, insertMembershipDraft } from './memberships.queries';
import { slugsFor } from './slugs-for';

/**
 * An admin begins a membership as a draft of a seller, usually the shop's own: its words are written in the seller's editor, its plans by admins, and
 * it is reviewed like all else. The same id again answers with what it made. A line in the audit log. Throws NOT_FOUND (seller), CONFLICT.
 */
export async function createMembership(db: Database, { viewer, input, requestId }: Call<CreateMembershipInput>): Promise<{ productId: string; slug: string }> {
  if (viewer.role !== 'admin') throw new AppError('FORBIDDEN', 'This is for admins.');
  const { productId, seller, title } = input;
  return db.asService('an admin begins a membership', async (tx) => {
    for (const slug of slugsFor(title, productId)) {
      const known = await findMembershipOf(tx, { productId, sellerSlug: seller });
      if (known === undefined) throw new AppError('NOT_FOUND', 'There is no such seller.', { field: 'seller' });
      if (known.slug !== null) return { productId, slug: known.slug };
      if (!(await insertMembershipDraft(tx, { id: productId, sellerId: known.sellerId, slug, title, at: clock.now() }))) continue;
      await recordAudit(tx, { actorUserId: viewer.userId, actorRole: viewer.role, action: 'membership.create', targetType: 'product', targetId: productId, after: { seller, title }, ...(requestId !== undefined && { requestId }) });
      return { productId, slug };
    }
    throw new AppError('CONFLICT', 'Many products have this title. Please choose another.', { field: 'title' });
  });
}
