import { Prisma } from '@generated/client';
import type { Reader } from '@/server/platform/db';
import type { OrderPartView } from '@/shared/contracts/orders';

/** Times are text as JSON has them, UTC. */
export interface OrderHistory {
  isBuyer: boolean;
  isPlacer: boolean;
  parts: OrderPartView[];
  address: { name: string; line1: string; line2: string; city: string; region: string; postalCode: string; country: string } | null;
  refunds: { amountMinor: number; status: 'pending' | 'succeeded' | 'failed'; requestedRole: string | null; asCredit: boolean; createdAt: string; settledAt: string | null }[];
  disputes: { amountMinor: number; status: string; openedAt: string; closedAt: string | null }[];
}

/** JSON's form of a moment, the same as everywhere else at this border. */
const iso = (column: Prisma.Sql) => Prisma.sql`to_char(${column} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const SHIPMENTS = Prisma.sql`
  (select coalesce(jsonb_agg(jsonb_build_object('id', h.id, 'carrier', h.carrier, 'trackingNumber', h.tracking_number, 'trackingUrl', h.tracking_url, 'shippedAt', ${iso(Prisma.sql`h.shipped_at`)},
      'deliveredAt', ${iso(Prisma.sql`h.delivered_at`)},
      'items', (select coalesce(jsonb_agg(jsonb_build_object('itemId', x.order_item_id, 'quantity', x.quantity) order by x.order_item_id), '[]') from shipment_items x where x.shipment_id = h.id)) order by h.shipped_at, h.id), '[]')
    from shipments h where h.seller_order_id = p.id)`;

const RETURNS = Prisma.sql`
  (select coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'status', r.status, 'reason', r.reason, 'answer', r.answer, 'requestedAt', ${iso(Prisma.sql`r.requested_at`)},
      'decidedAt', ${iso(Prisma.sql`r.decided_at`)}, 'receivedAt', ${iso(Prisma.sql`r.received_at`)}, 'hasRefund', r.refund_id is not null,
      'items', (select coalesce(jsonb_agg(jsonb_build_object('itemId', x.order_item_id, 'quantity', x.quantity) order by x.order_item_id), '[]') from return_items x where x.return_id = r.id)) order by r.requested_at, r.id), '[]')
    from returns r where r.seller_order_id = p.id)`;

const PLACED = Prisma.sql`(o.buyer_user_id = (select auth.uid()))`;
/** Who ordered for themselves; of an organization's order its owners and admins. */
const BUYS = Prisma.sql`
  (case when o.buyer_organization_id is null then ${PLACED}
    else exists (select from organization_members m where m.organization_id = o.buyer_organization_id and m.user_id = (select auth.uid()) and m.role in ('owner', 'admin')) end)`;

/** Whether the viewer may give up an unpaid order: as who placed it, or who buys for its organization. Row security leaves out who may not see it. */
export async function mayGiveUp(reader: Reader, orderId: string): Promise<boolean> {
  const [row] = await reader.rows<{ may: boolean }>(Prisma.sql`select ${PLACED} or ${BUYS} as may from orders o where o.id = ${orderId}`);
  return row?.may ?? false;
}

/** What happened to an order after it was placed, in one statement; row security leaves out what the viewer may not see. */
export async function findOrderHistory(reader: Reader, orderId: string): Promise<OrderHistory | undefined> {
  const [row] = await reader.rows<OrderHistory>(Prisma.sql`
    select ${BUYS} as "isBuyer", ${PLACED} as "isPlacer",
      (select coalesce(jsonb_agg(jsonb_build_object('sellerSlug', coalesce(s.slug, ''), 'sellerName', coalesce(s.name, (select i.seller_name from order_items i where i.order_id = o.id and i.seller_id = p.seller_id limit 1)),
          'fulfilment', p.fulfilment, 'shippingName', p.shipping_name, 'shipBy', ${iso(Prisma.sql`p.ship_by`)}, 'shipments', ${SHIPMENTS}, 'returns', ${RETURNS}) order by p.id), '[]')
        from seller_orders p left join sellers s on s.id = p.seller_id where p.order_id = o.id) as parts,
      (select jsonb_build_object('name', a.name, 'line1', a.line1, 'line2', a.line2, 'city', a.city, 'region', a.region, 'postalCode', a.postal_code, 'country', a.country)
        from addresses a where a.order_id = o.id) as address,
      (select coalesce(jsonb_agg(jsonb_build_object('amountMinor', f.amount_minor, 'status', f.status, 'requestedRole', f.requested_role, 'asCredit', f.stripe_invoice_id is not null, 'createdAt', ${iso(Prisma.sql`f.created_at`)},
          'settledAt', ${iso(Prisma.sql`f.settled_at`)}) order by f.created_at, f.id), '[]') from refunds f where f.order_id = o.id) as refunds,
      (select coalesce(jsonb_agg(jsonb_build_object('amountMinor', d.amount_minor, 'status', d.status, 'openedAt', ${iso(Prisma.sql`d.opened_at`)}, 'closedAt', ${iso(Prisma.sql`d.closed_at`)})
          order by d.opened_at, d.id), '[]') from disputes d where d.order_id = o.id) as disputes
    from orders o where o.id = ${orderId}`);
  return row;
}
