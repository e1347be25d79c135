import type { Reader } from '@/server/platform/db';
import { sorted, type RowOrder } from '@/server/platform/sorted.queries';
import type { SortedPosition } from '@/server/platform/sorted-cursor';
import { Prisma } from '@generated/client';
import type { OrderItemView, OrderSort, OrderStatus } from '@/shared/contracts/orders';
import type { ImageRow } from '@/shared/image-address';

export interface OrderRow {
  id: string;
  number: number;
  status: OrderStatus;
  currency: string;
  subtotalMinor: number;
  discountMinor: number;
  shippingMinor: number;
  taxMinor: number;
  creditMinor: number;
  totalMinor: number;
  refundedMinor: number;
  createdAt: Date;
  paidAt: Date | null;
  expiresAt: Date;
  closedAt: Date | null;
  checkoutUrl: string | null;
  organizationName: string | null;
  subscriptionId: string | null;
  items: (Omit<OrderItemView, 'sellerSlug' | 'image'> & { sellerSlug: string | null; image: ImageRow | null })[];
}

export interface Keyset {
  at: Date;
  id: string;
}

/** The items of an order as one JSON array; numbers of JSON, so within 2^53. */
const ITEMS = Prisma.sql`
  (select coalesce(jsonb_agg(jsonb_build_object('id', i.id, 'productSlug', i.product_slug, 'productType', i.product_type, 'title', i.title, 'variantTitle', i.variant_title, 'kind', i.kind,
      'sellerSlug', s.slug, 'sellerName', i.seller_name, 'license', i.license, 'version', i.version, 'bundleTitle', i.bundle_title, 'quantity', i.quantity,
      'interval', i."interval", 'trialDays', i.trial_days, 'recurringMinor', i.recurring_minor,
      'image', (select jsonb_build_object('id', g.id, 'sha256', g.sha256, 'alt', g.alt, 'width', g.width, 'height', g.height) from product_images g where g.product_id = i.product_id order by g.position, g.id limit 1),
      'unitPriceMinor', i.unit_price_minor, 'discountMinor', i.discount_minor, 'totalMinor', i.total_minor, 'refundedMinor', i.refunded_minor,
      'shippedQuantity', i.shipped_quantity, 'canceledQuantity', i.canceled_quantity,
      'live', exists (select 1 from entitlements e where e.order_item_id = i.id and e.revoked_at is null and (e.ends_at is null or e.ends_at > now()))) order by i.id), '[]')
    from order_items i left join sellers s on s.id = i.seller_id where i.order_id = o.id) as items`;

const COLUMNS = Prisma.sql`
  o.id, o.number, o.status, o.currency, o.subtotal_minor as "subtotalMinor", o.discount_minor as "discountMinor", o.shipping_minor as "shippingMinor", o.tax_minor as "taxMinor", o.credit_minor as "creditMinor",
  o.total_minor as "totalMinor", o.refunded_minor as "refundedMinor", o.created_at as "createdAt", o.paid_at as "paidAt",
  o.expires_at as "expiresAt", o.closed_at as "closedAt", o.checkout_url as "checkoutUrl", o.subscription_id as "subscriptionId", org.name as "organizationName"`;

/** The orders the viewer bought, in person or as a member: an organization's are not those of who placed them and has left. */
const BOUGHT = Prisma.sql`((o.buyer_user_id = (select auth.uid()) and o.buyer_organization_id is null) or o.buyer_organization_id = any ((select app.org_ids())::text[]))`;

export async function findBoughtOrder(reader: Reader, orderId: string): Promise<OrderRow | undefined> {
  const [row] = await reader.rows<OrderRow>(Prisma.sql`
    select ${COLUMNS}, ${ITEMS} from orders o left join organizations org on org.id = o.buyer_organization_id where o.id = ${orderId} and ${BOUGHT}`);
  return row;
}

const ORDERS: Record<OrderSort, RowOrder> = {
  'placed-down': { key: Prisma.sql`o.created_at`, kind: 'moment', direction: 'down' },
  'placed-up': { key: Prisma.sql`o.created_at`, kind: 'moment', direction: 'up' },
  'total-down': { key: Prisma.sql`o.total_minor`, kind: 'number', direction: 'down' },
  'total-up': { key: Prisma.sql`o.total_minor`, kind: 'number', direction: 'up' },
};

/** What one person bought is few: found by the buyer's index, and sorted. */
export function listBoughtOrders(reader: Reader, { sort, after, limit }: { sort: OrderSort; after: SortedPosition | null; limit: number }): Promise<(OrderRow & { sortKey: number })[]> {
  const { sortKey, where, by } = sorted(ORDERS[sort], Prisma.sql`o.id`, after);
  return reader.rows<OrderRow & { sortKey: number }>(Prisma.sql`
    select ${COLUMNS}, ${sortKey} as "sortKey", ${ITEMS} from orders o left join organizations org on org.id = o.buyer_organization_id
    where ${BOUGHT} and ${where} order by ${by} limit ${limit}`);
}

export interface AdminOrderRow extends OrderRow {
  buyerName: string;
  buyerEmail: string;
  stripePaymentIntentId: string | null;
  refundPending: boolean;
}

export interface AdminFilter {
  statuses: readonly string[];
  /** The exact order number in `text`, if it is one. */
  number: number | null;
  /** An order id, or the beginning of a buyer's address; empty for all. */
  text: string;
  after: Keyset | null;
  limit: number;
}

/** The text as a LIKE pattern that matches its beginning and nothing else. */
const startingWith = (text: string) => `${text.replace(/[\\%_]/g, (character) => `\\${character}`)}%`;

export function listAllOrders(reader: Reader, { statuses, number, text, after, limit }: AdminFilter): Promise<AdminOrderRow[]> {
  return reader.rows<AdminOrderRow>(Prisma.sql`
    select ${COLUMNS}, ${ITEMS}, coalesce(pr.display_name, '') as "buyerName", u.email as "buyerEmail", o.stripe_payment_intent_id as "stripePaymentIntentId",
      exists (select 1 from refunds r where r.order_id = o.id and r.status = 'pending') as "refundPending"
    from orders o join users u on u.id = o.buyer_user_id left join profiles pr on pr.user_id = u.id left join organizations org on org.id = o.buyer_organization_id
    where (${statuses.length === 0}::boolean or o.status = any (${[...statuses]}::text[]))
      and (${text}::text = '' or o.id = ${text} or o.number = ${number}::bigint or u.email like ${startingWith(text.toLowerCase())})
      and (${after?.at ?? null}::timestamptz is null or (o.created_at, o.id) < (${after?.at ?? null}::timestamptz, ${after?.id ?? ''}))
    order by o.created_at desc, o.id desc limit ${limit}`);
}

/** Open orders somebody should ask Stripe about: their time is over, or they wait longer than a webhook takes. */
export function listOrdersToAsk(reader: Reader, { now, createdBefore }: { now: Date; createdBefore: Date }): Promise<{ id: string; isOver: boolean }[]> {
  return reader.rows<{ id: string; isOver: boolean }>(Prisma.sql`
    select id, (expires_at <= ${now} and status = 'pending') as "isOver" from orders
    where status in ('pending', 'awaiting_payment') and created_at < ${createdBefore}
    order by expires_at, id limit 500`);
}
