import { Prisma } from '@generated/client';
import type { Reader, ServiceTx } from '@/server/platform/db';
import type { KeysetPosition } from '@/shared/keyset-cursor';

export interface CouponRow {
  id: string;
  code: string;
  percentBps: number | null;
  amountMinor: number | null;
  currency: string | null;
  productSlug: string | null;
  productTitle: string | null;
  leastMinor: number;
  isFirstPurchase: boolean;
  startsAt: Date;
  endsAt: Date | null;
  maxRedemptions: number | null;
  maxPerBuyer: number;
  uses: number;
  redeemed: number;
  held: number;
  taken: { currency: string; amountMinor: number }[];
  createdAt: Date;
  archivedAt: Date | null;
}

/** Coupons of a seller, or for null the platform's own, newest first, with what they have been used for. */
export function findCoupons(reader: Reader, { sellerId, after, limit }: { sellerId: string | null; after: KeysetPosition | null; limit: number }): Promise<CouponRow[]> {
  return reader.rows<CouponRow>(Prisma.sql`
    select c.id, c.code, c.percent_bps as "percentBps", c.amount_minor as "amountMinor", coalesce(c.currency, c.min_currency)::text as currency, p.slug as "productSlug", p.title as "productTitle",
      c.min_subtotal_minor as "leastMinor", c.is_first_purchase as "isFirstPurchase", c.starts_at as "startsAt", c.ends_at as "endsAt", c.max_redemptions as "maxRedemptions",
      c.max_per_buyer as "maxPerBuyer", c.redeemed as uses, u.redeemed, u.held, u.taken, c.created_at as "createdAt", c.archived_at as "archivedAt"
    from (
      select * from coupons where seller_id is not distinct from ${sellerId}
        and (${after === null}::boolean or (created_at, id) < (${after?.at ?? null}::timestamptz, ${after?.id ?? null}))
      order by created_at desc, id desc limit ${limit}) c
    left join products p on p.id = c.product_id
    cross join lateral (
      select coalesce(sum(r.redeemed), 0)::int as redeemed, coalesce(sum(r.held), 0)::int as held,
        coalesce(jsonb_agg(jsonb_build_object('currency', r.currency, 'amountMinor', r.amount) order by r.amount desc) filter (where r.redeemed > 0), '[]') as taken
      from (
        select o.currency, count(*) filter (where cr.status = 'redeemed') as redeemed, count(*) filter (where cr.status = 'held') as held, sum(cr.amount_minor) filter (where cr.status = 'redeemed') as amount
        from coupon_redemptions cr join orders o on o.id = cr.order_id where cr.coupon_id = c.id group by o.currency) r) u
    order by c.created_at desc, c.id desc`);
}

export interface NewCoupon {
  id: string;
  sellerId: string | null;
  productId: string | null;
  code: string;
  percentBps: number | null;
  amountMinor: number | null;
  currency: string | null;
  leastMinor: number;
  leastCurrency: string | null;
  isFirstPurchase: boolean;
  startsAt: Date;
  endsAt: Date | null;
  maxRedemptions: number | null;
  maxPerBuyer: number;
  createdBy: string;
  createdAt: Date;
}

/** False when a coupon of this code is live already: the unique index decides between two at once. */
export async function insertCoupon(tx: ServiceTx, c: NewCoupon): Promise<boolean> {
  const written = await tx.$executeRaw`
    insert into coupons (id, seller_id, product_id, code, percent_bps, amount_minor, currency, min_subtotal_minor, min_currency, is_first_purchase, starts_at, ends_at, max_redemptions, max_per_buyer, created_by, created_at)
    values (${c.id}, ${c.sellerId}, ${c.productId}, ${c.code}, ${c.percentBps}, ${c.amountMinor}, ${c.currency}, ${c.leastMinor}, ${c.leastCurrency}, ${c.isFirstPurchase}, ${c.startsAt}, ${c.endsAt},
      ${c.maxRedemptions}, ${c.maxPerBuyer}, ${c.createdBy}::uuid, ${c.createdAt})
    on conflict (code) where archived_at is null do nothing`;
  return written === 1;
}

/** Ends a coupon of this seller (null: of the platform) for good; its code, or null when there is none that is live. */
export async function archive(tx: ServiceTx, { couponId, sellerId, now }: { couponId: string; sellerId: string | null; now: Date }): Promise<string | null> {
  const [row] = await tx.$queryRaw<{ code: string }[]>`
    update coupons set archived_at = ${now} where id = ${couponId} and seller_id is not distinct from ${sellerId} and archived_at is null returning code`;
  return row?.code ?? null;
}

/** The product a coupon is for: of this seller, or for the platform anybody's. */
export async function findProductId(tx: ServiceTx, { slug, sellerId }: { slug: string; sellerId: string | null }): Promise<string | null> {
  const [row] = await tx.$queryRaw<{ id: string }[]>`select id from products where slug = ${slug} and (${sellerId}::text is null or seller_id = ${sellerId})`;
  return row?.id ?? null;
}
