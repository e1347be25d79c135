import type { ServiceTx, Viewer } from '@/server/platform/db';
import type { OrganizationRole } from '@/shared/contracts/organizations';
import { AppError } from '@/shared/errors';
import { findRole, lockOrganization } from './organizations.queries';

/** What the viewer is to an organization, which stays locked until the transaction ends. */
export interface Membership {
  organizationId: string;
  organizationName: string;
  role: OrganizationRole;
}

export const ROLE_RANK: Record<OrganizationRole, number> = { member: 0, admin: 1, owner: 2 };

/**
 * The first line of every verb that changes an organization: the viewer belongs to it, as `atLeast`. It is locked first, so that what is asserted
 * of its people holds until the end. A role on the platform opens nothing here. Throws NOT_FOUND for strangers, who are not told whether there is
 * such an organization, and FORBIDDEN for members of too low a role.
 */
export async function assertOrganizationMember(tx: ServiceTx, { viewer, slug, atLeast }: { viewer: Viewer; slug: string; atLeast: OrganizationRole }): Promise<Membership> {
  const organization = await lockOrganization(tx, slug);
  const role = organization && (await findRole(tx, { organizationId: organization.id, userId: viewer.userId }));
  if (!role) throw new AppError('NOT_FOUND', 'You belong to no such organization.');
  if (ROLE_RANK[role] < ROLE_RANK[atLeast]) throw new AppError('FORBIDDEN', atLeast === 'owner' ? 'This is for owners of the organization.' : 'This is for owners and admins of the organization.', { reason: 'role' });
  return { organizationId: organization.id, organizationName: organization.name, role };
}
