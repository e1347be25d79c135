import { clock } from '@/server/platform/clock';
import type { Platform } from '@/server/platform/platform';
import type { ChangeMemberRoleInput } from '@/shared/contracts/organizations';
import { assertAnotherOwner } from './assert-another-owner';
import { assertMayChange } from './assert-may-change';
import { assertOrganizationMember } from './assert-organization-member';
import type { Call } from './call';
import { revokeOpenBy } from './invitations.queries';
import { updateRole } from './organizations.queries';
import { recordChange } from './record-change';
import { tellOwners } from './tell-owners';

/**
 * Owners and admins say who is what; only owners make owners or change one, and the last owner stays one. Who may not invite any more has no open
 * invitations left, and owners are told who owns or runs it with them. Repeating it changes nothing. Throws NOT_FOUND, FORBIDDEN or CONFLICT.
 */
export async function changeMemberRole({ db, env }: Pick<Platform, 'db' | 'env'>, call: Call<ChangeMemberRoleInput>): Promise<void> {
  const { viewer, input } = call;
  await db.asService('organizations are written by the service alone', async (tx) => {
    const membership = await assertOrganizationMember(tx, { viewer, slug: input.organization, atLeast: input.memberRole === 'owner' ? 'owner' : 'admin' });
    const { organizationId } = membership;
    const before = await assertMayChange(tx, membership, input.memberId);
    if (before === input.memberRole) return;
    if (before === 'owner') await assertAnotherOwner(tx, organizationId);
    const at = clock.now();
    await tellOwners(tx, { organizationId, before, role: input.memberRole, publicUrl: env.PUBLIC_URL, at });
    await updateRole(tx, { organizationId, userId: input.memberId, role: input.memberRole });
    if (input.memberRole === 'member') await revokeOpenBy(tx, { organizationId, userId: input.memberId, at });
    await recordChange(tx, call, { action: 'member.role', targetId: organizationId, before: { userId: input.memberId, role: before }, after: { userId: input.memberId, role: input.memberRole } });
  });
}
