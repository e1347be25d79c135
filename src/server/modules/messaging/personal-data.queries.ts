import { Prisma } from '@generated/client';
import type { Reader, ServiceTx } from '@/server/platform/db';

/** What a person wrote, and what was written to them as a buyer. What they wrote and took back is gone already; what others wrote and the shop hid is not shown to them here either. */
export function findMessagesOf(reader: Reader, userId: string): Promise<object[]> {
  return reader.rows(Prisma.sql`
    select s.name as seller, coalesce(p.title, o.number::text) as about, case when m.author_id = ${userId}::uuid then 'you' else m.side end as from, m.body as text, m.created_at as "writtenAt",
      (select coalesce(array_agg(a.file_name order by a.id), '{}') from message_attachments a where a.message_id = m.id) as files
    from messages m join threads t on t.id = m.thread_id join sellers s on s.id = m.seller_id
      left join products p on p.id = t.product_id left join seller_orders so on so.id = t.seller_order_id left join orders o on o.id = so.order_id
    where (m.author_id = ${userId}::uuid or m.buyer_user_id = ${userId}::uuid) and m.deleted_at is null and (m.hidden_at is null or m.author_id = ${userId}::uuid) order by m.created_at desc, m.id desc`);
}

/** With whom a person has written, how far they have read, and what they have closed. */
export function findConversationsOf(reader: Reader, userId: string): Promise<object[]> {
  return reader.rows(Prisma.sql`
    select s.name as seller, coalesce(p.title, so.number::text) as about, case when t.buyer_user_id = ${userId}::uuid then 'buyer' else 'seller' end as side, t.created_at as "openedAt", r.read_seq as "readUpTo",
      case when t.buyer_user_id = ${userId}::uuid then c.blocked_by_buyer_at end as "blockedAt"
    from threads t join sellers s on s.id = t.seller_id join correspondences c on c.seller_id = t.seller_id and c.buyer_user_id = t.buyer_user_id
      left join products p on p.id = t.product_id left join seller_orders so on so.id = t.seller_order_id left join thread_reads r on r.thread_id = t.id and r.user_id = ${userId}::uuid
    where t.id in (select id from threads where buyer_user_id = ${userId}::uuid union select thread_id from thread_reads where user_id = ${userId}::uuid) order by t.created_at desc`);
}

/** By which cause others were told of each thing they wrote, as `tellUnread` names it. */
export async function findCausesOf(tx: ServiceTx, userId: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ cause: string }[]>`select 'message:' || thread_id || ':' || seq as cause from messages where author_id = ${userId}::uuid`;
  return rows.map(({ cause }) => cause);
}

/** What they wrote loses its words and its author; their files lose their rows, by which the sweep deletes what they held. */
export async function eraseMessagesOf(tx: ServiceTx, userId: string, at: Date): Promise<void> {
  await tx.$executeRaw`delete from message_attachments where uploaded_by = ${userId}::uuid`;
  await tx.$executeRaw`update messages set author_id = null, body = '', deleted_at = coalesce(deleted_at, ${at}) where author_id = ${userId}::uuid`;
  await tx.$executeRaw`delete from thread_reads where user_id = ${userId}::uuid`;
}
