import { clock } from '@/server/platform/clock';
import type { Database } from '@/server/platform/db';
import type { OrganizationInput } from '@/shared/contracts/organizations';
import { assertAnotherOwner } from './assert-another-owner';
import { assertOrganizationMember } from './assert-organization-member';
import type { Call } from './call';
import { revokeOpenBy } from './invitations.queries';
import { deleteMember } from './organizations.queries';
import { recordChange } from './record-change';

/** Every member may go, except the last owner; what the organization holds is closed to them from the next request on. Throws NOT_FOUND or CONFLICT. */
export async function leaveOrganization(db: Database, call: Call<OrganizationInput>): Promise<void> {
  const { viewer, input } = call;
  await db.asService('organizations are written by the service alone', async (tx) => {
    const { organizationId, role } = await assertOrganizationMember(tx, { viewer, slug: input.organization, atLeast: 'member' });
    if (role === 'owner') await assertAnotherOwner(tx, organizationId);
    await deleteMember(tx, { organizationId, userId: viewer.userId });
    await revokeOpenBy(tx, { organizationId, userId: viewer.userId, at: clock.now() });
    await recordChange(tx, call, { action: 'member.leave', targetId: organizationId, before: { userId: viewer.userId, role } });
  });
}
