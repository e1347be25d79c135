import { clock } from '@/server/platform/clock';
import type { Database } from '@/server/platform/db';
import type { OrganizationDetail, OrganizationInput } from '@/shared/contracts/organizations';
import { AppError } from '@/shared/errors';
import type { Call } from './call';
import { findOpenInvitations } from './invitations.queries';
import { findMembers, findOwnOrganization } from './organizations.queries';

/** One organization with its people, for its members; owners and admins also see who is invited. Throws NOT_FOUND for everyone else. */
export async function getOrganization(db: Database, { viewer, input }: Call<OrganizationInput>): Promise<OrganizationDetail> {
  const summary = await findOwnOrganization(db.readAs(viewer), { userId: viewer.userId, slug: input.organization });
  if (!summary) throw new AppError('NOT_FOUND', 'You belong to no such organization.');
  const [members, invitations] = await Promise.all([
    findMembers(db.readAsService('members see each other'), summary.id),
    findOpenInvitations(db.readAs(viewer), summary.id),
  ]);
  const now = clock.now();
  return {
    ...summary,
    members: members.map(({ since, ...member }) => ({ ...member, since: since.toISOString(), isViewer: member.userId === viewer.userId })),
    invitations: invitations.map(({ createdAt, expiresAt, ...invitation }) => ({ ...invitation, sentAt: createdAt.toISOString(), expiresAt: expiresAt.toISOString(), expired: expiresAt <= now })),
  };
}
