import { Prisma } from '@generated/client';
import type { Reader, ServiceTx, UserTx } from '@/server/platform/db';

export interface SessionListRow {
  id: string;
  userAgent: string | null;
  network: string | null;
  createdAt: Date;
  lastSeenAt: Date;
  current: boolean;
}

/** A person's open sessions; `current` is the one of this token. */
export function findSessionsOf(db: Reader, { userId, tokenHash, now }: { userId: string; tokenHash: string; now: Date }): Promise<SessionListRow[]> {
  return db.rows<SessionListRow>(Prisma.sql`
    select id, user_agent as "userAgent", network, created_at as "createdAt", last_seen_at as "lastSeenAt", session_token = ${tokenHash} as current
    from sessions where user_id = ${userId}::uuid and expires > ${now} order by session_token = ${tokenHash} desc, last_seen_at desc limit 100`);
}

/** Whether there was one. */
export async function deleteOwnSession(tx: ServiceTx, { userId, sessionId }: { userId: string; sessionId: string }): Promise<boolean> {
  return (await tx.$executeRaw`delete from sessions where id = ${sessionId}::uuid and user_id = ${userId}::uuid`) > 0;
}

export async function deleteOtherSessions(tx: ServiceTx, { userId, tokenHash }: { userId: string; tokenHash: string }): Promise<number> {
  return tx.$executeRaw`delete from sessions where user_id = ${userId}::uuid and session_token <> ${tokenHash}`;
}

export interface ProfileRow {
  displayName: string;
  email: string;
  locale: string;
  timeZone: string;
  avatarSha256: string | null;
}

export async function findProfile(db: Reader, userId: string): Promise<ProfileRow | null> {
  const [row] = await db.rows<ProfileRow>(Prisma.sql`
    select p.display_name as "displayName", u.email, p.locale, p.time_zone as "timeZone", p.avatar_sha256 as "avatarSha256" from profiles p join users u on u.id = p.user_id where u.id = ${userId}::uuid`);
  return row ?? null;
}

/** Whether the row was theirs to change. */
export async function updateOwnProfile(tx: UserTx, { userId, displayName, locale, timeZone }: { userId: string; displayName: string; locale: string; timeZone: string }): Promise<boolean> {
  return (await tx.$executeRaw`update profiles set display_name = ${displayName}, locale = ${locale}, time_zone = ${timeZone}, updated_at = now() where user_id = ${userId}::uuid`) > 0;
}

/** Whether there is such a person. */
export async function updateAvatar(tx: ServiceTx, { userId, sha256 }: { userId: string; sha256: string | null }): Promise<boolean> {
  return (await tx.$executeRaw`update profiles set avatar_sha256 = ${sha256}, updated_at = now() where user_id = ${userId}::uuid`) > 0;
}

export function findBuyingOrganizations(tx: UserTx, userId: string): Promise<{ id: string; name: string }[]> {
  return tx.$queryRaw<{ id: string; name: string }[]>`
    select o.id, o.name from organization_members m join organizations o on o.id = m.organization_id
    where m.user_id = ${userId}::uuid and m.role in ('owner', 'admin') order by o.name, o.id limit 100`;
}
