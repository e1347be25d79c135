import { Prisma } from '@generated/client';
import type { Reader } from '@/server/platform/db';
import { sorted, type RowOrder } from '@/server/platform/sorted.queries';
import type { SortedPosition } from '@/server/platform/sorted-cursor';
import type { SellerOrder, SellerOrderShow, SellerOrderSort, SellerOrderSummary } from '@/shared/contracts/seller-orders';

export type SellerOrderRow = Omit<SellerOrderSummary, 'number' | 'paidAt' | 'shipBy'> & { id: string; number: number; paidAt: Date; shipBy: Date | null; sortKey: number };

/** What is to go first first, and the newest first, are what nobody asks for by name. */
export type SellerOrderOrder = SellerOrderSort | 'due' | 'newest';

export interface SellerOrderFilter {
  sellerId: string;
  show: SellerOrderShow;
  /** The exact number in `text`, if it is one. */
  number: number | null;
  text: string;
  now: Date;
  order: SellerOrderOrder;
  after: SortedPosition | null;
  limit: number;
}

const containing = (text: string) => `%${text.replace(/[\\%_]/g, (character) => `\\${character}`)}%`;

/** Nothing of an order that was given back in full is to be shipped any more. */
const SHOWN: Record<SellerOrderShow, Prisma.Sql> = {
  to_ship: Prisma.sql`p.fulfilment in ('unshipped', 'partially_shipped') and o.status <> 'refunded'`,
  partly_shipped: Prisma.sql`p.fulfilment = 'partially_shipped' and o.status <> 'refunded'`,
  shipped: Prisma.sql`p.fulfilment in ('shipped', 'delivered')`,
  returns: Prisma.sql`p.id in (select r.seller_order_id from returns r where r.seller_id = p.seller_id and r.status in ('requested', 'approved'))`,
  all: Prisma.sql`true`,
};

const ORDERS: Record<SellerOrderOrder, RowOrder> = {
  due: { key: Prisma.sql`p.ship_by`, kind: 'moment', direction: 'up' },
  newest: { key: Prisma.sql`p.created_at`, kind: 'moment', direction: 'down' },
  'paid-down': { key: Prisma.sql`p.paid_at`, kind: 'moment', direction: 'down' },
  'paid-up': { key: Prisma.sql`p.paid_at`, kind: 'moment', direction: 'up' },
  'total-down': { key: Prisma.sql`p.total_minor`, kind: 'number', direction: 'down' },
  'total-up': { key: Prisma.sql`p.total_minor`, kind: 'number', direction: 'up' },
};

/** A seller's parts of paid orders. Of the order itself only what the seller needs is read: never another seller's items, nor its sum. */
export function listSellerOrderRows(reader: Reader, { sellerId, show, number, text, now, order, after, limit }: SellerOrderFilter): Promise<SellerOrderRow[]> {
  const { sortKey, where, by } = sorted(ORDERS[order], Prisma.sql`p.id`, after);
  return reader.rows<SellerOrderRow>(Prisma.sql`
    select p.id, p.order_id as "orderId", p.number::int as number, f.display_name as "buyerName", p.paid_at as "paidAt", p.fulfilment, p.ship_by as "shipBy", ${sortKey} as "sortKey",
      (p.fulfilment in ('unshipped', 'partially_shipped') and o.status <> 'refunded' and p.ship_by < ${now}) as "isOverdue", trim(p.currency) as currency, i.contents,
      i.to_ship as "unitsToShip", i.total as "totalMinor", i.refunded as "refundedMinor", i.disputed > 0 as "isDisputed",
      (select r.status from returns r where r.seller_order_id = p.id and r.status in ('requested', 'approved')) as "returnStatus"
    from seller_orders p join orders o on o.id = p.order_id join profiles f on f.user_id = o.buyer_user_id
    join lateral (
      select jsonb_agg(case when x.quantity > 1 then x.quantity || ' × ' else '' end || x.title || case when x.variant_title = '' then '' else ', ' || x.variant_title end order by x.id) as contents,
        coalesce(sum(x.quantity - x.shipped_quantity - x.canceled_quantity) filter (where x.kind = 'physical'), 0)::int as to_ship, sum(x.total_minor)::bigint as total,
        sum(x.refunded_minor)::bigint as refunded, sum(x.disputed_minor)::bigint as disputed
      from order_items x where x.order_id = p.order_id and x.seller_id = p.seller_id) i on true
    where p.seller_id = ${sellerId} and p.paid_at is not null and ${SHOWN[show]}
      and (${text}::text = '' or p.number = ${number}::bigint or f.display_name ilike ${containing(text)}) and ${where}
    order by ${by} limit ${limit}`);
}

