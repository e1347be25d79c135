import { Prisma } from '@generated/client';
import type { Reader, ServiceTx, Viewer } from '@/server/platform/db';
import type { Formats } from '@/shared/moment-text';
import { MAX_ATTEMPTS } from './challenge';
import { SEEN_AS } from './seen-as.queries';

/** Staff who touched nothing for this long must sign in again. */
const STAFF_IDLE_MINUTES = 30;

/** A session counts while it runs, its person's account is open and, for staff, it was used lately. `now` comes from our clock. */
const isLive = (now: Date) => Prisma.sql`s.expires > ${now} and u.disabled_at is null
  and (p.role = 'customer' or s.last_seen_at > ${now}::timestamptz - make_interval(mins => ${STAFF_IDLE_MINUTES}::int))`;

/** Whether the person has an authenticator that this session has not shown: until it does, the session is nobody's. */
const AWAITS_FACTOR = Prisma.sql`(s.second_factor_at is null and exists (select from totp_secrets t where t.user_id = s.user_id and t.confirmed_at is not null))`;

/** The person behind a session, how they like dates, and the role the session carries: staff's only with a second factor. */
export interface SessionViewerRow extends Formats {
  userId: string;
  role: Viewer['role'];
  isFactorShown: boolean;
  /** The admin whose session it is, while they look as this person. */
  seenBy: string | null;
}

/**
 * The person behind a live session. In the same statement the session is marked as seen, at most every five minutes, so that reading stays
 * reading; staff's every minute, because their half hour counts from there.
 */
export async function findSessionViewer(db: Reader, { tokenHash, now }: { tokenHash: string; now: Date }): Promise<SessionViewerRow | null> {
  const rows = await db.rows<SessionViewerRow>(Prisma.sql`
    with live as (
      select s.id, s.last_seen_at, u.id as user_id, p.role, p.locale, p.time_zone, s.second_factor_at is not null as shown
      from sessions s join users u on u.id = s.user_id join profiles p on p.user_id = u.id
      where s.session_token = ${tokenHash} and ${isLive(now)} and not ${AWAITS_FACTOR}
    ), seen as (
      update sessions s set last_seen_at = ${now} from live
      where s.id = live.id and live.last_seen_at < ${now}::timestamptz - case live.role when 'customer' then interval '5 minutes' else interval '1 minute' end
    )
    select coalesce(i.user_id, live.user_id) as "userId", case when i.user_id is null then live.role else 'customer' end as role, live.shown as "isFactorShown",
      coalesce(i.locale, live.locale) as locale, coalesce(i.time_zone, live.time_zone) as "timeZone", case when i.user_id is not null then live.user_id end as "seenBy"
    from live left join lateral (${SEEN_AS(now)}) i on live.role = 'admin' and live.shown`);
  return rows[0] ?? null;
}

/** Whether this is still a live session of somebody who is, or looks as, this person. Leaves no trace: an open page is nobody at work. */
export async function isSessionOf(db: Reader, { tokenHash, userId, now }: { tokenHash: string; userId: string; now: Date }): Promise<boolean> {
  const rows = await db.rows(Prisma.sql`
    with live as (
      select s.id, u.id as user_id, p.role, s.second_factor_at is not null as shown from sessions s join users u on u.id = s.user_id join profiles p on p.user_id = u.id
      where s.session_token = ${tokenHash} and ${isLive(now)} and not ${AWAITS_FACTOR})
    select 1 from live left join lateral (${SEEN_AS(now)}) i on live.role = 'admin' and live.shown where coalesce(i.user_id, live.user_id) = ${userId}::uuid`);
  return rows.length > 0;
}

/** A person as sign-in needs them. */
export interface PersonRow {
  id: string;
  email: string;
  name: string;
  role: Viewer['role'];
  emailVerified: Date | null;
  disabledAt: Date | null;
}

const PERSON = Prisma.sql`u.id, u.email, p.display_name as name, p.role, u.email_verified as "emailVerified", u.disabled_at as "disabledAt"`;

