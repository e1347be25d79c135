import { Prisma } from '@generated/client';
import type { Reader } from '@/server/platform/db';
import type { OrderFile } from '@/shared/contracts/admin-order-file';

/** The lists of an order's file, each with its statement. */
type Lists = Pick<OrderFile, 'items' | 'parts' | 'payments' | 'refunds' | 'disputes' | 'shipments' | 'reservations' | 'transfers' | 'entries' | 'keys' | 'events' | 'mails'>;
type Head = Omit<OrderFile, keyof Lists | 'number'> & { number: number };

/** JSON of the database: times come as ISO text and amounts as numbers, as the contract has them. */
async function views<View>(reader: Reader, statement: Prisma.Sql): Promise<View[]> {
  const rows = await reader.rows<{ view: View }>(Prisma.sql`select to_jsonb(v) as view from (${statement} limit 200) v`);
  return rows.map(({ view }) => view);
}

export async function findOrderHead(reader: Reader, orderId: string): Promise<Head | undefined> {
  const [head] = await views<Head>(reader, Prisma.sql`
    select o.id, o.number, o.status, o.buyer_user_id as "buyerUserId", coalesce(p.display_name, '') as "buyerName", u.email as "buyerEmail", g.name as "organizationName", o.currency,
      o.subtotal_minor as "subtotalMinor", o.discount_minor as "discountMinor", o.shipping_minor as "shippingMinor", o.tax_minor as "taxMinor", o.credit_minor as "creditMinor", o.total_minor as "totalMinor",
      o.refunded_minor as "refundedMinor", o.disputed_minor as "disputedMinor", c.code as "couponCode", o.country, o.stripe_checkout_session_id as "stripeCheckoutSessionId",
      o.stripe_payment_intent_id as "stripePaymentIntentId", exists (select from refunds r where r.order_id = o.id and r.status = 'pending') as "refundPending",
      o.created_at as "createdAt", o.expires_at as "expiresAt", o.paid_at as "paidAt", o.closed_at as "closedAt"
    from orders o join users u on u.id = o.buyer_user_id left join profiles p on p.user_id = u.id left join organizations g on g.id = o.buyer_organization_id
    left join coupons c on c.id = o.coupon_id where o.id = ${orderId}`);
  return head;
}

