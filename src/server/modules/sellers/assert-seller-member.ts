import type { Database, Viewer } from '@/server/platform/db';
import { AppError } from '@/shared/errors';
import { findSellerMember, type SellerMemberRow } from './sellers-own.queries';

/** What the viewer is to a seller, and where the seller stands. */
export type SellerMembership = SellerMemberRow;

const RANK = { member: 0, admin: 1, owner: 2 } as const;

/**
 * The first line of every verb a seller calls: the viewer belongs to this seller's organization, as `atLeast` (member unless said).
 * Read from the database each time, so that leaving holds from the next call on. A role on the platform opens nothing here.
 * Throws NOT_FOUND for strangers, who are not told whether there is such a seller, and FORBIDDEN for members of too low a role.
 */
export async function assertSellerMember(
  db: Pick<Database, 'readAs'>,
  { viewer, sellerSlug, atLeast = 'member' }: { viewer: Viewer; sellerSlug: string; atLeast?: SellerMembership['role'] },
): Promise<SellerMembership> {
  const membership = await findSellerMember(db.readAs(viewer), sellerSlug);
  if (!membership) throw new AppError('NOT_FOUND', 'You have no such seller.');
  if (RANK[membership.role] < RANK[atLeast]) throw new AppError('FORBIDDEN', atLeast === 'owner' ? 'This is for owners of the organization.' : 'This is for owners and admins of the organization.', { reason: 'role' });
  return membership;
}
