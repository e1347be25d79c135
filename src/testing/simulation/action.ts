import type { Market } from './market';
import type { Random } from './random';
import type { Stage } from './stage';

/** Where actions happen. */
export interface Scene {
  stage: Stage;
  market: Market;
}

/** Does one thing somebody does; what exactly follows from `random` and from what there is at that moment. False: there was nothing to do it to. */
export type Action = (scene: Scene, random: Random) => Promise<boolean>;

const PAID = `o.status in ('paid', 'partially_refunded')`;

/** A paid order that is not given back in full, any of them. */
export async function pickPaidOrder({ stage }: Scene, random: Random): Promise<{ id: string; buyerId: string } | undefined> {
  return random.pick(await stage.sql<{ id: string; buyerId: string }>(`select o.id, o.buyer_user_id as "buyerId" from orders o where ${PAID} order by o.created_at desc limit 30`));
}

export interface PaidItem {
  itemId: string;
  orderId: string;
  buyerId: string;
  seller: string;
  kind: string;
  quantity: number;
  shipped: number;
  canceled: number;
  restocked: number;
  leftMinor: number;
}

/** Lines of paid orders that fulfil a condition, newest first. `condition` is ours, never input. */
export function listPaidItems({ stage }: Scene, condition = 'true'): Promise<PaidItem[]> {
  return stage.sql<PaidItem>(
    `select i.id as "itemId", o.id as "orderId", o.buyer_user_id as "buyerId", s.slug as seller, i.kind, i.quantity, i.shipped_quantity as shipped, i.canceled_quantity as canceled,
       i.restocked_quantity as restocked, (i.total_minor - i.refunded_minor - i.disputed_minor)::int as "leftMinor"
     from order_items i join orders o on o.id = i.order_id join sellers s on s.id = i.seller_id where ${PAID} and ${condition} order by o.created_at desc limit 40`,
  );
}
