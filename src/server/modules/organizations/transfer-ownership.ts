import { clock } from '@/server/platform/clock';
import type { Platform } from '@/server/platform/platform';
import type { MemberInput } from '@/shared/contracts/organizations';
import { AppError } from '@/shared/errors';
import { assertMayChange } from './assert-may-change';
import { assertOrganizationMember } from './assert-organization-member';
import type { Call } from './call';
import { updateRole } from './organizations.queries';
import { recordChange } from './record-change';
import { tellOwners } from './tell-owners';

/** An owner hands the organization over to a member and stays as an admin; both or neither. The owners are told. Throws NOT_FOUND, FORBIDDEN, or CONFLICT for oneself. */
export async function transferOwnership({ db, env }: Pick<Platform, 'db' | 'env'>, call: Call<MemberInput>): Promise<void> {
  const { viewer, input } = call;
  await db.asService('organizations are written by the service alone', async (tx) => {
    const membership = await assertOrganizationMember(tx, { viewer, slug: input.organization, atLeast: 'owner' });
    const { organizationId } = membership;
    if (input.memberId === viewer.userId) throw new AppError('CONFLICT', 'You own it already. Choose somebody else.', { reason: 'self' });
    const before = await assertMayChange(tx, membership, input.memberId);
    await tellOwners(tx, { organizationId, before, role: 'owner', publicUrl: env.PUBLIC_URL, at: clock.now() });
    await updateRole(tx, { organizationId, userId: input.memberId, role: 'owner' });
    await updateRole(tx, { organizationId, userId: viewer.userId, role: 'admin' });
    await recordChange(tx, call, { action: 'organization.transfer', targetId: organizationId, before: { ownerId: viewer.userId }, after: { ownerId: input.memberId, wasRole: before } });
  });
}