const LISTS: { [List in keyof Lists]: (orderId: string) => Prisma.Sql } = {
  items: (orderId) => Prisma.sql`
    select id, title, variant_title as "variantTitle", seller_name as "sellerName", kind, quantity, unit_price_minor as "unitPriceMinor", discount_minor as "discountMinor",
      shipping_minor as "shippingMinor", tax_minor as "taxMinor", total_minor as "totalMinor", fee_minor as "feeMinor", refunded_minor as "refundedMinor", disputed_minor as "disputedMinor",
      shipped_quantity as "shippedQuantity", canceled_quantity as "canceledQuantity", restocked_quantity as "restockedQuantity"
    from order_items where order_id = ${orderId} order by id`,
  parts: (orderId) => Prisma.sql`
    select p.id, s.name as "sellerName", s.slug as "sellerSlug", p.total_minor as "totalMinor", p.fee_minor as "feeMinor", p.shipping_minor as "shippingMinor", p.fulfilment, p.ship_by as "shipBy",
      p.shipped_at as "shippedAt", p.delivered_at as "deliveredAt"
    from seller_orders p join sellers s on s.id = p.seller_id where p.order_id = ${orderId} order by p.id`,
  payments: (orderId) => Prisma.sql`
    select id, method, amount_minor as "amountMinor", stripe_payment_intent_id as "stripePaymentIntentId", stripe_charge_id as "stripeChargeId", paid_at as "paidAt"
    from payments where order_id = ${orderId} order by paid_at, id`,
  refunds: (orderId) => Prisma.sql`
    select r.id, r.stripe_refund_id as "stripeRefundId", r.amount_minor as "amountMinor", r.status, r.reason, r.requested_role as "requestedRole", u.email as "requestedBy",
      r.created_at as "createdAt", r.settled_at as "settledAt"
    from refunds r left join users u on u.id = r.requested_by where r.order_id = ${orderId} order by r.created_at, r.id`,
  disputes: (orderId) => Prisma.sql`
    select id, stripe_dispute_id as "stripeDisputeId", amount_minor as "amountMinor", fee_minor as "feeMinor", reason, status, evidence_due_at as "evidenceDueAt", submitted_at as "submittedAt",
      opened_at as "openedAt", closed_at as "closedAt"
    from disputes where order_id = ${orderId} order by opened_at, id`,
  shipments: (orderId) => Prisma.sql`
    select h.id, s.name as "sellerName", h.carrier, h.tracking_number as "trackingNumber", h.shipped_at as "shippedAt", h.delivered_at as "deliveredAt",
      coalesce((select string_agg(x.quantity || ' × ' || i.title, ', ' order by i.id) from shipment_items x join order_items i on i.id = x.order_item_id where x.shipment_id = h.id), '') as contents
    from shipments h join sellers s on s.id = h.seller_id where h.order_id = ${orderId} order by h.shipped_at, h.id`,
  reservations: (orderId) => Prisma.sql`
    select r.id, p.title || case when v.title = '' then '' else ', ' || v.title end as title, r.quantity, r.status, r.expires_at as "expiresAt"
    from stock_reservations r join product_variants v on v.id = r.variant_id join products p on p.id = v.product_id where r.order_id = ${orderId} order by r.id`,
  transfers: (orderId) => Prisma.sql`
    select t.id, s.name as "sellerName", t.amount_minor as "amountMinor", t.reversed_minor as "reversedMinor", t.status, t.failure, t.stripe_transfer_id as "stripeTransferId", t.created_at as "createdAt"
    from transfers t join sellers s on s.id = t.seller_id where t.order_id = ${orderId} order by t.created_at, t.id`,
  entries: (orderId) => Prisma.sql`
    select e.id, e.transaction_id as "transactionId", t.source_type as source, a.name as account, s.name as "sellerName", e.amount_minor as "amountMinor", e.currency, e.posted_at as "postedAt"
    from ledger_entries e join ledger_transactions t on t.id = e.transaction_id join ledger_accounts a on a.id = e.account_id left join sellers s on s.id = a.seller_id
    where e.transaction_id in (select transaction_id from ledger_entries where order_id = ${orderId})
    order by e.posted_at, e.transaction_id, e.amount_minor desc, e.id`,
  keys: (orderId) => Prisma.sql`
    select k.id, i.title, coalesce(g.name, u.email, '') as holder, k.source, k.downloads_used as "downloadsUsed", k.download_limit as "downloadLimit", k.revoked_at as "revokedAt", k.revoked_reason as "revokedReason"
    from entitlements k join order_items i on i.id = k.order_item_id left join users u on u.id = k.holder_user_id left join organizations g on g.id = k.holder_organization_id
    where i.order_id = ${orderId} order by k.id`,
  events: (orderId) => Prisma.sql`
    select id, stripe_event_id as "stripeEventId", type, status, error, received_at as "receivedAt" from webhook_events where order_id = ${orderId} order by received_at, id`,
  mails: (orderId) => Prisma.sql`
    select id, kind, subject, to_address as "to", created_at as "createdAt", sent_at as "sentAt", error from email_outbox
    where split_part(dedupe_key, ':', 2) in (
      select ${orderId} union all select id from refunds where order_id = ${orderId} union all select id from disputes where order_id = ${orderId}
      union all select id from shipments where order_id = ${orderId} union all select id from seller_orders where order_id = ${orderId} union all select id from returns where order_id = ${orderId})
    order by created_at, id`,
};

/** One list of an order's file, in one statement. */
export function listOfOrder<List extends keyof Lists>(reader: Reader, list: List, orderId: string): Promise<Lists[List][number][]> {
  return views<Lists[List][number]>(reader, LISTS[list](orderId));
}
