import { Prisma } from '@generated/client';
import type { Reader } from '@/server/platform/db';
import type { QuoteRequest } from './quote';
import type { QuoteFacts } from './quote-facts';

/** Open orders that ordering again would replace: those of this buyer's cart, and the one named. What they hold is still to be had. */
const replacedOrders = ({ userId, heldByOrderId }: QuoteRequest) => Prisma.sql`
  select o.id from orders o join carts c on c.id = o.cart_id where c.user_id = ${userId}::uuid and o.status in ('pending', 'awaiting_payment')
  union all select ${heldByOrderId ?? null}::text where ${heldByOrderId ?? null}::text is not null`;

/** What this buyer won of a variant whose stock is kept for a drop, and ordered of it already; nothing when it is kept for none. */
const kept = (request: QuoteRequest) => Prisma.sql`
  select jsonb_build_object('wonQuantity', coalesce(e.won_quantity, 0), 'claimExpiresAt', e.claim_expires_at, 'lapsedAt', e.lapsed_at, 'claimed', coalesce((
      select sum(c.quantity)::int from drop_claims c where c.entry_id = e.id and c.order_id not in (${replacedOrders(request)})
        and not exists (select from stock_reservations sr where sr.order_id = c.order_id and sr.variant_id = c.variant_id and sr.status = 'released')), 0))
  from drop_variants d join product_variants dv on dv.id = d.variant_id and dv.stock_level_id = v.stock_level_id
  left join drop_entries e on e.drop_id = d.drop_id and e.variant_id = v.id and e.user_id = ${request.userId}::uuid
  where d.released_at is null order by d.variant_id = v.id desc limit 1`;

const FIRST_IMAGE = Prisma.sql`
  select jsonb_build_object('id', i.id, 'sha256', i.sha256, 'alt', i.alt, 'width', i.width, 'height', i.height) from product_images i where i.product_id = p.id order by i.position, i.id limit 1`;

/** Subscriptions to the product of who would hold this one. */
const held = ({ userId, organizationId }: QuoteRequest) => Prisma.sql`
  select from subscriptions h where h.product_id = p.id
    and case when ${organizationId}::text is null then h.holder_user_id = ${userId}::uuid else h.holder_organization_id = ${organizationId} end`;

/** Whether a trial of the product was given: to who would hold this one, or to this buyer for anyone, also by an order that waits to be paid for another holder. */
const tried = (request: QuoteRequest) => Prisma.sql`
  exists (${held(request)}) or exists (select from subscriptions b where b.buyer_user_id = ${request.userId}::uuid and b.product_id = p.id)
  or exists (select from orders w join order_items t on t.order_id = w.id and t.trial_days > 0 and t.product_id = p.id
    where w.buyer_user_id = ${request.userId}::uuid and w.status in ('pending', 'awaiting_payment') and w.buyer_organization_id is distinct from ${request.organizationId}::text and w.id not in (${replacedOrders(request)}))`;

const offers = (request: QuoteRequest) => Prisma.sql`
  select v.id as "variantId", p.id as "productId", p.slug as "productSlug", p.type as "productType", p.kind, p.title, v.position, v.title as "variantTitle", v.options, v.sku,
    p.condition, v.license, v.download_limit as "downloadLimit", v.weight_grams as "weightGrams", r.version,
    p.status = 'published' and s.lifecycle = 'active' and v.archived_at is null and (p.kind <> 'api' or v.platform_tier_id is not null) and (p.kind <> 'download' or p.external_url is not null or r.version is not null) as "isForSale",
    exists (select from organization_members m where m.organization_id = s.organization_id and m.user_id = ${request.userId}::uuid) as "isOwn",
    exists (select from platforms h where h.id = p.platform_id and h.is_house) and not exists (select from sellers b where b.organization_id = ${request.organizationId}) as "needsSeller",
    s.id as "sellerId", s.slug as "sellerSlug", s.name as "sellerName", s.handling_days as "handlingDays", s.fee_bps as "feeBps",
    pr.id as "priceId", pr.amount_minor as "amountMinor", pr."interval", pr."interval" is not null and exists (${held(request)} and h.ended_at is null) as "isSubscribed",
    case when v.trial_days > 0 and (${tried(request)}) then 0 else v.trial_days end as "trialDays", l.id as "stockLevelId", l.on_hand - l.reserved + coalesce(h.quantity, 0) as available,
    (${kept(request)}) as drop, (${FIRST_IMAGE}) as image
  from wanted w
  join product_variants v on v.id = w.id
  join products p on p.id = v.product_id and p.published_at is not null
  join sellers s on s.id = p.seller_id
  left join prices pr on pr.variant_id = v.id and pr.currency = ${request.currency} and pr.archived_at is null
  left join stock_levels l on l.id = v.stock_level_id
  left join lateral (
    select sum(sr.quantity)::int as quantity from stock_reservations sr
    where sr.order_id in (${replacedOrders(request)}) and sr.level_id = l.id and sr.status = 'held') h on true
  left join lateral (
    select pv.version from product_versions pv where pv.product_id = p.id and pv.published_at is not null and pv.yanked_at is null
    order by pv.sort_key desc limit 1) r on true`;

