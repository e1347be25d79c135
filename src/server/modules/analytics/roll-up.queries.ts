import type { ServiceTx } from '@/server/platform/db';

/** Up to when events are summed, locked: of two runs at once one waits. Where nothing was summed yet, the day of the oldest event there is. */
export async function lockRollup(tx: ServiceTx): Promise<Date | null> {
  const [row] = await tx.$queryRaw<{ rolledUntil: Date | null }[]>`select rolled_until as "rolledUntil" from analytics_marks for update`;
  if (row?.rolledUntil) return row.rolledUntil;
  const [oldest] = await tx.$queryRaw<{ at: Date | null }[]>`select date_trunc('day', min(at), 'UTC') as at from analytics_events`;
  return oldest?.at ?? null;
}

/** Where to stop so that a span from there holds at most so many events, or a few more of one moment; null: it holds fewer. */
export async function findSpanEnd(tx: ServiceTx, { from, until, most }: { from: Date; until: Date; most: number }): Promise<Date | null> {
  const [row] = await tx.$queryRaw<{ at: Date }[]>`select at from analytics_events where at >= ${from} and at < ${until} order by at, id offset ${most} limit 1`;
  return row?.at ?? null;
}

/** Adds the events of a span, half-open, to the sums of their days, and moves the mark; with the lock of `lockRollup`. Who was seen on a day before is not counted again. */
export async function addSpan(tx: ServiceTx, { from, until }: { from: Date; until: Date }): Promise<void> {
  await tx.$executeRaw`
    with span as materialized (select (at at time zone 'UTC')::date as day, name, visitor, product_id, term, results from analytics_events where at >= ${from} and at < ${until}),
    facts as (
      select day, 'visit' as kind, '' as key, visitor from span
      union select day, 'discovery', '', visitor from span where name in ('search', 'click') or product_id is null
      union select day, name, '', visitor from span where product_id is not null
      union select day, name, product_id, visitor from span where product_id is not null
      union select day, 'search', term, visitor from span where term is not null
      union select day, 'empty', term, visitor from span where term is not null and results = 0),
    fresh as (insert into analytics_seen (day, kind, key, visitor) select day, kind, key, visitor from facts order by day, kind, key, visitor on conflict do nothing returning day, kind, key),
    products_counted as (
      insert into analytics_product_days as d (seller_id, product_id, day, views, clicks, carts)
      select p.seller_id, p.id, f.day, count(*) filter (where f.kind = 'view'), count(*) filter (where f.kind = 'click'), count(*) filter (where f.kind = 'cart')
      from fresh f join products p on p.id = f.key where f.kind in ('view', 'click', 'cart') group by p.seller_id, p.id, f.day
      on conflict (seller_id, day, product_id) do update set views = d.views + excluded.views, clicks = d.clicks + excluded.clicks, carts = d.carts + excluded.carts),
    days_counted as (
      insert into analytics_days as d (day, visitors, discoverers, viewers, carters)
      select day, count(*) filter (where kind = 'visit'), count(*) filter (where kind = 'discovery'), count(*) filter (where kind = 'view'), count(*) filter (where kind = 'cart')
      from fresh where key = '' group by day
      on conflict (day) do update set visitors = d.visitors + excluded.visitors, discoverers = d.discoverers + excluded.discoverers,
        viewers = d.viewers + excluded.viewers, carters = d.carters + excluded.carters),
    terms_counted as (
      insert into analytics_search_days as s (day, term, searches, empty)
      select day, key, count(*) filter (where kind = 'search'), count(*) filter (where kind = 'empty') from fresh where kind in ('search', 'empty') group by day, key
      on conflict (day, term) do update set searches = s.searches + excluded.searches, empty = s.empty + excluded.empty)
    update analytics_marks set rolled_until = ${until}`;
}

/** Deletes some of the events older than `before`; answers how many. */
export function deleteEvents(tx: ServiceTx, { before, limit }: { before: Date; limit: number }): Promise<number> {
  return tx.$executeRaw`delete from analytics_events where id in (select id from analytics_events where at < ${before} order by at, id limit ${limit})`;
}

/** Salts of days before that one: nobody can be told apart by them any more. */
export async function deleteSalts(tx: ServiceTx, before: Date): Promise<void> {
  await tx.$executeRaw`delete from visitor_salts where day < (${before}::timestamptz at time zone 'UTC')::date`;
}

export interface SweptDays {
  /** Who was counted for what: of no use once their day is summed. */
  daysBefore: Date;
  /** Who came on a day at all. */
  visitsBefore: Date;
  limit: number;
}

/** Forgets some of what days that are over do not need any more; answers how much. Days are named one by one: among visits, which stay, the rest is found by the key alone. */
export function deleteSeen(tx: ServiceTx, { daysBefore, visitsBefore, limit }: SweptDays): Promise<number> {
  return tx.$executeRaw`
    delete from analytics_seen where ctid = any (array(
      select ctid from (
        (select ctid from analytics_seen where day < (${visitsBefore}::timestamptz at time zone 'UTC')::date limit ${limit})
        union all
        (select ctid from analytics_seen where kind = any ('{discovery,view,click,cart,search,empty}')
           and day = any (array(select generate_series((${visitsBefore}::timestamptz at time zone 'UTC')::date, (${daysBefore}::timestamptz at time zone 'UTC')::date - 1, interval '1 day')::date)) limit ${limit})) s
      limit ${limit}))`;
}
