import type { ServiceTx } from '@/server/platform/db';

export interface Units {
  itemId: string;
  quantity: number;
}

/** Counts units that came back to the shelf. */
export async function addRestocked(tx: ServiceTx, units: readonly Units[]): Promise<void> {
  await tx.$executeRaw`
    update order_items i set restocked_quantity = i.restocked_quantity + u.quantity
    from jsonb_to_recordset(${JSON.stringify(units)}::jsonb) as u("itemId" text, quantity integer) where i.id = u."itemId"`;
}

/** Counts units that will not be shipped any more; negative takes that back. Only what is not shipped can be: false, and nothing done, otherwise. */
export async function addCanceled(tx: ServiceTx, units: readonly Units[]): Promise<boolean> {
  const written = await tx.$executeRaw`
    update order_items i set canceled_quantity = i.canceled_quantity + u.quantity
    from jsonb_to_recordset(${JSON.stringify(units)}::jsonb) as u("itemId" text, quantity integer)
    where i.id = u."itemId" and i.shipped_quantity + i.canceled_quantity + u.quantity <= i.quantity`;
  return written === units.length;
}

/** Counts units that are on their way. Only what is neither shipped nor canceled can be: false otherwise. */
export async function addShipped(tx: ServiceTx, units: readonly Units[]): Promise<boolean> {
  const written = await tx.$executeRaw`
    update order_items i set shipped_quantity = i.shipped_quantity + u.quantity
    from jsonb_to_recordset(${JSON.stringify(units)}::jsonb) as u("itemId" text, quantity integer)
    where i.id = u."itemId" and i.shipped_quantity + i.canceled_quantity + u.quantity <= i.quantity`;
  return written === units.length;
}

/** Brings each seller's part to what its items and parcels say: canceled, unshipped, partially shipped, shipped or delivered. */
export async function refreshFulfilment(tx: ServiceTx, { orderId, at }: { orderId: string; at: Date }): Promise<void> {
  await tx.$executeRaw`
    update seller_orders s set
      fulfilment = case when units.due = 0 then 'canceled' when units.shipped = 0 then 'unshipped' when units.shipped < units.due then 'partially_shipped'
        when parcels.undelivered = 0 then 'delivered' else 'shipped' end,
      shipped_at = case when units.due > 0 and units.shipped >= units.due then coalesce(s.shipped_at, ${at}) end,
      delivered_at = case when units.due > 0 and units.shipped >= units.due and parcels.undelivered = 0 then coalesce(s.delivered_at, ${at}) end
    from (select seller_id, sum(quantity - canceled_quantity) as due, sum(shipped_quantity) as shipped from order_items where order_id = ${orderId} and kind = 'physical' group by seller_id) units
    left join lateral (select count(*) filter (where h.delivered_at is null) as undelivered from shipments h where h.order_id = ${orderId} and h.seller_id = units.seller_id) parcels on true
    where s.order_id = ${orderId} and s.seller_id = units.seller_id`;
}
