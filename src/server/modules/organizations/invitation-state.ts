import type { InvitationView } from '@/shared/contracts/organizations';
import type { InvitationRow } from './invitations.queries';

/** Where an invitation stands. Pure. */
export function toInvitationState({ acceptedAt, revokedAt, expiresAt }: Pick<InvitationRow, 'acceptedAt' | 'revokedAt' | 'expiresAt'>, now: Date): InvitationView['state'] {
  if (acceptedAt) return 'used';
  if (revokedAt) return 'revoked';
  return expiresAt <= now ? 'expired' : 'open';
}
