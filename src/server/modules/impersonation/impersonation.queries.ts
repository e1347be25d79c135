import { Prisma } from '@generated/client';
import type { Reader, ServiceTx } from '@/server/platform/db';

export interface Target {
  role: string;
  isOpen: boolean;
}

export async function findTarget(reader: Reader, userId: string): Promise<Target | null> {
  const [row] = await reader.rows<Target>(Prisma.sql`select p.role, u.disabled_at is null as "isOpen" from users u join profiles p on p.user_id = u.id where u.id = ${userId}::uuid`);
  return row ?? null;
}

export interface NewImpersonation {
  id: string;
  adminId: string;
  userId: string;
  tokenHash: string;
  reason: string;
  at: Date;
  expiresAt: Date;
}

/** Begins it in the admin's own session, unless that session is somebody already: the unique index decides between two at once. */
export async function insertImpersonation(tx: ServiceTx, { id, adminId, userId, tokenHash, reason, at, expiresAt }: NewImpersonation): Promise<boolean> {
  const made = await tx.$executeRaw`
    insert into impersonations (id, admin_user_id, user_id, session_id, reason, started_at, expires_at)
    select ${id}, ${adminId}::uuid, u.id, s.id, ${reason}, ${at}, ${expiresAt}
    from sessions s, users u join profiles p on p.user_id = u.id
    where s.session_token = ${tokenHash} and s.user_id = ${adminId}::uuid and u.id = ${userId}::uuid and u.disabled_at is null and p.role = 'customer'
    on conflict (session_id) where ended_at is null do nothing`;
  return made > 0;
}

export interface Ended {
  id: string;
  adminId: string;
  userId: string;
  endedAt: Date;
}

/** Ends what a session looks at, or one that has run out; nothing is ended twice, and nothing later than it ran. */
export async function endImpersonations(tx: ServiceTx, which: { tokenHash: string; lapsedOnly: boolean } | { id: string }, at: Date): Promise<Ended[]> {
  const chosen = 'id' in which
    ? Prisma.sql`i.id = ${which.id} and i.expires_at <= ${at}`
    : Prisma.sql`i.session_id = (select id from sessions where session_token = ${which.tokenHash}) and (not ${which.lapsedOnly}::boolean or i.expires_at <= ${at})`;
  return tx.$queryRaw<Ended[]>`
    update impersonations i set ended_at = least(${at}::timestamptz, i.expires_at) where i.ended_at is null and ${chosen}
    returning i.id, i.admin_user_id::text as "adminId", i.user_id::text as "userId", i.ended_at as "endedAt"`;
}
