import type { ServiceTx } from '@/server/platform/db';
import type { NewSellerOrder } from './new-order';
import type { OrderRecord } from './order-rows.queries';

export interface OrderToInsert {
  order: OrderRecord;
  parts: readonly NewSellerOrder[];
  openKey: string;
}

/**
 * Writes the order with its items and sellers' parts in one statement, unless one of the same key is open; `orders_one_open` decides between
 * two at once. Gives the number and the buyer's address, or undefined when nothing was written.
 */
export async function insertOrder(tx: ServiceTx, { order, parts, openKey }: OrderToInsert): Promise<{ number: number; buyerEmail: string } | undefined> {
  const [row] = await tx.$queryRaw<{ number: bigint; buyerEmail: string }[]>`
    with placed as (
      insert into orders (id, open_key, buyer_user_id, buyer_organization_id, currency, subtotal_minor, discount_minor, shipping_minor, total_minor, coupon_id, cart_id,
        fingerprint, country, subscription_id, stripe_invoice_id, expires_at, created_at)
      values (${order.id}, ${openKey}, ${order.buyerUserId}::uuid, ${order.organizationId}, ${order.currency}, ${order.subtotalMinor}, ${order.discountMinor}, ${order.shippingMinor},
        ${order.totalMinor}, ${order.couponId}, ${order.cartId}, ${order.fingerprint}, ${order.country}, ${order.subscriptionId}, ${order.invoiceId}, ${order.expiresAt}, ${order.createdAt})
      on conflict (open_key) where status in ('pending', 'awaiting_payment') do nothing
      returning id, number, buyer_user_id),
    items as (
      insert into order_items (id, order_id, seller_id, product_id, variant_id, price_id, product_slug, product_type, title, variant_title, seller_name, kind, license, version,
        sku, options, condition, bundle_product_id, bundle_title, quantity, "interval", trial_days, recurring_minor, unit_price_minor, discount_minor, subsidy_minor, shipping_minor, total_minor, fee_bps, fee_minor, download_limit)
      select i.id, p.id, i."sellerId", i."productId", i."variantId", i."priceId", i."productSlug", i."productType", i.title, i."variantTitle", i."sellerName", i.kind, i.license, i.version,
        i.sku, i.options, i.condition, i."bundleProductId", i."bundleTitle", i.quantity, i."interval", i."trialDays", i."recurringMinor", i."unitPriceMinor", i."discountMinor", i."subsidyMinor", i."shippingMinor", i."totalMinor",
        i."feeBps", i."feeMinor", i."downloadLimit"
      from placed p, jsonb_to_recordset(${JSON.stringify(order.items)}::jsonb) as i(id text, "sellerId" text, "productId" text, "variantId" text, "priceId" text, "productSlug" text,
        "productType" text, title text, "variantTitle" text, "sellerName" text, kind text, license text, version text, sku text, options jsonb, condition text, "bundleProductId" text,
        "bundleTitle" text, quantity integer, "interval" text, "trialDays" integer, "recurringMinor" bigint, "unitPriceMinor" bigint, "discountMinor" bigint, "subsidyMinor" bigint, "shippingMinor" bigint, "totalMinor" bigint, "feeBps" integer,
        "feeMinor" bigint, "downloadLimit" integer)),
    parts as (
      insert into seller_orders (id, order_id, seller_id, number, currency, total_minor, fee_minor, shipping_minor, shipping_name, parcels, country, fulfilment, created_at)
      select s.id, p.id, s."sellerId", p.number, ${order.currency}, s."totalMinor", s."feeMinor", s."shippingMinor", s."shippingName", s.parcels,
        case when s."shippingName" is not null then ${order.country} end, case when s."shippingName" is null then 'none' else 'unshipped' end, ${order.createdAt}
      from placed p, jsonb_to_recordset(${JSON.stringify(parts)}::jsonb) as s(id text, "sellerId" text, "totalMinor" bigint, "feeMinor" bigint, "shippingMinor" bigint, "shippingName" text, parcels integer))
    select p.number, u.email as "buyerEmail" from placed p join users u on u.id = p.buyer_user_id`;
  return row && { number: Number(row.number), buyerEmail: row.buyerEmail };
}

