import type { ServiceTx } from '@/server/platform/db';

export interface NewShipment {
  id: string;
  orderId: string;
  sellerId: string;
  carrier: string;
  trackingNumber: string;
  trackingUrl: string | null;
  userId: string;
  units: readonly { itemId: string; quantity: number }[];
  at: Date;
}

export async function insertShipment(tx: ServiceTx, shipment: NewShipment): Promise<void> {
  const { id, orderId, sellerId, carrier, trackingNumber, trackingUrl, userId, units, at } = shipment;
  await tx.$executeRaw`
    with parcel as (
      insert into shipments (id, seller_order_id, order_id, seller_id, carrier, tracking_number, tracking_url, shipped_at, created_by, created_at)
      select ${id}, s.id, s.order_id, s.seller_id, ${carrier}, ${trackingNumber}, ${trackingUrl}, ${at}, ${userId}::uuid, ${at}
      from seller_orders s where s.order_id = ${orderId} and s.seller_id = ${sellerId} returning id)
    insert into shipment_items (shipment_id, order_item_id, quantity)
    select p.id, u."itemId", u.quantity from parcel p, jsonb_to_recordset(${JSON.stringify(units)}::jsonb) as u("itemId" text, quantity integer)`;
}

/** The parcel's order; undefined when it is not this seller's. */
export async function markShipmentDelivered(tx: ServiceTx, { shipmentId, sellerId, at }: { shipmentId: string; sellerId: string; at: Date }): Promise<string | undefined> {
  const [row] = await tx.$queryRaw<{ orderId: string }[]>`
    update shipments set delivered_at = coalesce(delivered_at, ${at}) where id = ${shipmentId} and seller_id = ${sellerId} returning order_id as "orderId"`;
  return row?.orderId;
}
