import { Prisma } from '@generated/client';
import type { SubscriptionForEmail } from '@/server/modules/notifications/templates/subscription-email';
import type { SubscriptionStatus } from '@/server/modules/payments/to-subscription-fact';
import type { Reader, ServiceTx } from '@/server/platform/db';
import type { Interval } from '@/shared/contracts/interval';
import type { MembershipTier } from '@/shared/contracts/subscriptions';

/** A plan as the database gives it, inside JSON. */
export interface PlanRow {
  variantId: string;
  priceId: string;
  title: string;
  tier: MembershipTier | null;
  platformTierId: string | null;
  amountMinor: number;
  currency: string;
  interval: Interval;
  trialDays: number;
}

const plan = (variant: string, price: string) => Prisma.raw(`json_build_object('variantId', ${variant}.id, 'priceId', ${price}.id, 'title', ${variant}.title, 'tier', ${variant}.membership_tier,
  'platformTierId', ${variant}.platform_tier_id, 'amountMinor', ${price}.amount_minor, 'currency', ${price}.currency, 'interval', ${price}."interval", 'trialDays', ${variant}.trial_days)`);

export interface SubscriptionRow {
  id: string;
  stripeSubscriptionId: string;
  kind: string;
  productId: string;
  productSlug: string;
  productTitle: string;
  sellerName: string;
  isSellerClosed: boolean;
  holderUserId: string | null;
  organizationId: string | null;
  organizationName: string | null;
  mayChange: boolean;
  status: SubscriptionStatus;
  plan: PlanRow;
  next: PlanRow | null;
  /** What is sold of the product now, in this currency. */
  plans: PlanRow[];
  currentPeriodEnd: Date;
  trialEndsAt: Date | null;
  cancelAt: Date | null;
  graceEndsAt: Date | null;
  lapsedAt: Date | null;
  endedAt: Date | null;
  endedReason: 'canceled' | 'unpaid' | 'refunded' | 'never_paid' | null;
}

/** How many a page shows; nobody has more of them running. */
const MOST = 100;

const VIEW = (userId: string) => Prisma.sql`
  select s.id, s.stripe_subscription_id as "stripeSubscriptionId", p.kind, p.id as "productId", p.slug as "productSlug", p.title as "productTitle", x.name as "sellerName", x.lifecycle = 'closed' as "isSellerClosed", s.holder_user_id::text as "holderUserId",
    s.holder_organization_id as "organizationId", o.name as "organizationName", coalesce(s.holder_user_id = ${userId}::uuid or m.role in ('owner', 'admin'), false) as "mayChange", s.status,
    ${plan('v', 'pr')} as plan, case when n.id is not null then ${plan('n', 'np')} end as next, coalesce(a.plans, '[]') as plans, s.current_period_end as "currentPeriodEnd", s.trial_ends_at as "trialEndsAt",
    s.cancel_at as "cancelAt", s.grace_ends_at as "graceEndsAt", s.lapsed_at as "lapsedAt", s.ended_at as "endedAt", s.ended_reason as "endedReason"
  from subscriptions s
  join products p on p.id = s.product_id
  join sellers x on x.id = p.seller_id
  join product_variants v on v.id = s.variant_id
  join prices pr on pr.id = s.price_id
  left join organizations o on o.id = s.holder_organization_id
  left join organization_members m on m.organization_id = s.holder_organization_id and m.user_id = ${userId}::uuid
  left join product_variants n on n.id = s.next_variant_id
  left join lateral (select q.* from prices q where q.variant_id = n.id and q.currency = pr.currency order by q.archived_at is not null, q.created_at desc limit 1) np on true
  left join lateral (
    select json_agg(${plan('pv', 'pp')} order by pp."interval", pv.position, pv.id) as plans from product_variants pv
    join prices pp on pp.variant_id = pv.id and pp.archived_at is null and pp.currency = pr.currency and pp."interval" is not null
    where pv.product_id = p.id and pv.archived_at is null and p.status = 'published') a on true
  where (s.holder_user_id = ${userId}::uuid or m.user_id is not null)`;

/** The viewer's, in person or as a member: what runs first, then what ended, each newest first. */
export function listHeld(reader: Reader, userId: string): Promise<SubscriptionRow[]> {
  return reader.rows<SubscriptionRow>(Prisma.sql`${VIEW(userId)} order by s.ended_at is not null, s.created_at desc, s.id desc limit ${MOST}`);
}

