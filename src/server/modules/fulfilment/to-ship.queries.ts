import type { ServiceTx } from '@/server/platform/db';

export interface PartToShip {
  sellerId: string;
  sellerSlug: string;
  number: number;
  items: { title: string; variantTitle: string; quantity: number }[];
}

/** What each seller of a paid order still has to send, in the order of their ids. */
export function listPartsToShip(tx: ServiceTx, orderId: string): Promise<PartToShip[]> {
  return tx.$queryRaw<PartToShip[]>`
    select s.id as "sellerId", s.slug as "sellerSlug", o.number,
      jsonb_agg(jsonb_build_object('title', i.title, 'variantTitle', i.variant_title, 'quantity', i.quantity - i.canceled_quantity) order by i.id) as items
    from seller_orders p join orders o on o.id = p.order_id join sellers s on s.id = p.seller_id
    join order_items i on i.order_id = p.order_id and i.seller_id = p.seller_id and i.kind = 'physical' and i.quantity > i.canceled_quantity
    where p.order_id = ${orderId} and p.paid_at is not null and p.fulfilment in ('unshipped', 'partially_shipped') group by s.id, o.number order by s.id`;
}
