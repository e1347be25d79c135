import { Prisma } from '@generated/client';
import type { Reader, ServiceTx } from '@/server/platform/db';
import type { TierTerms } from '@/shared/contracts/platforms';

/** A tier that is not archived, by its slug; for null the one new customers start on. */
export async function findTierId(tx: ServiceTx, { platformId, slug }: { platformId: string; slug: string | null }): Promise<string | null> {
  const [row] = await tx.$queryRaw<{ id: string }[]>`
    select id from platform_tiers where platform_id = ${platformId} and archived_at is null and (slug = ${slug} or (${slug}::text is null and is_default))`;
  return row?.id ?? null;
}

/** Whose tier it is, archived or not: what was bought is given. */
export async function findPlatformOfTier(tx: ServiceTx, tierId: string): Promise<{ platformId: string } | undefined> {
  const [row] = await tx.$queryRaw<{ platformId: string }[]>`select platform_id as "platformId" from platform_tiers where id = ${tierId}`;
  return row;
}

export interface TierRow extends TierTerms {
  id: string;
  position: number;
}

const columns = Prisma.sql`
  t.id, t.slug, t.name, t.position, t.is_default as "isDefault", t.unit_limit::float8 as "unitLimit", t.period, t.rate_per_minute as "ratePerMinute", t.on_limit as "onLimit",
  t.amount_minor::float8 as "amountMinor", t.currency::text as currency, t."interval" as "interval"`;

/** Tiers on offer, cheapest first, with how many customers are on each in both worlds. One statement. */
export function findTiers(reader: Reader, platformId: string): Promise<(TierRow & { customerCount: number })[]> {
  return reader.rows<TierRow & { customerCount: number }>(Prisma.sql`
    select ${columns}, (select count(*)::int from customers c where c.tier_id = t.id) as "customerCount"
    from platform_tiers t where t.platform_id = ${platformId} and t.archived_at is null order by t.amount_minor, t.position, t.id limit 50`);
}

/** A tier on offer of this platform, locked. */
export async function lockTier(tx: ServiceTx, { tierId, platformId }: { tierId: string; platformId: string }): Promise<TierRow | undefined> {
  const [row] = await tx.$queryRaw<TierRow[]>`select ${columns} from platform_tiers t where t.id = ${tierId} and t.platform_id = ${platformId} and t.archived_at is null for update`;
  return row;
}

export type NewTier = TierTerms & { id: string; platformId: string; at: Date };

/** False when the platform has a tier of this slug: the unique index decides. The default is one of its own; see `clearDefault`. */
export async function insertTier(tx: ServiceTx, t: NewTier): Promise<boolean> {
  const written = await tx.$executeRaw`
    insert into platform_tiers (id, platform_id, slug, name, position, is_default, unit_limit, period, rate_per_minute, on_limit, amount_minor, currency, "interval", created_at, updated_at)
    select ${t.id}, ${t.platformId}, ${t.slug}, ${t.name}, (select count(*) from platform_tiers where platform_id = ${t.platformId}), ${t.isDefault}, ${t.unitLimit}::bigint, ${t.period},
      ${t.ratePerMinute}::int, ${t.onLimit}, ${t.amountMinor}, ${t.currency}, ${t.interval}, ${t.at}, ${t.at}
    on conflict (platform_id, slug) where archived_at is null do nothing`;
  return written === 1;
}

export async function isSlugTaken(tx: ServiceTx, { platformId, slug, except }: { platformId: string; slug: string; except: string }): Promise<boolean> {
  const rows = await tx.$queryRaw<object[]>`select 1 from platform_tiers where platform_id = ${platformId} and slug = ${slug} and archived_at is null and id <> ${except}`;
  return rows.length > 0;
}

export async function updateTierTerms(tx: ServiceTx, t: Omit<NewTier, 'platformId'>): Promise<void> {
  await tx.$executeRaw`
    update platform_tiers set slug = ${t.slug}, name = ${t.name}, is_default = ${t.isDefault}, unit_limit = ${t.unitLimit}::bigint, period = ${t.period}, rate_per_minute = ${t.ratePerMinute}::int,
      on_limit = ${t.onLimit}, amount_minor = ${t.amountMinor}, currency = ${t.currency}, "interval" = ${t.interval}, updated_at = ${t.at}
    where id = ${t.id}`;
}

/** Makes room for another default, before it is written: there is one at a time. */
export async function clearDefault(tx: ServiceTx, { platformId, at }: { platformId: string; at: Date }): Promise<void> {
  await tx.$executeRaw`update platform_tiers set is_default = false, updated_at = ${at} where platform_id = ${platformId} and is_default and archived_at is null`;
}

/** How many customers are on a tier. The tier is locked by the caller, and a new customer needs it unlocked: none comes meanwhile. */
export async function countOnTier(tx: ServiceTx, tierId: string): Promise<number> {
  const [row] = await tx.$queryRaw<{ count: number }[]>`select count(*)::int as count from customers where tier_id = ${tierId}`;
  return row?.count ?? 0;
}

export async function archiveTierRow(tx: ServiceTx, { tierId, at }: { tierId: string; at: Date }): Promise<void> {
  await tx.$executeRaw`update platform_tiers set archived_at = ${at}, updated_at = ${at} where id = ${tierId}`;
}

/** How many tiers a platform offers. */
export async function countTiers(tx: ServiceTx, platformId: string): Promise<number> {
  const [row] = await tx.$queryRaw<{ count: number }[]>`select count(*)::int as count from platform_tiers where platform_id = ${platformId} and archived_at is null`;
  return row?.count ?? 0;
}

/** A tier that customers can buy, by its slug. */
export async function findPaidTier(reader: Reader, { platformId, slug }: { platformId: string; slug: string }): Promise<TierRow | undefined> {
  const [row] = await reader.rows<TierRow>(Prisma.sql`
    select ${columns} from platform_tiers t where t.platform_id = ${platformId} and t.slug = ${slug} and t.archived_at is null and t.amount_minor > 0`);
  return row;
}

/** What tiers are called in their developers' code, by id. */
export async function findTierSlugs(tx: ServiceTx, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx.$queryRaw<{ id: string; slug: string }[]>`select id, slug from platform_tiers where id = any (${[...ids]}::text[])`;
  return new Map(rows.map(({ id, slug }) => [id, slug]));
}
