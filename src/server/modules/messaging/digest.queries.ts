import type { ServiceTx } from '@/server/platform/db';
import type { Side } from '@/shared/contracts/messages';

export interface Waiting {
  side: Side;
  /** Who has not seen, and was not told of, what the other side wrote last. */
  userIds: string[];
  sellerName: string;
  buyerName: string;
  productTitle: string | null;
  orderNumber: bigint | null;
  /** Of the newest message they are told of. */
  seq: number;
  count: number;
  /** Its beginning; empty for files alone. */
  excerpt: string;
}

/**
 * Notes, for each side of a thread, the people who have unread messages of the other side they were not told of yet, as told; of two at once, one finds them. Who has closed
 * the correspondence is told nothing, nor anybody of a side that has answered.
 */
export function claimWaiting(tx: ServiceTx, threadId: string): Promise<Waiting[]> {
  return tx.$queryRaw<Waiting[]>`
    with facts as (
      select t.id, t.seller_id, t.buyer_user_id, s.name, s.organization_id, coalesce(b.display_name, '') as buyer_name, p.title, so.number,
        c.blocked_by_buyer_at is not null as buyer_closed, c.blocked_by_seller_at is not null as seller_closed
      from threads t join sellers s on s.id = t.seller_id join correspondences c on c.seller_id = t.seller_id and c.buyer_user_id = t.buyer_user_id
      left join profiles b on b.user_id = t.buyer_user_id left join products p on p.id = t.product_id left join seller_orders so on so.id = t.seller_order_id
      where t.id = ${threadId}),
    newest as (select m.side, max(m.seq) as seq from messages m join facts f on f.id = m.thread_id where m.deleted_at is null and m.hidden_at is null group by m.side),
    people as (
      select 'buyer' as side, f.buyer_user_id as user_id from facts f where not f.buyer_closed
      union select 'seller', m.user_id from facts f join organization_members m on m.organization_id = f.organization_id where not f.seller_closed and m.user_id <> f.buyer_user_id),
    told as (
      insert into thread_reads as r (thread_id, user_id, told_seq)
      select ${threadId}, p.user_id, n.seq from people p join newest n on n.side <> p.side and n.seq = (select max(seq) from newest) order by p.user_id
      on conflict (user_id, thread_id) do update set told_seq = excluded.told_seq where greatest(r.told_seq, r.read_seq) < excluded.told_seq
      returning r.user_id, r.told_seq, r.read_seq)
    select p.side, array_agg(told.user_id::text order by told.user_id) as "userIds", f.name as "sellerName", f.buyer_name as "buyerName", f.title as "productTitle", f.number as "orderNumber", told.told_seq as seq,
      (select count(*)::int from messages m where m.thread_id = f.id and m.side <> p.side and m.deleted_at is null and m.hidden_at is null and m.seq > min(told.read_seq)) as count,
      (select left(m.body, 280) from messages m where m.thread_id = f.id and m.seq = told.told_seq) as excerpt
    from told join people p on p.user_id = told.user_id cross join facts f
    group by p.side, f.id, f.name, f.buyer_name, f.title, f.number, told.told_seq`;
}
