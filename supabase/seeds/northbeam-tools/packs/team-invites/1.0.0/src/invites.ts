import type { Pool } from 'pg';
import { createToken, hashToken } from './token';

export type Role = 'member' | 'admin';
export type NewInvite = { teamId: string; email: string; role: Role; invitedBy: string };
export type OpenInvite = { teamId: string; email: string; role: Role };

const OPEN = 'accepted_at is null and revoked_at is null and expires_at > now()';

/** Creates or replaces the open invitation for this address. The token is returned once and never stored. */
export async function createInvite(pool: Pool, invite: NewInvite, ttlHours = 72): Promise<{ token: string }> {
  const token = createToken();
  await pool.query(
    `insert into team_invites (team_id, email, role, token_hash, invited_by, expires_at)
     values ($1, lower($2), $3, $4, $5, now() + make_interval(hours => $6))
     on conflict (team_id, email) where accepted_at is null and revoked_at is null
     do update set role = excluded.role, token_hash = excluded.token_hash, expires_at = excluded.expires_at, invited_by = excluded.invited_by`,
    [invite.teamId, invite.email.trim(), invite.role, hashToken(token), invite.invitedBy, ttlHours],
  );
  return { token };
}

export async function findInvite(pool: Pool, token: string): Promise<OpenInvite | undefined> {
  const { rows } = await pool.query<OpenInvite>(
    `select team_id as "teamId", email, role from team_invites where token_hash = $1 and ${OPEN}`,
    [hashToken(token)],
  );
  return rows[0];
}

/** Uses the invitation up and adds the member, in one statement. Returns false when the link is no longer good. */
export async function acceptInvite(pool: Pool, token: string, userId: string): Promise<boolean> {
  const { rowCount } = await pool.query(
    `with used as (
       update team_invites set accepted_at = now() where token_hash = $1 and ${OPEN} returning team_id, role
     )
     insert into team_members (team_id, user_id, role)
     select team_id, $2, role from used
     on conflict (team_id, user_id) do update set role = team_members.role`,
    [hashToken(token), userId],
  );
  return rowCount === 1;
}
