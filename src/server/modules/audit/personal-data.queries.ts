import { Prisma } from '@generated/client';
import type { Reader, ServiceTx } from '@/server/platform/db';
import type { Person } from '@/server/platform/personal-data';

export function findActsOf(reader: Reader, userId: string): Promise<object[]> {
  return reader.rows(Prisma.sql`
    select at, action, target_type as "targetType", target_id as "targetId" from audit_log where actor_user_id = ${userId}::uuid or (target_type = 'user' and target_id = ${userId}) order by at desc limit 20000`);
}

/** The log only grows; one function of the database may make names in it unreadable. */
export async function redactLog(tx: ServiceTx, { userId, email, names }: Person): Promise<void> {
  await tx.$queryRaw`select app.redact_audit(${userId}::uuid, ${[email, ...names]}::text[])`;
}
