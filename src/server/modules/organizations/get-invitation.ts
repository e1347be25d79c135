import { findPersonAddress } from '@/server/modules/identity/find-person-address';
import { hashToken } from '@/server/modules/identity/session-cookie';
import { clock } from '@/server/platform/clock';
import type { Database, Viewer } from '@/server/platform/db';
import type { InvitationView } from '@/shared/contracts/organizations';
import { AppError } from '@/shared/errors';
import { toInvitationState } from './invitation-state';
import { findInvitation } from './invitations.queries';

/** Whoever has the link sees what it invites to, also signed out. Throws NOT_FOUND for a link of ours that never was. Changes nothing: mail scanners open links. */
export async function getInvitation(db: Database, { viewer, token }: { viewer: Viewer | null; token: string }): Promise<InvitationView> {
  const reader = db.readAsService('an invitation is shown to whoever has its link');
  const row = await findInvitation(reader, hashToken(token));
  if (!row) throw new AppError('NOT_FOUND', 'There is no such invitation.');
  const address = viewer && (await findPersonAddress(db, viewer));
  return {
    state: toInvitationState(row, clock.now()),
    organizationName: row.organizationName,
    role: row.role,
    inviterName: row.inviterName,
    addressHint: row.email.replace(/^(.).*@/, '$1…@'),
    isForViewer: viewer && address === row.email,
  };
}
