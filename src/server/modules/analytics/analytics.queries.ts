import { Prisma } from '@generated/client';
import type { Reader } from '@/server/platform/db';
import type { AnalyticsDay, AnalyticsFunnel, SearchedTerm, ShopAnalytics } from '@/shared/contracts/admin-analytics';

/** Whole days, in UTC: from the beginning of the first to the end of the last. */
export interface DaySpan {
  since: Date;
  until: Date;
}

const dayOf = (at: Date | Prisma.Sql) => Prisma.sql`(${at}::timestamptz at time zone 'UTC')::date`;

/** What the log holds since it was last summed: each visitor once a day and kind, unless counted that day already. Columns: day, kind, visitor. */
function youngOf({ since, until }: DaySpan): Prisma.Sql {
  return Prisma.sql`
    select f.day, f.kind, f.visitor from (
      select distinct ${dayOf(Prisma.sql`at`)} as day, k.kind, e.visitor from analytics_events e
      cross join lateral (values ('visit'), (case when name in ('search', 'click') or product_id is null then 'discovery' end), (case when product_id is not null and name in ('view', 'cart') then name end)) k(kind)
      where k.kind is not null and e.at >= greatest(${since}::timestamptz, (select coalesce(rolled_until, '-infinity') from analytics_marks)) and e.at < ${until}) f
    where not exists (select from analytics_seen s where s.day = f.day and s.kind = f.kind and s.key = '' and s.visitor = f.visitor)`;
}

/** Different visitors of a span. */
export async function countVisitors(reader: Reader, span: DaySpan): Promise<number> {
  const [row] = await reader.rows<{ count: number }>(Prisma.sql`
    select count(*)::int as count from (
      select visitor from analytics_seen where kind = 'visit' and key = '' and day >= ${dayOf(span.since)} and day < ${dayOf(span.until)}
      union select visitor from (${youngOf(span)}) y where kind = 'visit') v`);
  return row?.count ?? 0;
}

/** How many came how far, each once a day; orders and downloads from their own tables. */
export async function findFunnel(reader: Reader, span: DaySpan): Promise<AnalyticsFunnel & { bundleUpgrades: number }> {
  const { since, until } = span;
  const [row] = await reader.rows<AnalyticsFunnel & { bundleUpgrades: number }>(Prisma.sql`
    with young as materialized (${youngOf(span)}),
    told as (
      select coalesce(sum(discoverers), 0) as discovery, coalesce(sum(viewers), 0) as view, coalesce(sum(carters), 0) as cart from (
        select discoverers, viewers, carters from analytics_days where day >= ${dayOf(since)} and day < ${dayOf(until)}
        union all select (kind = 'discovery')::int, (kind = 'view')::int, (kind = 'cart')::int from young) d)
    select t.discovery::float8, t.view::float8, t.cart::float8,
      (select count(*)::int from (select distinct buyer_user_id, ${dayOf(Prisma.sql`created_at`)} from orders where created_at >= ${since} and created_at < ${until}) o) as checkout,
      (select count(*)::int from (select distinct o.buyer_user_id, ${dayOf(Prisma.sql`p.paid_at`)} from payments p join orders o on o.id = p.order_id where p.paid_at >= ${since} and p.paid_at < ${until}) o) as purchase,
      (select count(*)::int from (select distinct user_id, ${dayOf(Prisma.sql`requested_at`)} from download_events where requested_at >= ${since} and requested_at < ${until}) d) as download,
      (select count(*)::int from (
        select distinct o.id, i.bundle_product_id from payments p join orders o on o.id = p.order_id join order_items i on i.order_id = o.id and i.bundle_product_id is not null
        join bundle_items b on b.bundle_product_id = i.bundle_product_id and not exists (select from order_items x where x.order_id = o.id and x.product_id = b.part_product_id)
        where p.paid_at >= ${since} and p.paid_at < ${until}) u) as "bundleUpgrades"
    from told t`);
  if (!row) throw new Error('a sum has one row');
  return row;
}

/** Every day of the span, with its visitors and what was paid on it. */
export function listDays(reader: Reader, span: DaySpan): Promise<AnalyticsDay[]> {
  const { since, until } = span;
  return reader.rows<AnalyticsDay>(Prisma.sql`
    with counted as (
      select day, visitors, 0 as orders from analytics_days where day >= ${dayOf(since)} and day < ${dayOf(until)}
      union all select day, 1, 0 from (${youngOf(span)}) y where kind = 'visit'
      union all select ${dayOf(Prisma.sql`paid_at`)}, 0, 1 from payments where paid_at >= ${since} and paid_at < ${until})
    select to_char(g, 'YYYY-MM-DD') as day, coalesce(sum(c.visitors), 0)::float8 as visitors, coalesce(sum(c.orders), 0)::float8 as orders
    from generate_series(${dayOf(since)}, ${dayOf(until)} - 1, interval '1 day') g left join counted c on c.day = g::date group by g order by g`);
}

/** What was taken in and given back in each currency, and what of it is the shop's, by the books. */
export function listRevenue(reader: Reader, { since, until }: DaySpan): Promise<ShopAnalytics['revenue']> {
  return reader.rows<ShopAnalytics['revenue'][number]>(Prisma.sql`
    select currency::text, sum(charged)::float8 as "chargedMinor", sum(refunded)::float8 as "refundedMinor", sum(fees)::float8 as "feesMinor" from (
      select currency, amount_minor as charged, 0 as refunded, 0 as fees from payments where paid_at >= ${since} and paid_at < ${until}
      union all select currency, 0, amount_minor, 0 from refunds where status = 'succeeded' and settled_at >= ${since} and settled_at < ${until}
      union all select e.currency, 0, 0, -e.amount_minor from ledger_accounts a join ledger_entries e on e.account_id = a.id where a.name = 'platform_fees' and e.posted_at >= ${since} and e.posted_at < ${until}) m
    group by currency order by 2 desc, 1`);
}

/** Terms by how many visitors searched for them, each once a day; `onlyEmpty`: by how many found nothing. What is younger than the sums is counted a minute later. */
export function listSearches(reader: Reader, { since, until, limit, onlyEmpty }: DaySpan & { limit: number; onlyEmpty: boolean }): Promise<SearchedTerm[]> {
  return reader.rows<SearchedTerm>(Prisma.sql`
    select term, sum(searches)::float8 as searches, sum(empty)::float8 as empty from analytics_search_days where day >= ${dayOf(since)} and day < ${dayOf(until)}
    group by term having ${onlyEmpty ? Prisma.sql`sum(empty) > 0` : Prisma.sql`true`} order by ${onlyEmpty ? Prisma.sql`3 desc, 2 desc` : Prisma.sql`2 desc`}, term limit ${limit}`);
}
