import { Prisma } from '@generated/client';
import type { Reader, ServiceTx } from '@/server/platform/db';
import type { AuditEntry } from './record-audit';

/** What breaks one rule of the books, the first thousand. `sql` is a file of `oracle/`, never input. */
export function runRule(reader: Reader, sql: string): Promise<{ subject: string; found: string }[]> {
  return reader.rows(Prisma.sql`select subject, found from (${Prisma.raw(sql)}) as violations limit 1000`);
}

export async function insertAuditEntry(tx: ServiceTx, entry: AuditEntry & { id: string; at: Date }): Promise<void> {
  const json = (value: object | undefined) => (value === undefined ? null : JSON.stringify(value));
  await tx.$executeRaw`
    insert into audit_log (id, at, actor_user_id, actor_role, action, target_type, target_id, before, after, request_id)
    values (${entry.id}, ${entry.at}, ${entry.actorUserId}::uuid, ${entry.actorRole}, ${entry.action}, ${entry.targetType}, ${entry.targetId},
      ${json(entry.before)}::jsonb, ${json(entry.after)}::jsonb, ${entry.requestId ?? null})`;
}
