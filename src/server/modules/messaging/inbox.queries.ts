import { Prisma } from '@generated/client';
import type { Reader } from '@/server/platform/db';
import type { Side } from '@/shared/contracts/messages';
import type { KeysetPosition } from '@/shared/keyset-cursor';

interface InboxPage {
  userId: string;
  /** Only this seller's; null: everything the person takes part in. */
  sellerId: string | null;
  after: KeysetPosition | null;
  limit: number;
}

/** Threads with messages, newest first, as the person who takes part in them. Each branch walks its own index. */
export function listThreadIds(reader: Reader, { userId, sellerId, after, limit }: InboxPage): Promise<{ id: string; at: Date }[]> {
  const where = Prisma.sql`last_seq > 0 ${after ? Prisma.sql`and (last_message_at, id) < (${after.at}, ${after.id})` : Prisma.empty}`;
  const page = Prisma.sql`order by last_message_at desc, id desc limit ${limit}`;
  const sold = sellerId === null ? Prisma.sql`seller_id = any ((select app.seller_ids())::text[])` : Prisma.sql`seller_id = ${sellerId}`;
  const bought = sellerId === null ? Prisma.sql`(select id, last_message_at from threads where buyer_user_id = ${userId}::uuid and ${where} ${page}) union` : Prisma.empty;
  return reader.rows<{ id: string; at: Date }>(Prisma.sql`
    select id, last_message_at as at from (${bought} (select id, last_message_at from threads where ${sold} and ${where} ${page})) t ${page}`);
}

export interface ThreadFacts {
  id: string;
  side: Side;
  sellerId: string;
  sellerSlug: string;
  sellerName: string;
  buyerUserId: string;
  buyerName: string;
  productTitle: string | null;
  productSlug: string | null;
  productType: string | null;
  orderId: string | null;
  orderNumber: number | null;
  isBlockedByBuyer: boolean;
  isBlockedBySeller: boolean;
  lastSeq: number;
  unread: number;
  /** Null before anything was written. */
  last: { body: string; authorId: string | null; side: Side; isTakenBack: boolean; files: number; at: string } | null;
}

/** What these threads are about and where the person stands in them, whatever has become of the product or the seller. For threads the person was seen to take part in. */
export function listThreadFacts(reader: Reader, { ids, userId }: { ids: readonly string[]; userId: string }): Promise<ThreadFacts[]> {
  return reader.rows<ThreadFacts>(Prisma.sql`
    select t.id, v.side, t.seller_id as "sellerId", s.slug as "sellerSlug", s.name as "sellerName", t.buyer_user_id::text as "buyerUserId", coalesce(b.display_name, '') as "buyerName",
      p.title as "productTitle", p.slug as "productSlug", p.type as "productType", so.order_id as "orderId", so.number as "orderNumber",
      c.blocked_by_buyer_at is not null as "isBlockedByBuyer", c.blocked_by_seller_at is not null as "isBlockedBySeller", t.last_seq as "lastSeq",
      (select count(*)::int from messages m where m.thread_id = t.id and m.seq > coalesce(r.read_seq, 0) and m.side <> v.side and m.deleted_at is null and m.hidden_at is null) as unread,
      (select jsonb_build_object('body', case when m.hidden_at is null then left(m.body, 200) else '' end, 'authorId', m.author_id, 'side', m.side, 'isTakenBack', coalesce(m.deleted_at, m.hidden_at) is not null,
        'files', (select count(*) from message_attachments a where a.message_id = m.id), 'at', m.created_at) from messages m where m.thread_id = t.id and m.seq = t.last_seq) as last
    from threads t
    cross join lateral (select case when t.buyer_user_id = ${userId}::uuid then 'buyer' else 'seller' end as side) v
    join sellers s on s.id = t.seller_id
    join correspondences c on c.seller_id = t.seller_id and c.buyer_user_id = t.buyer_user_id
    left join profiles b on b.user_id = t.buyer_user_id
    left join products p on p.id = t.product_id
    left join seller_orders so on so.id = t.seller_order_id
    left join thread_reads r on r.thread_id = t.id and r.user_id = ${userId}::uuid
    where t.id = any (${ids}::text[])
    order by t.last_message_at desc, t.id desc`);
}

/** In how many threads the other side has written something the person has not seen, since `since`; a hundred is as many as are counted. */
export async function countUnreadThreads(reader: Reader, { userId, since }: { userId: string; since: Date }): Promise<number> {
  const [row] = await reader.rows<{ count: number }>(Prisma.sql`
    select count(*)::int as count from (
      select 1 from threads t left join thread_reads r on r.thread_id = t.id and r.user_id = ${userId}::uuid
        where t.buyer_user_id = ${userId}::uuid and t.last_seq > 0 and t.last_message_at >= ${since} and t.last_seller_seq > coalesce(r.read_seq, 0)
      union all
      select 1 from threads t left join thread_reads r on r.thread_id = t.id and r.user_id = ${userId}::uuid
        where t.seller_id = any ((select app.seller_ids())::text[]) and t.buyer_user_id <> ${userId}::uuid and t.last_seq > 0 and t.last_message_at >= ${since} and t.last_buyer_seq > coalesce(r.read_seq, 0)
      limit 100) unread`);
  return row?.count ?? 0;
}
