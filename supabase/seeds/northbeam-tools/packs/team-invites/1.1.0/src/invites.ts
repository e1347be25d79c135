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

export type Accepted = 'joined' | 'full' | 'gone';

/** Uses the invitation up and adds the member. When the team is full the invitation stays open. */
export async function acceptInvite(pool: Pool, token: string, userId: string): Promise<Accepted> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    const { rows } = await client.query<{ id: string; teamId: string; role: Role }>(
      `select id, team_id as "teamId", role from team_invites where token_hash = $1 and ${OPEN} for update`,
      [hashToken(token)],
    );
    const invite = rows[0];
    if (!invite) return await leave('gone');
    // Everyone who joins this team queues here. The count is a statement of its own: it needs a snapshot taken after the wait.
    await client.query('select 1 from teams where id = $1 for update', [invite.teamId]);
    const seats = await client.query<{ free: boolean }>(
      `select seat_limit > (select count(*) from team_members where team_id = $1 and user_id <> $2) as free
         from teams where id = $1`,
      [invite.teamId, userId],
    );
    if (!seats.rows[0]?.free) return await leave('full');
    await client.query('update team_invites set accepted_at = now() where id = $1', [invite.id]);
    await client.query(
      'insert into team_members (team_id, user_id, role) values ($1, $2, $3) on conflict do nothing',
      [invite.teamId, userId, invite.role],
    );
    return await leave('joined');
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }

  async function leave(result: Accepted): Promise<Accepted> {
    await client.query(result === 'joined' ? 'commit' : 'rollback');
    return result;
  }
}

/** Withdraws an open invitation. Returns false when there is none. */
export async function revokeInvite(pool: Pool, teamId: string, inviteId: string): Promise<boolean> {
  const { rowCount } = await pool.query(
    'update team_invites set revoked_at = now() where id = $1 and team_id = $2 and accepted_at is null and revoked_at is null',
    [inviteId, teamId],
  );
  return rowCount === 1;
}
