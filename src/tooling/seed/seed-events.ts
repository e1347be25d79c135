import { Prisma } from '@generated/client';
import type { Platform } from '@/server/platform/platform';

const DAYS = 60;
/** What visitors search for, how often of a hundred, and whether the shop has it. */
const TERMS: readonly [term: string, share: number, results: number][] = [['postgres', 24, 6], ['churn', 18, 3], ['sneaker 42', 16, 4], ['incident', 14, 5], ['stripe', 12, 4], ['kubernetes operator', 9, 0], ['rust', 7, 0]];

/**
 * Two months of visits: some products loved more than others, fewer people at weekends, and more of them from week to week; by one statement, the same each time.
 * A shop that has events gets no others. Sums by day are made of them by the job that makes all sums.
 */
export async function seedEvents({ db }: Pick<Platform, 'db'>): Promise<void> {
  const written = await db.asService('events of the demo shop', (tx) => tx.$executeRaw(Prisma.sql`
    with days as (
      select n, date_trunc('day', now(), 'UTC') - n * interval '1 day' as day, (case when extract(isodow from now() - n * interval '1 day') > 5 then 0.55 else 1.0 end) * (1.35 - n * 0.011) as busy
      from generate_series(0, ${DAYS - 1}::int) n),
    visits as (
      select c.product_id, c.seller_id, d.day, md5(c.slug || d.n || '/' || v.v) as hash, v.v
      from days d cross join catalog_entries c cross join lateral (select abs(hashtext(c.slug)) % 100 as loved) l
      cross join lateral generate_series(1, floor(d.busy * (0.4 + l.loved * l.loved / 1400.0) + abs(hashtext(c.slug || d.n)) % 100 / 100.0)::int) v),
    facts as (
      select 'view' as name, product_id, seller_id, 'product' as place, null::text as term, null::int as results, hash, day from visits
      union all select 'click', product_id, seller_id, 'marketplace', null, null, hash, day from visits where ('x' || substr(hash, 1, 2))::bit(8)::int < 150
      union all select 'cart', product_id, seller_id, null, null, null, hash, day from visits where ('x' || substr(hash, 3, 2))::bit(8)::int < 22
      union all select 'view', null, null, case when ('x' || substr(hash, 5, 1))::bit(4)::int < 6 then 'home' else 'marketplace' end, null, null, hash, day from visits where ('x' || substr(hash, 6, 2))::bit(8)::int < 180
      union all select 'view', null, null, 'marketplace', null, null, md5('only looked' || d.day::text || s), d.day from days d cross join lateral generate_series(1, floor(d.busy * 70)::int) s
      union all select 'search', null, null, null, t.term, t.results, md5(d.day::text || t.term || s), d.day
      from days d cross join jsonb_to_recordset(${JSON.stringify(TERMS.map(([term, share, results]) => ({ term, share, results })))}::jsonb) as t(term text, share int, results int)
      cross join lateral generate_series(1, greatest(1, floor(d.busy * t.share / 4)::int)) s)
    insert into analytics_events (id, name, visitor, product_id, seller_id, place, term, results, at)
    select 'anl_' || substr(md5(name || coalesce(place, '') || hash), 1, 26), name, 'd_' || substr(md5(day::text || abs(hashtext(hash)) % 240), 1, 22), product_id, seller_id, place, term, results,
      least(day + interval '7 hours' + (('x' || substr(hash, 8, 4))::bit(16)::int % 56000) * interval '1 second', now() - interval '2 minutes')
    from facts where not exists (select from analytics_events) order by 9`));
  if (written > 0) console.log(`visits: ${DAYS} days`);
}
