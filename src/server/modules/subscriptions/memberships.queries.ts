import { Prisma } from '@generated/client';
import type { Reader, ServiceTx } from '@/server/platform/db';
import type { MembershipTier } from '@/shared/contracts/subscriptions';
import { HOUSE_SELLER } from '@/shared/house';

export interface MembershipRow {
  subscriptionId: string;
  tier: MembershipTier;
  plan: string;
  organizationName: string | null;
  endsAt: Date | null;
  isTrial: boolean;
}

/** Only the marketplace's own membership includes anything: another's may be called the same and cost nothing. */
const COUNTS = Prisma.sql`s.ended_at is null and s.lapsed_at is null and p.kind = 'membership' and x.slug = ${HOUSE_SELLER} and v.membership_tier is not null`;
const HELD = Prisma.sql`subscriptions s join products p on p.id = s.product_id join sellers x on x.id = p.seller_id join product_variants v on v.id = s.variant_id`;
const SIZE = Prisma.sql`array_position(array['pro', 'pro+', 'enterprise'], v.membership_tier)`;
const OF = (userId: string) => Prisma.sql`(s.holder_user_id = ${userId}::uuid or s.holder_organization_id in (select m.organization_id from organization_members m where m.user_id = ${userId}::uuid))`;

/** A trial of which nothing was paid yet: it runs, or its first payment did not come. */
const IS_TRIAL = Prisma.sql`s.trial_ends_at is not null and s.status <> 'active' and not exists (select from orders o where o.subscription_id = s.id and o.paid_at is not null)`;

/** The biggest membership that counts for a person, their own before an organization's; of at least a tier, if asked. */
export async function findMembership(reader: Reader, { userId, atLeast = 'pro' }: { userId: string; atLeast?: MembershipTier }): Promise<MembershipRow | undefined> {
  const [row] = await reader.rows<MembershipRow>(Prisma.sql`
    select s.id as "subscriptionId", v.membership_tier as tier, v.title as plan, o.name as "organizationName", s.cancel_at as "endsAt", ${IS_TRIAL} as "isTrial"
    from ${HELD} left join organizations o on o.id = s.holder_organization_id
    where ${COUNTS} and ${OF(userId)} and ${SIZE} >= array_position(array['pro', 'pro+', 'enterprise'], ${atLeast}::text)
    order by s.holder_user_id is null, ${SIZE} desc, s.created_at, s.id limit 1`);
  return row;
}

/** Locks it as long as it counts for this tier, so that it neither ends nor shrinks before the transaction does. */
export async function lockMembership(tx: ServiceTx, { subscriptionId, atLeast }: { subscriptionId: string; atLeast: MembershipTier }): Promise<boolean> {
  const rows = await tx.$queryRaw<object[]>`
    with s as materialized (select * from subscriptions where id = ${subscriptionId} for update)
    select 1 from s join products p on p.id = s.product_id join sellers x on x.id = p.seller_id join product_variants v on v.id = s.variant_id
    where ${COUNTS} and ${SIZE} >= array_position(array['pro', 'pro+', 'enterprise'], ${atLeast}::text)`;
  return rows.length > 0;
}

/** Whether only the trial has run, and how many other products it has opened, closed ones counted. */
export async function findTrialUse(tx: ServiceTx, { subscriptionId, productId }: { subscriptionId: string; productId: string }): Promise<{ isTrial: boolean; opened: number }> {
  const [row] = await tx.$queryRaw<{ isTrial: boolean; opened: number }[]>`
    select ${IS_TRIAL} as "isTrial", (select count(*)::int from entitlements e where e.subscription_id = s.id and e.source = 'membership' and e.product_id <> ${productId}) as opened
    from subscriptions s where s.id = ${subscriptionId}`;
  return row ?? { isTrial: false, opened: 0 };
}

export interface IncludedProduct {
  productId: string;
  title: string;
  tier: MembershipTier | null;
}

/** A published download with something to open, and from which tier it is included. */
export async function findIncludable(reader: Reader, slug: string): Promise<IncludedProduct | undefined> {
  const [row] = await reader.rows<IncludedProduct>(Prisma.sql`
    select p.id as "productId", p.title, p.included_from_tier as tier from products p join sellers x on x.id = p.seller_id
    where p.slug = ${slug} and p.status = 'published' and x.lifecycle = 'active' and p.kind = 'download'`);
  return row;
}

export interface OfferRow {
  productSlug: string;
  plans: { variantId: string; priceId: string; title: string; tier: MembershipTier; amountMinor: number; currency: string; interval: 'month' | 'year'; trialDays: number }[] | null;
  included: { slug: string; title: string; type: string; tier: MembershipTier }[] | null;
}

/** The marketplace's membership as visitors see it, with the newest of what it includes. */
export async function findOffer(reader: Reader, most: number): Promise<OfferRow | undefined> {
  const [row] = await reader.rows<OfferRow>(Prisma.sql`
    select p.slug as "productSlug",
      (select json_agg(json_build_object('variantId', v.id, 'priceId', r.id, 'title', v.title, 'tier', v.membership_tier, 'amountMinor', r.amount_minor, 'currency', r.currency,
          'interval', r."interval", 'trialDays', v.trial_days) order by ${SIZE}, r."interval", v.position)
        from product_variants v join prices r on r.variant_id = v.id and r.archived_at is null and r."interval" is not null and r.currency = 'usd'
        where v.product_id = p.id and v.archived_at is null and v.membership_tier is not null) as plans,
      (select json_agg(json_build_object('slug', i.slug, 'title', i.title, 'type', i.type, 'tier', i.included_from_tier) order by i.published_at desc, i.id) from (
        select q.* from products q join sellers y on y.id = q.seller_id where q.included_from_tier is not null and q.status = 'published' and q.kind = 'download' and y.lifecycle = 'active'
        order by q.published_at desc, q.id limit ${most}) i) as included
    from products p join sellers x on x.id = p.seller_id
    where p.kind = 'membership' and p.status = 'published' and x.slug = ${HOUSE_SELLER} order by p.created_at, p.id limit 1`);
  return row;
}
