import { Prisma } from '@generated/client';
import type { Reader } from '@/server/platform/db';

export interface AuditFilter {
  actor: string;
  action: string;
  target: string;
  requestId: string;
  /** The span, half-open; null where it has no end. */
  since: Date | null;
  before: Date | null;
  after: { at: Date; id: string } | null;
  limit: number;
}

export interface AuditRow {
  id: string;
  at: Date;
  actorUserId: string | null;
  actorEmail: string | null;
  actorRole: string;
  action: string;
  targetType: string;
  targetId: string;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
  requestId: string | null;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** The text as a LIKE pattern that matches its beginning and nothing else. */
const startingWith = (text: string) => `${text.replace(/[\\%_]/g, (character) => `\\${character}`)}%`;

function byActor(actor: string): Prisma.Sql {
  if (actor === 'system') return Prisma.sql`l.actor_user_id is null`;
  if (UUID.test(actor)) return Prisma.sql`l.actor_user_id = ${actor}::uuid`;
  return Prisma.sql`l.actor_user_id in (select id from users where email like ${startingWith(actor.toLowerCase())})`;
}

/** Lines of the log, newest first; each filter is its own condition, so that each finds its own index. */
export function listAuditLines(reader: Reader, filter: AuditFilter): Promise<AuditRow[]> {
  const { actor, action, target, requestId, since, before, after, limit } = filter;
  const parts = [Prisma.sql`true`];
  if (actor !== '') parts.push(byActor(actor));
  if (action !== '') parts.push(Prisma.sql`l.action like ${startingWith(action)}`);
  if (target !== '') parts.push(Prisma.sql`l.target_id = ${target}`);
  if (requestId !== '') parts.push(Prisma.sql`l.request_id = ${requestId}`);
  if (since) parts.push(Prisma.sql`l.at >= ${since}::timestamptz`);
  if (before) parts.push(Prisma.sql`l.at < ${before}::timestamptz`);
  if (after) parts.push(Prisma.sql`(l.at, l.id) < (${after.at}::timestamptz, ${after.id})`);
  return reader.rows<AuditRow>(Prisma.sql`
    select l.id, l.at, l.actor_user_id::text as "actorUserId", u.email as "actorEmail", l.actor_role as "actorRole", l.action, l.target_type as "targetType",
      l.target_id as "targetId", l.before, l.after, l.request_id as "requestId"
    from audit_log l left join users u on u.id = l.actor_user_id
    where ${Prisma.join(parts, ' and ')} order by l.at desc, l.id desc limit ${limit}`);
}
