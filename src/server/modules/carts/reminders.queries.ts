import type { ServiceTx } from '@/server/platform/db';

export interface LeftCart {
  userId: string;
  cartId: string;
  /** Of what is in it and still for sale, in the order it was added. */
  titles: string[];
}

export interface LeftSpan {
  now: Date;
  /** When the carts were last changed. */
  after: Date;
  before: Date;
  /** Who was reminded since then is left in peace. */
  remindedBefore: Date;
  limit: number;
}

/**
 * Carts of people that were left with something in them, marked as reminded. Left out is who bought since or has an order open. The unique person lets one of two
 * runs at once have each of them.
 */
export function markLeftCarts(tx: ServiceTx, { now, after, before, remindedBefore, limit }: LeftSpan): Promise<LeftCart[]> {
  return tx.$queryRaw<LeftCart[]>`
    with due as (
      select c.id, c.user_id, t.titles from carts c
      cross join lateral (select array_agg(e.title order by i.added_at, i.id) as titles
        from cart_items i join product_variants v on v.id = i.variant_id and v.archived_at is null join catalog_entries e on e.product_id = v.product_id where i.cart_id = c.id) t
      where c.user_id is not null and c.updated_at > ${after} and c.updated_at <= ${before} and t.titles is not null
        and not exists (select from cart_reminders r where r.user_id = c.user_id and r.reminded_at > ${remindedBefore})
        and not exists (select from orders o where o.buyer_user_id = c.user_id and (o.paid_at >= c.updated_at or (o.created_at >= c.updated_at and o.status in ('pending', 'awaiting_payment'))))
      order by c.user_id limit ${limit}),
    marked as (
      insert into cart_reminders as r (user_id, cart_id, reminded_at) select user_id, id, ${now}::timestamptz from due
      on conflict (user_id) do update set cart_id = excluded.cart_id, reminded_at = excluded.reminded_at where r.reminded_at <= ${remindedBefore} returning user_id)
    select due.user_id as "userId", due.id as "cartId", due.titles from due join marked on marked.user_id = due.user_id order by due.user_id`;
}