export async function findPersonByEmail(db: Reader, email: string): Promise<PersonRow | null> {
  const rows = await db.rows<PersonRow>(Prisma.sql`select ${PERSON} from users u join profiles p on p.user_id = u.id where u.email = ${email}`);
  return rows[0] ?? null;
}

export async function findPerson(db: Reader, userId: string): Promise<PersonRow | null> {
  const rows = await db.rows<PersonRow>(Prisma.sql`select ${PERSON} from users u join profiles p on p.user_id = u.id where u.id = ${userId}::uuid`);
  return rows[0] ?? null;
}

/** A live session's person. */
export interface SessionPersonRow extends PersonRow {
  expires: Date;
  awaitsFactor: boolean;
  /** As whom an admin looks at the shop, and until when. */
  seenAs: string | null;
  seenUntil: Date | null;
}

/** The person and end of a live session, and whether it still waits for its second factor. */
export async function findSession(db: Reader, { tokenHash, now }: { tokenHash: string; now: Date }): Promise<SessionPersonRow | null> {
  const rows = await db.rows<SessionPersonRow>(Prisma.sql`
    select ${PERSON}, s.expires, ${AWAITS_FACTOR} as "awaitsFactor", i.name as "seenAs", i.expires_at as "seenUntil"
    from sessions s join users u on u.id = s.user_id join profiles p on p.user_id = u.id
    left join lateral (select seen.* from (select s.id) live cross join lateral (${SEEN_AS(now)}) seen) i on p.role = 'admin' and s.second_factor_at is not null
    where s.session_token = ${tokenHash} and ${isLive(now)}`);
  return rows[0] ?? null;
}