export async function findHeld(reader: Reader, { userId, subscriptionId }: { userId: string; subscriptionId: string }): Promise<SubscriptionRow | undefined> {
  const [row] = await reader.rows<SubscriptionRow>(Prisma.sql`${VIEW(userId)} and s.id = ${subscriptionId}`);
  return row;
}

export interface PaymentRow {
  orderId: string;
  number: number;
  subscriptionId: string;
  title: string;
  paidAt: Date;
  creditMinor: bigint;
  totalMinor: bigint;
  refundedMinor: bigint;
  currency: string;
}

/** Orders that opened or went on with subscriptions of the viewer's or of organizations they belong to, newest first. */
export function listPayments(reader: Reader, { userId, limit }: { userId: string; limit: number }): Promise<PaymentRow[]> {
  return reader.rows<PaymentRow>(Prisma.sql`
    select distinct on (o.paid_at, o.id) o.id as "orderId", o.number, s.id as "subscriptionId", p.title, o.paid_at as "paidAt", o.credit_minor as "creditMinor", o.total_minor as "totalMinor", o.refunded_minor as "refundedMinor", o.currency
    from subscriptions s join products p on p.id = s.product_id
    join lateral (select i.order_id as id from order_items i where i.id = s.order_item_id union all select r.id from orders r where r.subscription_id = s.id) paying on true
    join orders o on o.id = paying.id
    where o.paid_at is not null
      and (s.holder_user_id = ${userId}::uuid or s.holder_organization_id in (select m.organization_id from organization_members m where m.user_id = ${userId}::uuid))
    order by o.paid_at desc, o.id desc limit ${limit}`);
}

/** What a person holds that would be paid again, if their account is closed. */
export function listOfClosed(reader: Reader, userId: string): Promise<{ stripeSubscriptionId: string }[]> {
  return reader.rows<{ stripeSubscriptionId: string }>(Prisma.sql`
    select s.stripe_subscription_id as "stripeSubscriptionId" from subscriptions s join users u on u.id = s.holder_user_id
    where s.holder_user_id = ${userId}::uuid and s.ended_at is null and s.cancel_at is null and u.disabled_at is not null order by s.id`);
}

/** What is paid to a seller, if it is closed. */
export function listOfClosedSeller(reader: Reader, sellerId: string): Promise<{ stripeSubscriptionId: string }[]> {
  return reader.rows<{ stripeSubscriptionId: string }>(Prisma.sql`
    select s.stripe_subscription_id as "stripeSubscriptionId" from subscriptions s join sellers x on x.id = s.seller_id
    where s.seller_id = ${sellerId} and s.ended_at is null and s.cancel_at is null and x.lifecycle = 'closed' order by s.id`);
}

type Told = Omit<SubscriptionForEmail, 'kind' | 'at' | 'amountMinor' | 'nextAttemptAt' | 'billingUrl'> & { buyerUserId: string; organizationId: string | null };

/** A subscription as whoever pays for it is told of it. */
export async function findToldSubscription(tx: ServiceTx, subscriptionId: string): Promise<Told | undefined> {
  const [row] = await tx.$queryRaw<Told[]>`
    select u.id::text as "buyerUserId", s.holder_organization_id as "organizationId", u.disabled_at is not null and s.holder_organization_id is null as "isAccountClosed", x.lifecycle = 'closed' as "isSellerClosed",
      p.title as "productTitle", ${plan('v', 'pr')} as plan, case when n.id is not null then ${plan('n', 'np')} end as next, s.current_period_end as "currentPeriodEnd", s.ended_reason as "endedReason"
    from subscriptions s join users u on u.id = s.buyer_user_id join sellers x on x.id = s.seller_id join products p on p.id = s.product_id join product_variants v on v.id = s.variant_id join prices pr on pr.id = s.price_id
    left join product_variants n on n.id = s.next_variant_id
    left join lateral (select q.* from prices q where q.variant_id = n.id and q.currency = pr.currency order by q.archived_at is not null, q.created_at desc limit 1) np on true
    where s.id = ${subscriptionId}`;
  return row;
}
