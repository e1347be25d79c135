import { randomBytes } from 'node:crypto';
import { hashToken } from '@/server/modules/identity/session-cookie';
import { toEmail } from '@/server/modules/identity/to-email';
import { enqueueEmail } from '@/server/modules/notifications/enqueue-email';
import { toInvitationEmail } from '@/server/modules/notifications/templates/invitation-email';
import { clock } from '@/server/platform/clock';
import type { ServiceTx } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import type { Limit } from '@/server/platform/rate-limit';
import type { InviteMemberInput } from '@/shared/contracts/organizations';
import { AppError } from '@/shared/errors';
import { newId } from '@/shared/ids';
import { DAY_MS } from '@/shared/time';
import { assertOrganizationMember, type Membership } from './assert-organization-member';
import type { Call } from './call';
import { findInviteFacts, insertInvitation, revokeOpenOf } from './invitations.queries';
import { findOwnOrganization } from './organizations.queries';
import { recordChange } from './record-change';

/** Nobody's mailbox is flooded through us, and nobody sends mail to the world. */
const PER_INVITER: Limit = { name: 'invite', points: 30, windowSeconds: 3_600, whenDown: 'closed' };
const PER_ADDRESS: Limit = { name: 'invite-address', points: 5, windowSeconds: 86_400, whenDown: 'closed' };
const INVITATION_MS = 7 * DAY_MS;
const MOST_PEOPLE = 200;

/**
 * Owners and admins invite by mail; only owners invite owners. The mail holds a link that works once, for seven days, for the person of that
 * address. Inviting again replaces the open invitation. Throws NOT_FOUND, FORBIDDEN, INVALID_INPUT, RATE_LIMITED, or CONFLICT for somebody who
 * belongs to the organization already.
 */
export async function inviteMember({ db, limiter, env }: Pick<Platform, 'db' | 'limiter' | 'env'>, call: Call<InviteMemberInput>): Promise<void> {
  const { viewer, input } = call;
  // Before anything is counted against an address, and again under the lock.
  if (!(await findOwnOrganization(db.readAs(viewer), { userId: viewer.userId, slug: input.organization }))) throw new AppError('NOT_FOUND', 'You belong to no such organization.');
  const email = toEmail(input.email);
  await limiter.consume(PER_INVITER, viewer.userId);
  await limiter.consume(PER_ADDRESS, hashToken(email));
  await db.asService('organizations are written by the service alone', async (tx) => {
    const membership = await assertOrganizationMember(tx, { viewer, slug: input.organization, atLeast: input.memberRole === 'owner' ? 'owner' : 'admin' });
    const invitation = await replaceInvitation(tx, { membership, call, email });
    await enqueueEmail(tx, {
      kind: 'invitation',
      to: email,
      dedupeKey: `invitation:${invitation.id}`,
      topic: 'invitation',
      ...toInvitationEmail({ organizationName: membership.organizationName, role: input.memberRole, expiresAt: invitation.expiresAt, url: `${env.PUBLIC_URL}/invitations/${invitation.token}` }),
    });
  });
}

async function replaceInvitation(tx: ServiceTx, { membership, call, email }: { membership: Membership; call: Call<InviteMemberInput>; email: string }): Promise<{ id: string; token: string; expiresAt: Date }> {
  const { organizationId } = membership;
  const now = clock.now();
  await revokeOpenOf(tx, { organizationId, email, at: now });
  const { isMember, headCount } = await findInviteFacts(tx, { organizationId, email, now });
  if (isMember) throw new AppError('CONFLICT', 'That person belongs to the organization already.', { field: 'email', reason: 'member' });
  if (headCount >= MOST_PEOPLE) throw new AppError('CONFLICT', `An organization has at most ${MOST_PEOPLE} people, the invited among them.`, { reason: 'full' });
  const [id, token, expiresAt] = [newId('invitation', now.getTime()), randomBytes(32).toString('base64url'), new Date(now.getTime() + INVITATION_MS)];
  const { memberRole: role } = call.input;
  await insertInvitation(tx, { id, organizationId, email, role, tokenHash: hashToken(token), invitedBy: call.viewer.userId, at: now, expiresAt });
  await recordChange(tx, call, { action: 'invitation.create', targetId: organizationId, after: { invitationId: id, email, role } });
  return { id, token, expiresAt };
}
