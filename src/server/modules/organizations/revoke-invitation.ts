import { clock } from '@/server/platform/clock';
import type { Database } from '@/server/platform/db';
import type { RevokeInvitationInput } from '@/shared/contracts/organizations';
import { AppError } from '@/shared/errors';
import { assertOrganizationMember } from './assert-organization-member';
import type { Call } from './call';
import { revokeInvitationRow } from './invitations.queries';
import { recordChange } from './record-change';

/** Owners and admins withdraw an open invitation; its link stops working. Throws NOT_FOUND (also when it was accepted meanwhile) or FORBIDDEN. */
export async function revokeInvitation(db: Database, call: Call<RevokeInvitationInput>): Promise<void> {
  const { viewer, input } = call;
  await db.asService('organizations are written by the service alone', async (tx) => {
    const { organizationId } = await assertOrganizationMember(tx, { viewer, slug: input.organization, atLeast: 'admin' });
    const revoked = await revokeInvitationRow(tx, { organizationId, invitationId: input.invitationId, at: clock.now() });
    if (!revoked) throw new AppError('NOT_FOUND', 'That invitation is not open any more.');
    await recordChange(tx, call, { action: 'invitation.revoke', targetId: organizationId, before: { invitationId: input.invitationId, email: revoked.email } });
  });
}
