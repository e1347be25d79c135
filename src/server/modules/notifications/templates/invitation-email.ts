import { dayMark } from '@/shared/moment-marks';
import { renderEmail, type RenderedEmail } from './email-layout';

const ROLES: Record<string, string> = { owner: 'an owner', admin: 'an admin', member: 'a member' };

/** Asks somebody to join an organization. The inviter's own words are not in it, so nobody can send words of their own through us; the organization's name is. */
export function toInvitationEmail(invitation: { organizationName: string; role: string; expiresAt: Date; url: string }): RenderedEmail {
  const { organizationName, role, expiresAt, url } = invitation;
  return renderEmail({
    subject: `You are invited to ${organizationName}`,
    heading: `Join ${organizationName}`,
    paragraphs: [`You are invited as ${ROLES[role] ?? 'a member'}. Members use every key the organization holds. Sign in with the address this message was sent to; the link works once, until ${dayMark(expiresAt)}.`],
    action: { label: 'See the invitation', url },
    closing: 'If you do not know them, leave this message alone: nothing happens until you accept.',
  });
}