/** The person of a proven address, made with their profile at the first sign-in. ON CONFLICT: two first sign-ins at once make one person. */
export async function ensurePerson(tx: ServiceTx, { email, name, now }: { email: string; name: string; now: Date }): Promise<string> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    insert into users (email, email_verified) values (${email}, ${now})
    on conflict (email) do update set email_verified = coalesce(users.email_verified, excluded.email_verified), updated_at = ${now} returning id`;
  const id = rows[0]?.id ?? '';
  await tx.$executeRaw`insert into profiles (user_id, display_name) values (${id}::uuid, ${name}) on conflict (user_id) do nothing`;
  return id;
}

export interface SessionRow {
  tokenHash: string;
  userId: string;
  expires: Date;
  /** The end for staff, whose sessions are shorter. */
  staffExpires: Date;
  userAgent: string | null;
  network: string | null;
  /** For a demo account of staff: the second factor counts as shown. */
  isFactorProven: boolean;
  now: Date;
}

/** Opens a session; says when it ends and whether it waits for a second factor. */
export async function insertSession(tx: ServiceTx, { tokenHash, userId, expires, staffExpires, userAgent, network, isFactorProven, now }: SessionRow): Promise<{ expires: Date; awaitsFactor: boolean }> {
  const rows = await tx.$queryRaw<{ expires: Date; awaitsFactor: boolean }[]>`
    insert into sessions as s (session_token, user_id, expires, user_agent, network, second_factor_at, last_seen_at, created_at)
    select ${tokenHash}, p.user_id, case when p.role = 'customer' then ${expires}::timestamptz else ${staffExpires}::timestamptz end, ${userAgent}, ${network},
      case when ${isFactorProven} and p.role <> 'customer' then ${now}::timestamptz end, ${now}, ${now}
    from profiles p where p.user_id = ${userId}::uuid returning expires, ${AWAITS_FACTOR} as "awaitsFactor"`;
  const [row] = rows;
  if (!row) throw new Error('a session needs a person');
  return row;
}

/** Moves the end of a customer's session; staff sign in again. */
export async function extendSession(tx: ServiceTx, { tokenHash, expires }: { tokenHash: string; expires: Date }): Promise<void> {
  await tx.$executeRaw`update sessions s set expires = ${expires} from profiles p where p.user_id = s.user_id and p.role = 'customer' and s.session_token = ${tokenHash}`;
}

export async function deleteSession(tx: ServiceTx, tokenHash: string): Promise<void> {
  await tx.$executeRaw`delete from sessions where session_token = ${tokenHash}`;
}

export async function deleteSessionsOf(tx: ServiceTx, userId: string): Promise<number> {
  return tx.$executeRaw`delete from sessions where user_id = ${userId}::uuid`;
}

export interface ChallengeRow {
  id: string;
  email: string;
  codeHash: string;
  linkHash: string;
  browserHash: string;
  now: Date;
  expiresAt: Date;
}

export async function insertChallenge(tx: ServiceTx, { id, email, codeHash, linkHash, browserHash, now, expiresAt }: ChallengeRow): Promise<void> {
  await tx.$executeRaw`
    insert into login_challenges (id, email, code_hash, link_hash, browser_hash, created_at, expires_at)
    values (${id}, ${email}, ${codeHash}, ${linkHash}, ${browserHash}, ${now}, ${expiresAt})`;
}

/**
 * Counts a try and compares, in one statement: twenty tries at once wait for each other's row lock and find the count already raised. Null
 * when the challenge is not open to this browser.
 */
export async function tryCode(
  tx: ServiceTx,
  { id, browserHash, codeHash, now }: { id: string; browserHash: string; codeHash: string; now: Date },
): Promise<{ email: string; attempts: number; right: boolean } | null> {
  const rows = await tx.$queryRaw<{ email: string; attempts: number; right: boolean }[]>`
    update login_challenges set attempts = attempts + 1, used_at = case when code_hash = ${codeHash} then ${now}::timestamptz end
    where id = ${id} and browser_hash = ${browserHash} and used_at is null and expires_at > ${now} and attempts < ${MAX_ATTEMPTS}
    returning email, attempts, used_at is not null as "right"`;
  return rows[0] ?? null;
}

/** Uses up the challenge of a link, once. Null when it is not open. */
export async function redeemLink(tx: ServiceTx, { linkHash, now }: { linkHash: string; now: Date }): Promise<string | null> {
  const rows = await tx.$queryRaw<{ email: string }[]>`
    update login_challenges set used_at = ${now} where link_hash = ${linkHash} and used_at is null and expires_at > ${now} returning email`;
  return rows[0]?.email ?? null;
}

/** Closes what else was sent to the address, once it has signed in. */
export async function closeChallenges(tx: ServiceTx, { email, now }: { email: string; now: Date }): Promise<void> {
  await tx.$executeRaw`update login_challenges set used_at = ${now} where email = ${email} and used_at is null`;
}

/** A person's role, held still until the transaction ends: of two changes at once, each must see what it replaces. */
export async function lockRole(tx: ServiceTx, userId: string): Promise<Viewer['role'] | null> {
  const rows = await tx.$queryRaw<{ role: Viewer['role'] }[]>`select role from profiles where user_id = ${userId}::uuid for update`;
  return rows[0]?.role ?? null;
}

export async function updateRole(tx: ServiceTx, { userId, role }: { userId: string; role: Viewer['role'] }): Promise<void> {
  await tx.$executeRaw`update profiles set role = ${role}, updated_at = now() where user_id = ${userId}::uuid`;
}

/** Closes or opens an account; false when there is no such person. What is being erased stays closed. */
export async function updateDisabled(tx: ServiceTx, { userId, disabledAt }: { userId: string; disabledAt: Date | null }): Promise<boolean> {
  return (await tx.$executeRaw`
    update users u set disabled_at = ${disabledAt}::timestamptz
    where u.id = ${userId}::uuid and (${disabledAt}::timestamptz is not null or not exists (select from erasures e where e.user_id = u.id))`) > 0;
}

/** Makes the person an owner of an organization, if there is one of that slug. ON CONFLICT: they may be one already. */
export async function ensureMember(tx: ServiceTx, { userId, organizationSlug }: { userId: string; organizationSlug: string }): Promise<void> {
  await tx.$executeRaw`
    insert into organization_members (organization_id, user_id, role) select id, ${userId}::uuid, 'owner' from organizations where slug = ${organizationSlug}
    on conflict do nothing`;
}

export async function deleteStale(tx: ServiceTx, before: Date): Promise<void> {
  await tx.$executeRaw`delete from sessions where expires < ${before}`;
  await tx.$executeRaw`delete from login_challenges where expires_at < ${before}`;
}