export async function findOpenOrderId(tx: ServiceTx, openKey: string): Promise<string | undefined> {
  const [row] = await tx.$queryRaw<{ id: string }[]>`select id from orders where open_key = ${openKey} and status in ('pending', 'awaiting_payment')`;
  return row?.id;
}

export interface Obstacles {
  /** Titles of what the holder has a live key to already. */
  owned: string[];
  /** Other open orders of this buyer for something that is held only once. */
  rivals: { id: string; status: 'pending' | 'awaiting_payment' }[];
}

/**
 * What stands against an order for things that are held once: keys the holder has, and open orders of the same buyer for the same. Asked after
 * the insert, which waited for whoever was fulfilling an order of the same key.
 */
export async function findObstacles(tx: ServiceTx, { order, kinds, now }: { order: OrderRecord; kinds: readonly string[]; now: Date }): Promise<Obstacles> {
  const [row] = await tx.$queryRaw<{ owned: string[]; rivals: Obstacles['rivals'] }[]>`
    select
      array(select i.title from order_items i join entitlements e on e.product_id = i.product_id and e.license is not distinct from i.license
          and e.revoked_at is null and (e.ends_at is null or e.ends_at > ${now})
          and e.source <> 'membership'
          and case when ${order.organizationId}::text is null then e.holder_user_id = ${order.buyerUserId}::uuid else e.holder_organization_id = ${order.organizationId} end
        where i.order_id = ${order.id} and i.kind = any (${[...kinds]}::text[])
        union
        select i.title from order_items i join subscriptions s on s.product_id = i.product_id and s.ended_at is null
          and case when ${order.organizationId}::text is null then s.holder_user_id = ${order.buyerUserId}::uuid else s.holder_organization_id = ${order.organizationId} end
        where i.order_id = ${order.id} and i."interval" is not null) as owned,
      coalesce((select jsonb_agg(jsonb_build_object('id', r.id, 'status', r.status)) from (
        select distinct o.id, o.status from orders o join order_items i on i.order_id = o.id
        where o.buyer_user_id = ${order.buyerUserId}::uuid and o.buyer_organization_id is not distinct from ${order.organizationId} and o.id <> ${order.id}
          and o.status in ('pending', 'awaiting_payment') and i.kind = any (${[...kinds]}::text[])
          and exists (select from order_items own where own.order_id = ${order.id}
            and (own.variant_id = i.variant_id or (own.product_id = i.product_id and own."interval" is not null and i."interval" is not null)))) r), '[]') as rivals`;
  return row ?? { owned: [], rivals: [] };
}

/** Keeps Stripe's session with the order. Only while the order is open: a closed one must not look payable again. */
export async function attachSession(tx: ServiceTx, { orderId, sessionId, url }: { orderId: string; sessionId: string; url: string | null }): Promise<boolean> {
  const written = await tx.$executeRaw`
    update orders set stripe_checkout_session_id = ${sessionId}, checkout_url = ${url}
    where id = ${orderId} and status in ('pending', 'awaiting_payment') and (stripe_checkout_session_id is null or stripe_checkout_session_id = ${sessionId})`;
  return written === 1;
}

/** Names the next attempt, once per attempt: two requests that both saw attempt n make one n+1. */
export async function nextAttempt(tx: ServiceTx, { orderId, attempt }: { orderId: string; attempt: number }): Promise<void> {
  await tx.$executeRaw`
    update orders set checkout_attempt = checkout_attempt + 1
    where id = ${orderId} and checkout_attempt = ${attempt} and status = 'pending' and stripe_checkout_session_id is null`;
}
