import { Prisma } from '@generated/client';
import type { Reader, ServiceTx } from '@/server/platform/db';
import type { KeysetPosition } from '@/shared/keyset-cursor';
import type { SellerMembership } from '../sellers/assert-seller-member';

export interface PlatformRow {
  id: string;
  slug: string;
  name: string;
  isHouse: boolean;
  meters: string[];
  allowedOrigins: string[];
  graceDays: number;
  /** Its own account with the house platform; none for the house. */
  accountId: string | null;
  liveAt: Date | null;
  archivedAt: Date | null;
  createdAt: Date;
}

const columns = Prisma.sql`
  p.id, p.slug, p.name, p.is_house as "isHouse", p.meters, p.allowed_origins as "allowedOrigins", p.grace_days as "graceDays", p.account_id as "accountId", p.live_at as "liveAt",
  p.archived_at as "archivedAt", p.created_at as "createdAt"`;

/** A platform of this seller, by both ids, so that nobody else's is ever meant. */
export async function findOwnPlatform(reader: Reader, { platformId, sellerId }: { platformId: string; sellerId: string }): Promise<PlatformRow | undefined> {
  const [row] = await reader.rows<PlatformRow>(Prisma.sql`select ${columns} from platforms p where p.id = ${platformId} and p.seller_id = ${sellerId}`);
  return row;
}

/** Platforms of a seller, newest first, with how many customers each has in its world: live once it is. */
export function findPlatforms(reader: Reader, { sellerId, after, limit }: { sellerId: string; after: KeysetPosition | null; limit: number }): Promise<(PlatformRow & { customerCount: number })[]> {
  return reader.rows<PlatformRow & { customerCount: number }>(Prisma.sql`
    select ${columns}, (select count(*)::int from customers c where c.platform_id = p.id and c.mode = case when p.live_at is null then 'preview' else 'live' end) as "customerCount"
    from platforms p where p.seller_id = ${sellerId} and p.archived_at is null and (${after === null}::boolean or (p.created_at, p.id) < (${after?.at ?? null}::timestamptz, ${after?.id ?? null}))
    order by p.created_at desc, p.id desc limit ${limit}`);
}

export interface NewPlatform {
  id: string;
  sellerId: string;
  slug: string;
  name: string;
  accountId: string;
  createdBy: string;
  at: Date;
}

/** A new platform; false when the address is taken. */
export async function insertPlatform(tx: ServiceTx, p: NewPlatform): Promise<boolean> {
  const written = await tx.$executeRaw`
    insert into platforms (id, seller_id, slug, name, account_id, created_by, created_at) values (${p.id}, ${p.sellerId}, ${p.slug}, ${p.name}, ${p.accountId}, ${p.createdBy}::uuid, ${p.at})
    on conflict (slug) do nothing`;
  return written === 1;
}

/** How many a seller has; the seller is locked, so that of two new ones at once the second counts the first. */
export async function countPlatforms(tx: ServiceTx, sellerId: string): Promise<number> {
  await tx.$queryRaw`select 1 from sellers where id = ${sellerId} for no key update`;
  const [row] = await tx.$queryRaw<{ count: number }[]>`select count(*)::int as count from platforms where seller_id = ${sellerId} and archived_at is null`;
  return row?.count ?? 0;
}

/** Takes a platform for writing until the transaction ends; none when it was archived meanwhile. */
export async function lockPlatform(tx: ServiceTx, platformId: string): Promise<PlatformRow | undefined> {
  const [row] = await tx.$queryRaw<PlatformRow[]>`select ${columns} from platforms p where p.id = ${platformId} and p.archived_at is null for no key update`;
  return row;
}

export async function updateSettings(tx: ServiceTx, p: { platformId: string; name: string; meters: string[]; allowedOrigins: string[]; graceDays: number }): Promise<void> {
  await tx.$executeRaw`
    update platforms set name = ${p.name}, meters = ${p.meters}::text[], allowed_origins = ${p.allowedOrigins}::text[], grace_days = ${p.graceDays} where id = ${p.platformId}`;
}

export async function markArchived(tx: ServiceTx, { platformId, at }: { platformId: string; at: Date }): Promise<void> {
  await tx.$executeRaw`update platforms set archived_at = ${at} where id = ${platformId}`;
}

export async function markLive(tx: ServiceTx, { platformId, at }: { platformId: string; at: Date }): Promise<void> {
  await tx.$executeRaw`update platforms set live_at = ${at} where id = ${platformId} and live_at is null`;
}

