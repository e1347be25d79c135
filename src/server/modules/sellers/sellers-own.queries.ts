import { Prisma } from '@generated/client';
import type { Reader } from '@/server/platform/db';
import type { OrganizationRole } from '@/shared/contracts/organizations';
import { MOST_THREADS_COUNTED, type OwnSellerSummary, type OwnSellerView, type SellerDuties, type SellerLifecycle } from '@/shared/contracts/sellers';

export interface SellerMemberRow {
  sellerId: string;
  organizationId: string;
  role: OrganizationRole;
  lifecycle: SellerLifecycle;
}

/** What the reader is to this seller; nothing for strangers, ex-members and admins of the platform alike. */
export async function findSellerMember(reader: Reader, sellerSlug: string): Promise<SellerMemberRow | undefined> {
  const [row] = await reader.rows<SellerMemberRow>(Prisma.sql`
    select s.id as "sellerId", o.organization_id as "organizationId", o.role, s.lifecycle
    from app.own_sellers() o join sellers s on s.id = o.id where s.slug = ${sellerSlug}`);
  return row;
}

/** The sellers the reader belongs to, by name. */
export function findOwnSellers(reader: Reader): Promise<OwnSellerSummary[]> {
  return reader.rows<OwnSellerSummary>(Prisma.sql`
    select s.slug, s.name, s.lifecycle, o.role from app.own_sellers() o join sellers s on s.id = o.id order by s.name, s.id limit 100`);
}

type Instants = 'appliedAt' | 'approvedAt' | 'closedAt';
export type OwnSellerRow = Omit<OwnSellerView, Instants> & Record<Instants, Date | null>;

export async function findOwnSeller(reader: Reader, sellerSlug: string): Promise<OwnSellerRow | undefined> {
  const [row] = await reader.rows<OwnSellerRow>(Prisma.sql`
    select s.id, s.slug, s.name, s.tagline, s.about, s.country, s.lifecycle, o.role, g.slug as "organizationSlug", g.name as "organizationName",
      o.has_stripe_account as "hasStripeAccount", o.charges_enabled as "chargesEnabled", o.payouts_enabled as "payoutsEnabled", o.details_submitted as "detailsSubmitted",
      o.requirements, o.lifecycle_reason as "lifecycleReason", o.applied_at as "appliedAt", o.approved_at as "approvedAt", o.closed_at as "closedAt",
      o.support_email as "supportEmail", o.handling_days as "handlingDays", o.fee_bps as "feeBps", p.all_count as "productCount", p.published_count as "publishedCount"
    from app.own_sellers() o
    join sellers s on s.id = o.id
    join organizations g on g.id = o.organization_id
    cross join lateral (select count(*) as all_count, count(*) filter (where status = 'published') as published_count from products where seller_id = s.id) p
    where s.slug = ${sellerSlug}`);
  return row;
}

export type DutiesRow = Omit<SellerDuties, 'nextShipBy'> & { nextShipBy: Date | null };

/** What waits for a seller, in one statement, as far as row security shows it to the reader. */
export async function findSellerDuties(reader: Reader, { sellerId, now }: { sellerId: string; now: Date }): Promise<DutiesRow | undefined> {
  const [row] = await reader.rows<DutiesRow>(Prisma.sql`
    select t.count as "parcelsToSend", t.late as "parcelsLate", t.next as "nextShipBy",
      (select count(*) from returns where seller_id = ${sellerId} and status = 'requested') as "returnsToAnswer",
      (select count(*) from products where seller_id = ${sellerId} and status = 'draft') as "draftCount",
      (select count(*) from (
        select from threads t join correspondences c on c.seller_id = t.seller_id and c.buyer_user_id = t.buyer_user_id and c.blocked_by_seller_at is null and c.blocked_by_buyer_at is null
        where t.seller_id = ${sellerId} and t.last_buyer_seq > t.last_seller_seq
          and exists (select from messages m where m.thread_id = t.id and m.side = 'buyer' and m.seq > t.last_seller_seq and m.deleted_at is null and m.hidden_at is null)
        limit ${MOST_THREADS_COUNTED}) a) as "threadsToAnswer",
      (select count(*) from reviews where seller_id = ${sellerId} and reply is null and hidden_at is null) as "reviewsToAnswer"
    from (select count(*) as count, count(*) filter (where ship_by < ${now}) as late, min(ship_by) as next
      from seller_orders where seller_id = ${sellerId} and fulfilment in ('unshipped', 'partially_shipped') and paid_at is not null) t`);
  return row;
}