const coupon = (request: QuoteRequest) => Prisma.sql`
  select c.id as "couponId", c.code, c.seller_id as "sellerId", s.name as "sellerName", c.product_id as "productId", p.title as "productTitle", c.percent_bps as "percentBps",
    c.amount_minor as "amountMinor", coalesce(c.currency, c.min_currency) as currency, c.min_subtotal_minor as "minSubtotalMinor", c.is_first_purchase as "isFirstPurchase",
    c.starts_at as "startsAt", c.ends_at as "endsAt", c.max_redemptions as "maxRedemptions", c.max_per_buyer as "maxPerBuyer",
    c.redeemed - (select count(*) from coupon_redemptions r where r.order_id in (${replacedOrders(request)}) and r.coupon_id = c.id and r.status = 'held') as redeemed,
    (select count(*) from coupon_redemptions r where r.coupon_id = c.id and r.user_id = ${request.userId}::uuid and r.status in ('held', 'redeemed')
      and r.order_id not in (${replacedOrders(request)})) as "redeemedByBuyer",
    exists (select from orders o where o.buyer_user_id = ${request.userId}::uuid and o.paid_at is not null) as "hasBoughtBefore"
  from coupons c left join sellers s on s.id = c.seller_id left join products p on p.id = c.product_id
  where c.code = ${request.couponCode} and c.archived_at is null`;

const owned = ({ userId, organizationId, now }: QuoteRequest) => Prisma.sql`
  select distinct e.product_id as "productId", e.license from entitlements e
  where e.product_id in (select v.product_id from wanted w join product_variants v on v.id = w.id) and e.source <> 'membership' and e.revoked_at is null
    and (e.ends_at is null or e.ends_at > ${now})
    and (case when ${organizationId}::text is null then e.holder_user_id = ${userId}::uuid else e.holder_organization_id = ${organizationId} end)`;

async function find(reader: Reader, request: QuoteRequest, chosen: Prisma.Sql): Promise<QuoteFacts> {
  const { userId, organizationId, currency } = request;
  const [facts] = await reader.rows<QuoteFacts>(Prisma.sql`
    with parts as (
      select b.bundle_product_id as "bundleProductId", b.part_product_id as "partProductId", b.part_variant_id as "partVariantId", b.position
      from bundle_items b where b.bundle_product_id in (select v.product_id from product_variants v where v.id = any (${chosen}))),
    wanted as (
      select unnest(${chosen}) as id
      union select v.id from parts join product_variants v on v.product_id = parts."partProductId"
        where v.id = parts."partVariantId" or (parts."partVariantId" is null and v.archived_at is null)),
    offers as (${offers(request)})
    select
      (select coalesce(jsonb_agg(to_jsonb(o) order by o.position, o."variantId"), '[]') from offers o) as offers,
      (select coalesce(jsonb_agg(to_jsonb(b) order by b."bundleProductId", b.position, b."partProductId"), '[]') from parts b) as parts,
      (select coalesce(jsonb_agg(to_jsonb(e)), '[]') from (${owned(request)}) e) as owned,
      exists (select from organization_members m where m.organization_id = ${organizationId} and m.user_id = ${userId}::uuid and m.role in ('owner', 'admin')) as "isBuyer",
      (select to_jsonb(c) from (${coupon(request)}) c) as coupon,
      (select coalesce(jsonb_agg(jsonb_build_object('rateId', r.id, 'sellerId', r.seller_id, 'name', r.name, 'countries', r.countries, 'parcelMinor', r.parcel_minor,
        'parcelGrams', r.parcel_grams, 'freeFromMinor', r.free_from_minor)), '[]')
        from shipping_rates r where r.archived_at is null and r.currency = ${currency} and r.seller_id in (select o."sellerId" from offers o where o.kind = 'physical')) as rates`);
  if (!facts) throw new Error('a quote found no facts at all');
  return facts;
}

/** Everything a quote is made of, in one statement and of one moment, however much was chosen. */
export function findQuoteFacts(reader: Reader, request: QuoteRequest): Promise<QuoteFacts> {
  return find(reader, request, Prisma.sql`${request.selections.map(({ variantId }) => variantId)}::text[]`);
}

/** The same for whole bundles, by their product ids; the request's own selections are not looked at. */
export function findBundleFacts(reader: Reader, request: QuoteRequest, productIds: readonly string[]): Promise<QuoteFacts> {
  return find(reader, request, Prisma.sql`array(select v.id from product_variants v join products p on p.id = v.product_id and p.kind = 'bundle' where p.id = any (${productIds}::text[]) and v.archived_at is null)`);
}
