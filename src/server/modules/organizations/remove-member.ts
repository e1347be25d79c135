import { clock } from '@/server/platform/clock';
import type { Database } from '@/server/platform/db';
import type { MemberInput } from '@/shared/contracts/organizations';
import { AppError } from '@/shared/errors';
import { assertMayChange } from './assert-may-change';
import { assertOrganizationMember } from './assert-organization-member';
import type { Call } from './call';
import { revokeOpenBy } from './invitations.queries';
import { deleteMember } from './organizations.queries';
import { recordChange } from './record-change';

/**
 * Owners and admins remove a member; only owners remove an owner. The organization's keys, orders and seller are closed to them from their next
 * request on, and invitations they sent are withdrawn. Throws NOT_FOUND (also the second time), FORBIDDEN, or CONFLICT for oneself: that is leaving.
 */
export async function removeMember(db: Database, call: Call<MemberInput>): Promise<void> {
  const { viewer, input } = call;
  await db.asService('organizations are written by the service alone', async (tx) => {
    const membership = await assertOrganizationMember(tx, { viewer, slug: input.organization, atLeast: 'admin' });
    const { organizationId } = membership;
    if (input.memberId === viewer.userId) throw new AppError('CONFLICT', 'To go yourself, leave the organization.', { reason: 'self' });
    const role = await assertMayChange(tx, membership, input.memberId);
    await deleteMember(tx, { organizationId, userId: input.memberId });
    await revokeOpenBy(tx, { organizationId, userId: input.memberId, at: clock.now() });
    await recordChange(tx, call, { action: 'member.remove', targetId: organizationId, before: { userId: input.memberId, role } });
  });
}
