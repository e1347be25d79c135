import { Prisma } from '@generated/client';
import type { Reader, ServiceTx } from '@/server/platform/db';

/** How many messages on either side of a reported one an admin is shown. */
const AROUND = 3;

export interface ReportedMessageRow {
  id: string;
  authorId: string | null;
  who: string;
  body: string;
  files: number;
  at: Date;
  isHidden: boolean;
  isTakenBack: boolean;
  isSubject: boolean;
}

/** A message with what was said just before and after it, whoever asks. */
export function findReportedMessage(reader: Reader, messageId: string): Promise<ReportedMessageRow[]> {
  return reader.rows<ReportedMessageRow>(Prisma.sql`
    select m.id, m.author_id::text as "authorId", coalesce(p.display_name, 'Somebody') || case m.side when 'seller' then ', ' || s.name else '' end as who, m.body, m.created_at as at,
      (select count(*)::int from message_attachments a where a.message_id = m.id) as files, m.hidden_at is not null as "isHidden", m.deleted_at is not null as "isTakenBack", m.id = r.id as "isSubject"
    from messages r join messages m on m.thread_id = r.thread_id and m.seq between r.seq - ${AROUND}::int and r.seq + ${AROUND}::int
    join sellers s on s.id = m.seller_id left join profiles p on p.user_id = m.author_id
    where r.id = ${messageId} order by m.seq`);
}

/** Hides a message from both sides, or shows it again; whose thread it is, or undefined where it was so already. */
export async function updateHidden(tx: ServiceTx, { messageId, hiddenAt }: { messageId: string; hiddenAt: Date | null }): Promise<{ threadId: string; sellerId: string; buyerUserId: string; isTakenBack: boolean } | undefined> {
  const [row] = await tx.$queryRaw<{ threadId: string; sellerId: string; buyerUserId: string; isTakenBack: boolean }[]>`
    update messages set hidden_at = ${hiddenAt}::timestamptz where id = ${messageId} and (hidden_at is null) = (${hiddenAt}::timestamptz is not null)
    returning thread_id as "threadId", seller_id as "sellerId", buyer_user_id::text as "buyerUserId", deleted_at is not null as "isTakenBack"`;
  return row;
}