/** Times are text as JSON has them. */
export type SellerOrderHead = Omit<SellerOrder, 'number' | 'address' | 'isOverdue' | 'earnedMinor' | 'totalMinor' | 'taxMinor' | 'refundedMinor' | 'disputedMinor' | 'isDisputed'> & {
  number: number;
  address: { name: string; line1: string; line2: string; city: string; region: string; postalCode: string; country: string; phone: string } | null;
};

/** JSON's form of a moment. */
const iso = (column: Prisma.Sql) => Prisma.sql`to_char(${column} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const ITEMS = Prisma.sql`
  (select jsonb_agg(jsonb_build_object('id', i.id, 'productSlug', i.product_slug, 'productType', i.product_type, 'title', i.title, 'variantTitle', i.variant_title, 'sku', i.sku, 'kind', i.kind,
      'bundleTitle', i.bundle_title, 'quantity', i.quantity, 'unitPriceMinor', i.unit_price_minor, 'discountMinor', i.discount_minor, 'shippingMinor', i.shipping_minor, 'taxMinor', i.tax_minor,
      'totalMinor', i.total_minor, 'refundedMinor', i.refunded_minor, 'disputedMinor', i.disputed_minor, 'shippedQuantity', i.shipped_quantity, 'canceledQuantity', i.canceled_quantity,
      'restockedQuantity', i.restocked_quantity, 'returnedQuantity', coalesce((select sum(x.quantity) from return_items x join returns r on r.id = x.return_id
        where x.order_item_id = i.id and r.status in ('requested', 'approved', 'received')), 0)) order by i.id)
    from order_items i where i.order_id = p.order_id and i.seller_id = p.seller_id)`;

const SHIPMENTS = Prisma.sql`
  (select coalesce(jsonb_agg(jsonb_build_object('id', h.id, 'carrier', h.carrier, 'trackingNumber', h.tracking_number, 'trackingUrl', h.tracking_url, 'shippedAt', ${iso(Prisma.sql`h.shipped_at`)},
      'deliveredAt', ${iso(Prisma.sql`h.delivered_at`)},
      'items', (select jsonb_agg(jsonb_build_object('itemId', x.order_item_id, 'quantity', x.quantity) order by x.order_item_id) from shipment_items x where x.shipment_id = h.id)) order by h.shipped_at, h.id), '[]')
    from shipments h where h.seller_order_id = p.id)`;

const RETURNS = Prisma.sql`
  (select coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'status', r.status, 'reason', r.reason, 'answer', r.answer, 'requestedAt', ${iso(Prisma.sql`r.requested_at`)},
      'decidedAt', ${iso(Prisma.sql`r.decided_at`)}, 'receivedAt', ${iso(Prisma.sql`r.received_at`)}, 'hasRefund', r.refund_id is not null,
      'items', (select jsonb_agg(jsonb_build_object('itemId', x.order_item_id, 'quantity', x.quantity) order by x.order_item_id) from return_items x where x.return_id = r.id)) order by r.requested_at, r.id), '[]')
    from returns r where r.seller_order_id = p.id)`;

/** A refund that spans sellers shows each its own share. */
const REFUNDS = Prisma.sql`
  (select coalesce(jsonb_agg(to_jsonb(y) order by y."createdAt", y.id), '[]') from (
    select f.id, sum(s.amount_minor) as "amountMinor", f.status, f.reason, f.requested_role as "requestedRole", ${iso(Prisma.sql`f.created_at`)} as "createdAt", ${iso(Prisma.sql`f.settled_at`)} as "settledAt"
    from refunds f join refund_items s on s.refund_id = f.id join order_items i on i.id = s.order_item_id
    where f.order_id = p.order_id and i.seller_id = p.seller_id group by f.id) y)`;

/** What refunds, disputes and their fees took of the seller's share, as the ledger has it. */
const TAKEN_BACK = Prisma.sql`
  (select coalesce(sum(e.amount_minor), 0)::bigint from ledger_entries e join ledger_accounts a on a.id = e.account_id and a.name = 'seller_payable' and a.seller_id = p.seller_id
    join ledger_transactions t on t.id = e.transaction_id and t.source_type not in ('payment', 'transfer', 'transfer_reversal') where e.order_id = p.order_id)`;

/** A seller's part of a paid order with everything that hangs on it; undefined for others' and unpaid ones. One statement. */
export async function findSellerOrder(reader: Reader, { sellerId, orderId }: { sellerId: string; orderId: string }): Promise<SellerOrderHead | undefined> {
  const [row] = await reader.rows<SellerOrderHead>(Prisma.sql`
    select p.order_id as "orderId", p.number::int as number, f.display_name as "buyerName", g.name as "organizationName", ${iso(Prisma.sql`p.paid_at`)} as "paidAt", trim(p.currency) as currency, p.fulfilment,
      p.shipping_name as "shippingName", ${iso(Prisma.sql`p.ship_by`)} as "shipBy", p.fee_minor as "feeMinor",
      (select sum(i.subsidy_minor)::bigint from order_items i where i.order_id = p.order_id and i.seller_id = p.seller_id) as "subsidyMinor",
      (select sum(i.credit_minor)::bigint from order_items i where i.order_id = p.order_id and i.seller_id = p.seller_id) as "creditMinor",
      case when p.fulfilment <> 'none' then (select jsonb_build_object('name', a.name, 'line1', a.line1, 'line2', a.line2, 'city', a.city, 'region', a.region, 'postalCode', a.postal_code,
        'country', a.country, 'phone', a.phone) from addresses a where a.order_id = p.order_id) end as address,
      ${ITEMS} as items, ${SHIPMENTS} as shipments, ${RETURNS} as returns, ${REFUNDS} as refunds, ${TAKEN_BACK} as "takenBackMinor",
      exists (select from refunds y where y.order_id = p.order_id and y.status = 'pending') as "refundPending", o.status = 'refunded' as "isCalledOff"
    from seller_orders p join orders o on o.id = p.order_id join profiles f on f.user_id = o.buyer_user_id left join organizations g on g.id = o.buyer_organization_id
    where p.order_id = ${orderId} and p.seller_id = ${sellerId} and p.paid_at is not null`);
  return row;
}

export interface UnitToShip {
  number: number;
  paidAt: Date;
  shipBy: Date | null;
  name: string;
  line1: string;
  line2: string;
  city: string;
  region: string;
  postalCode: string;
  country: string;
  phone: string;
  sku: string;
  title: string;
  variantTitle: string;
  quantity: number;
}

/** Everything that is still to be shipped, an item a row, what is to go first first. */
export function listUnitsToShip(reader: Reader, { sellerId, limit }: { sellerId: string; limit: number }): Promise<UnitToShip[]> {
  return reader.rows<UnitToShip>(Prisma.sql`
    select p.number::int as number, p.paid_at as "paidAt", p.ship_by as "shipBy", coalesce(a.name, '') as name, coalesce(a.line1, '') as line1, coalesce(a.line2, '') as line2, coalesce(a.city, '') as city,
      coalesce(a.region, '') as region, coalesce(a.postal_code, '') as "postalCode", coalesce(a.country, p.country, '') as country, coalesce(a.phone, '') as phone, i.sku, i.title,
      i.variant_title as "variantTitle", i.quantity - i.shipped_quantity - i.canceled_quantity as quantity
    from seller_orders p join order_items i on i.order_id = p.order_id and i.seller_id = p.seller_id and i.kind = 'physical' and i.quantity > i.shipped_quantity + i.canceled_quantity
    join orders o on o.id = p.order_id and o.status <> 'refunded' left join addresses a on a.order_id = p.order_id
    where p.seller_id = ${sellerId} and p.paid_at is not null and p.fulfilment in ('unshipped', 'partially_shipped')
    order by p.ship_by, p.id, i.id limit ${limit}`);
}
