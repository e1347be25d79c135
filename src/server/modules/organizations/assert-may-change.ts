import type { ServiceTx } from '@/server/platform/db';
import type { OrganizationRole } from '@/shared/contracts/organizations';
import { AppError } from '@/shared/errors';
import type { Membership } from './assert-organization-member';
import { findRole } from './organizations.queries';

/** The role of a member somebody is about to change; only owners touch owners. Throws NOT_FOUND for no member, FORBIDDEN. */
export async function assertMayChange(tx: ServiceTx, { organizationId, role }: Membership, memberId: string): Promise<OrganizationRole> {
  const theirs = await findRole(tx, { organizationId, userId: memberId });
  if (!theirs) throw new AppError('NOT_FOUND', 'That person does not belong to the organization.');
  if (theirs === 'owner' && role !== 'owner') throw new AppError('FORBIDDEN', 'Only owners change what an owner may do.', { reason: 'role' });
  return theirs;
}
