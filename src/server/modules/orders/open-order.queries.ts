import type { ServiceTx } from '@/server/platform/db';
import type { NewOrder, Offer } from './new-order';

/** An offer as Postgres gives it. */
export type OfferRow = Omit<Offer, 'variantId' | 'amountMinor'> & { amountMinor: bigint };

/** What is for sale as this variant: published, of an active seller, with a version that is not withdrawn, at its live price, in the wanted currency if there is one. */
export async function findOffer(tx: ServiceTx, { variantId, currency }: { variantId: string; currency: string }): Promise<OfferRow | undefined> {
  const [row] = await tx.$queryRaw<OfferRow[]>`
    select p.id as "productId", p.slug as "productSlug", p.type as "productType", p.title, p.kind, v.license, v.download_limit as "downloadLimit",
      s.id as "sellerId", s.name as "sellerName", s.fee_bps as "feeBps", pr.id as "priceId", pr.amount_minor as "amountMinor", pr.currency,
      (select pv.version from product_versions pv where pv.product_id = p.id and pv.published_at is not null and pv.yanked_at is null
        order by pv.sort_key desc limit 1) as version
    from product_variants v
    join products p on p.id = v.product_id and p.status = 'published'
    join sellers s on s.id = p.seller_id and s.lifecycle = 'active'
    join prices pr on pr.variant_id = v.id and pr.archived_at is null
    where v.id = ${variantId} and v.archived_at is null
      and (p.external_url is not null or exists (select 1 from product_versions pv where pv.product_id = p.id and pv.published_at is not null and pv.yanked_at is null))
    order by (pr.currency = ${currency}) desc, pr.created_at limit 1`;
  return row;
}

/** Whether this person may buy for the organization. */
export async function isBuyerOf(tx: ServiceTx, { userId, organizationId }: { userId: string; organizationId: string }): Promise<boolean> {
  const rows = await tx.$queryRaw<object[]>`
    select 1 from organization_members where organization_id = ${organizationId} and user_id = ${userId}::uuid and role in ('owner', 'admin')`;
  return rows.length > 0;
}

export async function holdsLive(tx: ServiceTx, holding: { userId: string; organizationId: string | null; productId: string; license: string | null; now: Date }): Promise<boolean> {
  const { userId, organizationId, productId, license, now } = holding;
  const rows = await tx.$queryRaw<object[]>`
    select 1 from entitlements
    where product_id = ${productId} and license is not distinct from ${license} and revoked_at is null and (ends_at is null or ends_at > ${now})
      and (case when ${organizationId}::text is null then holder_user_id = ${userId}::uuid else holder_organization_id = ${organizationId} end)
    limit 1`;
  return rows.length > 0;
}

/** Writes the order with its item unless the buyer has one open for the variant; `orders_one_open` decides between two at once. */
export async function insertOrder(tx: ServiceTx, { order, item }: NewOrder): Promise<boolean> {
  const written = await tx.$executeRaw`
    insert into orders (id, open_key, buyer_user_id, buyer_organization_id, currency, subtotal_minor, total_minor, expires_at, created_at)
    values (${order.id}, ${order.openKey}, ${order.buyerUserId}::uuid, ${order.organizationId}, ${order.currency}, ${order.totalMinor}, ${order.totalMinor}, ${order.expiresAt}, ${order.createdAt})
    on conflict (open_key) where status in ('pending', 'awaiting_payment') do nothing`;
  if (written === 0) return false;
  await tx.$executeRaw`
    insert into order_items (id, order_id, seller_id, product_id, variant_id, price_id, title, kind, license, version, quantity, unit_price_minor, total_minor,
      fee_bps, fee_minor, download_limit, product_slug, product_type, seller_name)
    values (${item.id}, ${order.id}, ${item.sellerId}, ${item.productId}, ${item.variantId}, ${item.priceId}, ${item.title}, ${item.kind}, ${item.license}, ${item.version},
      ${item.quantity}, ${item.unitPriceMinor}, ${item.totalMinor}, ${item.feeBps}, ${item.feeMinor}, ${item.downloadLimit}, ${item.productSlug}, ${item.productType}, ${item.sellerName})`;
  return true;
}

export async function findOpenOrderId(tx: ServiceTx, openKey: string): Promise<string | undefined> {
  const [row] = await tx.$queryRaw<{ id: string }[]>`select id from orders where open_key = ${openKey} and status in ('pending', 'awaiting_payment')`;
  return row?.id;
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
