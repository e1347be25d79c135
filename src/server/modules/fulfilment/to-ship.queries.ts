import type { ServiceTx } from '@/server/platform/db';

export interface PartsToShip {
  sellerId: string;
  sellerSlug: string;
  /** Paid orders of this seller that it was not told of, oldest first. */
  orders: { id: string; number: number; items: { title: string; variantTitle: string; quantity: number }[] }[];
}

/** Marks up to `most` parts to ship as told, and answers with them by seller, in the order of their ids. Two at once take different ones. */
export function takePartsToShip(tx: ServiceTx, { at, most }: { at: Date; most: number }): Promise<PartsToShip[]> {
  return tx.$queryRaw<PartsToShip[]>`
    with due as (
      select id from seller_orders where told_at is null and paid_at is not null and fulfilment in ('unshipped', 'partially_shipped')
      order by seller_id, id limit ${most} for no key update skip locked),
    told as (update seller_orders p set told_at = ${at} from due where p.id = due.id returning p.id, p.order_id, p.seller_id),
    parts as (
      select t.seller_id, o.id, o.number, t.id as part_id, jsonb_agg(jsonb_build_object('title', i.title, 'variantTitle', i.variant_title, 'quantity', i.quantity - i.canceled_quantity) order by i.id) as items
      from told t join orders o on o.id = t.order_id join order_items i on i.order_id = t.order_id and i.seller_id = t.seller_id and i.kind = 'physical' and i.quantity > i.canceled_quantity
      group by t.seller_id, t.id, o.id)
    select s.id as "sellerId", s.slug as "sellerSlug", jsonb_agg(jsonb_build_object('id', p.id, 'number', p.number, 'items', p.items) order by p.part_id) as orders
    from parts p join sellers s on s.id = p.seller_id group by s.id order by s.id`;
}
