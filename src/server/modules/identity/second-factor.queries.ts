import { Prisma } from '@generated/client';
import type { Reader, ServiceTx } from '@/server/platform/db';

/** Wrong codes a person may try before they must wait. */
const MAX_TRIES = 10;
const TRIES_MINUTES = 15;
/** Between the first factor and the second. */
const PENDING_MINUTES = 10;

/** The session that has shown its first factor and waits for the second. */
export interface PendingSession {
  sessionId: string;
  userId: string;
}

export async function findPendingSession(db: Reader, { tokenHash, now }: { tokenHash: string; now: Date }): Promise<PendingSession | null> {
  const [row] = await db.rows<PendingSession>(Prisma.sql`
    select s.id as "sessionId", s.user_id as "userId" from sessions s join users u on u.id = s.user_id join totp_secrets t on t.user_id = s.user_id and t.confirmed_at is not null
    where s.session_token = ${tokenHash} and s.second_factor_at is null and s.expires > ${now} and u.disabled_at is null
      and s.created_at > ${now}::timestamptz - make_interval(mins => ${PENDING_MINUTES}::int)`);
  return row ?? null;
}

export interface Proof {
  isEnrolled: boolean;
  secondFactorAt: Date | null;
  signedInAt: Date;
}

/** What a session has proven, and when. */
export async function findProof(db: Reader, { userId, tokenHash }: { userId: string; tokenHash: string }): Promise<Proof | null> {
  const [row] = await db.rows<Proof>(Prisma.sql`
    select exists (select from totp_secrets t where t.user_id = s.user_id and t.confirmed_at is not null) as "isEnrolled", s.second_factor_at as "secondFactorAt", s.created_at as "signedInAt"
    from sessions s where s.session_token = ${tokenHash} and s.user_id = ${userId}::uuid`);
  return row ?? null;
}

export interface FactorState {
  confirmedAt: Date | null;
  codesLeft: number;
}

export async function findFactorState(db: Reader, userId: string): Promise<FactorState> {
  const [row] = await db.rows<FactorState>(Prisma.sql`
    select (select confirmed_at from totp_secrets where user_id = ${userId}::uuid) as "confirmedAt",
      (select count(*)::int from recovery_codes where user_id = ${userId}::uuid and used_at is null) as "codesLeft"`);
  return row ?? { confirmedAt: null, codesLeft: 0 };
}

/** Keeps a secret that waits for its first code. False when one is in use already. */
export async function upsertSecret(tx: ServiceTx, { userId, sealedSecret, now }: { userId: string; sealedSecret: string; now: Date }): Promise<boolean> {
  return (await tx.$executeRaw`
    insert into totp_secrets (user_id, sealed_secret, created_at) values (${userId}::uuid, ${sealedSecret}, ${now})
    on conflict (user_id) do update set sealed_secret = excluded.sealed_secret, created_at = excluded.created_at, last_step = 0 where totp_secrets.confirmed_at is null`) > 0;
}

export interface TriedSecret {
  sealedSecret: string;
  lastStep: bigint;
}

/**
 * Counts a try and hands out the secret that is in use or, with `isNew`, the one that waits for its first code; in one statement: of many at once each waits for the one before and
 * finds it counted. Null when there is none, or when too many tries went wrong lately.
 */
export async function takeTry(tx: ServiceTx, { userId, isNew, now }: { userId: string; isNew: boolean; now: Date }): Promise<TriedSecret | null> {
  const rows = await tx.$queryRaw<TriedSecret[]>`
    update totp_secrets set
      tries = case when tries_since > ${now}::timestamptz - make_interval(mins => ${TRIES_MINUTES}::int) then tries + 1 else 1 end,
      tries_since = case when tries_since > ${now}::timestamptz - make_interval(mins => ${TRIES_MINUTES}::int) then tries_since else ${now}::timestamptz end
    where user_id = ${userId}::uuid and (confirmed_at is null) = ${isNew} and not (tries >= ${MAX_TRIES} and tries_since > ${now}::timestamptz - make_interval(mins => ${TRIES_MINUTES}::int))
    returning sealed_secret as "sealedSecret", last_step as "lastStep"`;
  return rows[0] ?? null;
}

/** Uses a step up; the tries begin anew. */
export async function spendStep(tx: ServiceTx, { userId, step }: { userId: string; step: number }): Promise<boolean> {
  return (await tx.$executeRaw`update totp_secrets set last_step = ${step}, tries = 0, tries_since = null where user_id = ${userId}::uuid and last_step < ${step}`) > 0;
}

/** Uses a recovery code up, once; the tries begin anew. */
export async function spendRecoveryCode(tx: ServiceTx, { userId, codeHash, now }: { userId: string; codeHash: string; now: Date }): Promise<boolean> {
  const used = (await tx.$executeRaw`update recovery_codes set used_at = ${now} where user_id = ${userId}::uuid and code_hash = ${codeHash} and used_at is null`) > 0;
  if (used) await tx.$executeRaw`update totp_secrets set tries = 0, tries_since = null where user_id = ${userId}::uuid`;
  return used;
}

/** From here on the second factor is asked for. */
export async function confirmSecret(tx: ServiceTx, { userId, now }: { userId: string; now: Date }): Promise<boolean> {
  return (await tx.$executeRaw`update totp_secrets set confirmed_at = ${now} where user_id = ${userId}::uuid and confirmed_at is null`) > 0;
}

export async function deleteSecret(tx: ServiceTx, userId: string): Promise<boolean> {
  await tx.$executeRaw`delete from recovery_codes where user_id = ${userId}::uuid`;
  return (await tx.$executeRaw`delete from totp_secrets where user_id = ${userId}::uuid`) > 0;
}

/** Sessions that wait for a second factor which is asked for no more: they would be signed in by that alone. */
export async function deleteHalfwaySessions(tx: ServiceTx, userId: string): Promise<void> {
  await tx.$executeRaw`delete from sessions where user_id = ${userId}::uuid and second_factor_at is null`;
}

export async function replaceRecoveryCodes(tx: ServiceTx, { userId, hashes, now }: { userId: string; hashes: readonly string[]; now: Date }): Promise<void> {
  await tx.$executeRaw`delete from recovery_codes where user_id = ${userId}::uuid`;
  await tx.$executeRaw`insert into recovery_codes (user_id, code_hash, created_at) select ${userId}::uuid, hash, ${now} from unnest(${hashes}::text[]) hash`;
}

/** Remembers in the session that the second factor was shown. */
export async function markSecondFactor(tx: ServiceTx, { userId, tokenHash, now }: { userId: string; tokenHash: string; now: Date }): Promise<boolean> {
  return (await tx.$executeRaw`update sessions set second_factor_at = ${now}, last_seen_at = ${now} where session_token = ${tokenHash} and user_id = ${userId}::uuid and expires > ${now}`) > 0;
}
