import { hashToken } from '@/server/modules/identity/session-cookie';
import { clock } from '@/server/platform/clock';
import type { Platform } from '@/server/platform/platform';
import type { InvitationTokenInput, OrganizationAddress } from '@/shared/contracts/organizations';
import { AppError } from '@/shared/errors';
import type { Call } from './call';
import { toInvitationState } from './invitation-state';
import { findAddress, lockInvitation, markAccepted } from './invitations.queries';
import { findRole, insertMember } from './organizations.queries';
import { recordChange } from './record-change';
import { tellOwners } from './tell-owners';

const REFUSALS = {
  used: 'This invitation was accepted already; a link works once.',
  revoked: 'This invitation was withdrawn. Ask for a new one if that was a mistake.',
  expired: 'This invitation has expired. Ask for a new one.',
};

/**
 * Joins the viewer to the organization they were invited to. Only the person of the invited address may; nothing of theirs is changed, and a
 * member keeps the role they have. Owners are told of a new owner or admin. Throws NOT_FOUND for no invitation of ours, FORBIDDEN for another address, GONE for one that is used,
 * withdrawn or expired: then nothing is written.
 */
export async function acceptInvitation({ db, env }: Pick<Platform, 'db' | 'env'>, call: Call<InvitationTokenInput>): Promise<OrganizationAddress> {
  const { viewer, input } = call;
  return db.asService('organizations are written by the service alone', async (tx) => {
    const invitation = await lockInvitation(tx, hashToken(input.token));
    if (!invitation) throw new AppError('NOT_FOUND', 'There is no such invitation.');
    if ((await findAddress(tx, viewer.userId)) !== invitation.email) throw new AppError('FORBIDDEN', 'This invitation is for another address. Sign in with the address it was sent to.', { reason: 'other_address' });
    const now = clock.now();
    const state = toInvitationState(invitation, now);
    if (state !== 'open') throw new AppError('GONE', REFUSALS[state], { reason: state });
    const { organizationId, role } = invitation;
    // Whoever belongs to it already keeps their role.
    const before = await findRole(tx, { organizationId, userId: viewer.userId });
    if (!before) await tellOwners(tx, { organizationId, before: null, role, publicUrl: env.PUBLIC_URL, at: now });
    await insertMember(tx, { organizationId, userId: viewer.userId, role });
    await markAccepted(tx, { invitationId: invitation.id, userId: viewer.userId, at: now });
    await recordChange(tx, call, { action: 'invitation.accept', targetId: organizationId, after: { invitationId: invitation.id, userId: viewer.userId, role } });
    return { slug: invitation.organizationSlug };
  });
}