/** Customers who pay, in both worlds: somebody's money goes on until their subscription ends. */
export async function countPaying(tx: ServiceTx, platformId: string): Promise<number> {
  const [row] = await tx.$queryRaw<{ count: number }[]>`
    select count(*)::int as count from customers where platform_id = ${platformId} and (stripe_subscription_id is not null or subscription_id is not null)`;
  return row?.count ?? 0;
}

/** Where a seller stands at Stripe. */
export interface SellerAccount {
  sellerSlug: string;
  stripeAccountId: string | null;
  chargesEnabled: boolean;
}

export async function findSellerAccount(reader: Reader, platformId: string): Promise<SellerAccount | undefined> {
  const [row] = await reader.rows<SellerAccount>(Prisma.sql`
    select s.slug as "sellerSlug", s.stripe_account_id as "stripeAccountId", s.charges_enabled as "chargesEnabled" from platforms p join sellers s on s.id = p.seller_id where p.id = ${platformId}`);
  return row;
}

export interface PlanRow {
  tierSlug: string;
  tierName: string;
  isDefault: boolean;
  unitLimit: number | null;
  used: number;
  windowStart: Date;
  windowEnd: Date;
  status: string | null;
  cancelAt: Date | null;
  graceEndsAt: Date | null;
  /** What sells bigger plans. */
  productSlug: string | null;
}

/** The plan of an account with the house platform, and what of it is used in the period that runs. */
export async function findPlan(reader: Reader, { accountId, now }: { accountId: string; now: Date }): Promise<PlanRow | undefined> {
  const [row] = await reader.rows<PlanRow>(Prisma.sql`
    select t.slug as "tierSlug", t.name as "tierName", t.is_default as "isDefault", t.unit_limit::float8 as "unitLimit", coalesce(u.used, 0)::float8 as used, w.start as "windowStart",
      app.window_end(c.anchor_at, t.period, ${now}) as "windowEnd", c.subscription_status as status, c.cancel_at as "cancelAt", c.grace_ends_at as "graceEndsAt",
      (select x.slug from products x where x.platform_id = c.platform_id and x.status = 'published' order by x.created_at, x.id limit 1) as "productSlug"
    from customers c join platform_tiers t on t.id = c.tier_id
    cross join lateral (select app.window_start(c.anchor_at, t.period, ${now}) as start) w
    left join usage_counters u on u.customer_id = c.id and u.meter = 'calls' and u.window_start = w.start
    where c.id = ${accountId}`);
  return row;
}

export interface SoldPlatform {
  name: string;
  allowedOrigins: string[];
  liveAt: Date | null;
  lifecycle: SellerMembership['lifecycle'];
}

/** A platform as Stripe sells its tiers; none for the marketplace's own, whose plans are sold as products. */
export async function findSoldPlatform(reader: Reader, platformId: string): Promise<SoldPlatform | undefined> {
  const [row] = await reader.rows<SoldPlatform>(Prisma.sql`
    select p.name, p.allowed_origins as "allowedOrigins", p.live_at as "liveAt", s.lifecycle from platforms p join sellers s on s.id = p.seller_id where p.id = ${platformId} and p.archived_at is null and not p.is_house`);
  return row;
}

/** Whether a call was ever made: a customer is there, or a key was used. */
export async function hasUsedKey(reader: Reader, platformId: string): Promise<boolean> {
  const rows = await reader.rows<object>(Prisma.sql`
    select 1 from platforms p where p.id = ${platformId} and (exists (select from customers c where c.platform_id = p.id and c.mode = 'preview')
      or exists (select from api_keys k where k.platform_id = p.id and k.mode = 'preview' and k.last_used_at is not null))`);
  return rows.length > 0;
}

/** The product that sells a platform's tiers in the marketplace: the first there is, archived ones aside. */
export async function findPlatformProduct(reader: Reader, platformId: string): Promise<{ id: string; slug: string; status: string } | undefined> {
  const [row] = await reader.rows<{ id: string; slug: string; status: string }>(Prisma.sql`
    select id, slug, status from products where platform_id = ${platformId} and status <> 'archived' order by created_at, id limit 1`);
  return row;
}

/** Each account once, in its own order. */
export async function findLiveAccounts(reader: Reader): Promise<string[]> {
  const rows = await reader.rows<{ id: string }>(Prisma.sql`
    select distinct s.stripe_account_id as id from platforms p join sellers s on s.id = p.seller_id where p.live_at is not null and p.archived_at is null and s.stripe_account_id is not null order by 1`);
  return rows.map(({ id }) => id);
}
