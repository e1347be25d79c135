import { Prisma } from '@generated/client';
import type { Reader, ServiceTx } from '@/server/platform/db';

export function findIdentity(reader: Reader, userId: string): Promise<object[]> {
  return reader.rows(Prisma.sql`
    select u.id, u.email, p.display_name as "displayName", p.role, p.locale, p.time_zone as "timeZone", p.avatar_sha256 as picture, u.created_at as "createdAt",
      (select confirmed_at from totp_secrets t where t.user_id = u.id) as "twoStepSince" from users u join profiles p on p.user_id = u.id where u.id = ${userId}::uuid`);
}

export function findSessionLines(reader: Reader, userId: string): Promise<object[]> {
  return reader.rows(Prisma.sql`select user_agent as browser, network, created_at as "signedInAt", last_seen_at as "lastSeenAt", expires from sessions where user_id = ${userId}::uuid order by created_at desc`);
}

export function findSignInLines(reader: Reader, userId: string): Promise<object[]> {
  return reader.rows(Prisma.sql`select at, method, outcome, device, network from sign_in_events where user_id = ${userId}::uuid order by at desc, id desc`);
}

export async function isStaff(reader: Reader, userId: string): Promise<boolean> {
  const rows = await reader.rows<object>(Prisma.sql`select 1 from profiles where user_id = ${userId}::uuid and role <> 'customer'`);
  return rows.length > 0;
}

/** What is left is a row that orders point at. Its address can belong to nobody: the domain exists for that (RFC 2606). */
export async function eraseIdentity(tx: ServiceTx, { userId, email }: { userId: string; email: string }): Promise<void> {
  await tx.$executeRaw`delete from sessions where user_id = ${userId}::uuid`;
  await tx.$executeRaw`delete from login_challenges where email = ${email}`;
  await tx.$executeRaw`delete from sign_in_events where user_id = ${userId}::uuid`;
  await tx.$executeRaw`delete from recovery_codes where user_id = ${userId}::uuid`;
  await tx.$executeRaw`delete from totp_secrets where user_id = ${userId}::uuid`;
  await tx.$executeRaw`delete from accounts where user_id = ${userId}::uuid`;
  await tx.$executeRaw`update profiles set display_name = 'Former member', locale = 'en', time_zone = 'UTC', avatar_sha256 = null, stripe_customer_id = null, updated_at = now() where user_id = ${userId}::uuid`;
  await tx.$executeRaw`update users set email = 'erased-' || id || '@erased.invalid', name = null, image = null, email_verified = null, erased_at = coalesce(erased_at, now()), disabled_at = coalesce(disabled_at, now()), updated_at = now() where id = ${userId}::uuid`;
}
