import { Prisma } from '@generated/client';
import type { Reader } from '@/server/platform/db';
import type { PlatformMode } from '@/shared/contracts/api-keys';
import type { RefusedOutcome, StatsPoint, TierRevenue, TopCustomer } from '@/shared/contracts/platform-stats';

export interface StatsRange {
  platformId: string;
  mode: PlatformMode;
  /** The beginning of the first day, in UTC. */
  since: Date;
  now: Date;
}

/** What the log holds since it was last summed. `units > 0` is always so, and names the index. */
const young = ({ platformId, mode, since }: StatsRange) => Prisma.sql`
  select customer_id, units, created_at from usage_events
  where platform_id = ${platformId} and mode = ${mode} and units > 0 and created_at >= greatest(${since}::timestamptz, (select coalesce(rolled_until, '-infinity') from usage_rollup))`;

/** Calls counted and refused, by hour or day, every one of them. */
export function listPoints(reader: Reader, range: StatsRange & { step: 'hour' | 'day' }): Promise<StatsPoint[]> {
  const { platformId, mode, since, now, step } = range;
  return reader.rows<StatsPoint>(Prisma.sql`
    with counted as (
      select hour as at, calls, units, 0::bigint as limit_hits, 0::bigint as errors from usage_hours where platform_id = ${platformId} and mode = ${mode} and hour >= ${since}
      union all select created_at, 1, units, 0, 0 from (${young(range)}) y
      union all select hour, 0, 0, case when outcome in ('refused', 'rate_limited') then count else 0 end, case when outcome in ('refused', 'rate_limited') then 0 else count end
      from usage_refusals where platform_id = ${platformId} and mode = ${mode} and hour >= ${since}),
    summed as (
      select date_trunc(${step}, at, 'UTC') as at, sum(calls) as calls, sum(units) as units, sum(limit_hits) as limit_hits, sum(errors) as errors from counted group by 1)
    select to_char(g at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "startsAt", coalesce(s.calls, 0)::float8 as calls, coalesce(s.units, 0)::float8 as units,
      coalesce(s.limit_hits, 0)::float8 as "limitHits", coalesce(s.errors, 0)::float8 as errors
    from generate_series(${since}::timestamptz, ${now}::timestamptz, ${step === 'hour' ? '1 hour' : '1 day'}::interval, 'UTC') g left join summed s on s.at = g order by g`);
}

/** Different customers of each day that had any, and, where `day` is null, of all of them. */
export function listActive(reader: Reader, range: StatsRange): Promise<{ day: string | null; customers: number }[]> {
  const { platformId, mode, since } = range;
  const summed = Prisma.sql`from usage_days d where d.platform_id = ${platformId} and d.mode = ${mode} and d.day >= (${since}::timestamptz at time zone 'UTC')::date`;
  const seen = Prisma.sql`where l.platform_id = ${platformId} and l.mode = ${mode} and l.last_day >= (${since}::timestamptz at time zone 'UTC')::date`;
  // A day's customers were counted when they first called on it, and each has one last day: they are not compared.
  return reader.rows(Prisma.sql`
    with young as materialized (select distinct (created_at at time zone 'UTC')::date as day, customer_id from (${young(range)}) y)
    select to_char(day, 'YYYY-MM-DD') as day, sum(customers)::int as customers
    from (
      select a.day, a.customers from usage_active_days a where a.platform_id = ${platformId} and a.mode = ${mode} and a.day >= (${since}::timestamptz at time zone 'UTC')::date
      union all select y.day, count(*) from young y where not exists (select ${summed} and d.day = y.day and d.customer_id = y.customer_id) group by y.day) a
    group by a.day
    union all select null, ((select count(*) from usage_last_days l ${seen}) + (select count(distinct y.customer_id) from young y where not exists (select from usage_last_days l ${seen} and l.customer_id = y.customer_id)))::int`);
}

/** What paying customers pay each interval, by tier. */
export function listRevenue(reader: Reader, { platformId, mode }: Pick<StatsRange, 'platformId' | 'mode'>): Promise<TierRevenue[]> {
  return reader.rows<TierRevenue>(Prisma.sql`
    select t.slug as tier, t.name as "tierName", count(*)::int as customers, t.amount_minor::float8 as "amountMinor", (count(*) * t.amount_minor)::float8 as "totalMinor", t.currency, t."interval"
    from platform_tiers t join customers c on c.tier_id = t.id and c.platform_id = t.platform_id
    where t.platform_id = ${platformId} and t.amount_minor > 0 and c.mode = ${mode} and c.tier_source = 'subscription' and c.subscription_status in ('active', 'past_due')
    group by t.id order by count(*) * t.amount_minor desc, t.id`);
}

/** Who called most. Of what is summed the longest spans that fit are added up, the last of which still grow, and days before the first of them. */
export function listTopCustomers(reader: Reader, range: StatsRange & { limit: number }): Promise<TopCustomer[]> {
  const { platformId, mode, since, limit } = range;
  const first = Prisma.sql`(${since}::timestamptz at time zone 'UTC')::date`;
  /** The first span that begins no earlier. */
  const from = (days: number) => Prisma.sql`(${first} + (36 - (${first} - date '2000-01-01') % 36) % ${Prisma.raw(String(days))})`;
  return reader.rows<TopCustomer>(Prisma.sql`
    with top as (
      select customer_id, sum(calls) as calls, sum(units) as units
      from (
        select customer_id, calls::float8 as calls, units::float8 as units from usage_days where platform_id = ${platformId} and mode = ${mode} and day >= ${first} and day < ${from(6)}
        union all select customer_id, calls::float8, units::float8 from usage_spans where platform_id = ${platformId} and mode = ${mode} and days = 6 and first_day >= ${from(6)} and first_day < ${from(36)}
        union all select customer_id, calls::float8, units::float8 from usage_spans where platform_id = ${platformId} and mode = ${mode} and days = 36 and first_day >= ${from(36)}
        union all select customer_id, 1, units::float8 from (${young(range)}) y) a
      group by 1 order by 2 desc, 1 limit ${limit})
    select c.external_id as "externalId", c.name, t.name as "tierName", top.calls, top.units
    from top join customers c on c.id = top.customer_id join platform_tiers t on t.id = c.tier_id order by top.calls desc, c.id`);
}

/** Refused calls by reason, most first. */
export function listRefusals(reader: Reader, { platformId, mode, since }: StatsRange): Promise<{ outcome: RefusedOutcome; count: number }[]> {
  return reader.rows(Prisma.sql`
    select outcome, sum(count)::float8 as count from usage_refusals where platform_id = ${platformId} and mode = ${mode} and hour >= ${since} group by 1 order by 2 desc, 1`);
}

/** Different customers who reached their limit since then. */
export async function countAtLimit(reader: Reader, { platformId, mode, since }: StatsRange): Promise<number> {
  const [row] = await reader.rows<{ count: number }>(Prisma.sql`
    select count(distinct a.customer_id)::int as count from usage_alerts a join customers c on c.id = a.customer_id
    where c.platform_id = ${platformId} and c.mode = ${mode} and a.percent = 100 and a.reached_at >= ${since}`);
  return row?.count ?? 0;
}
