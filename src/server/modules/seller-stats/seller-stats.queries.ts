import { Prisma } from '@generated/client';
import type { Reader } from '@/server/platform/db';
import type { RatingStats, SellerPoint, SellerSums } from '@/shared/contracts/seller-stats';
import { reviewsOf, watchedOf } from './stats-sources.queries';

/** Whole days, in UTC: from the beginning of the first to the end of the last. */
export interface StatsSpan {
  sellerId: string;
  since: Date;
  until: Date;
}

export type SumsRow = SellerSums & { span: 'now' | 'before' };

/** What a span brought, and as long a one before it. Money is that of the books: sales less fees, less what went back; what was paid out is none of it. */
export function findSums(reader: Reader, { sellerId, since, until }: StatsSpan): Promise<SumsRow[]> {
  const before = new Date(since.getTime() - (until.getTime() - since.getTime()));
  return reader.rows<SumsRow>(Prisma.sql`
    with spans (span, since, until) as (values ('now', ${since}::timestamptz, ${until}::timestamptz), ('before', ${before}::timestamptz, ${since}::timestamptz)),
    looks as (
      select case when day >= (${since}::timestamptz at time zone 'UTC')::date then 'now' else 'before' end as span, sum(views) as views, sum(carts) as carts
      from (${watchedOf({ sellerId, since: before, until })}) w group by 1),
    sold as (select s.span, count(*) as orders from spans s join seller_orders o on o.seller_id = ${sellerId} and o.paid_at >= s.since and o.paid_at < s.until group by s.span),
    given_back as (
      select s.span, count(distinct o.id) as orders from order_items i join seller_orders o on o.order_id = i.order_id and o.seller_id = i.seller_id
      join spans s on o.paid_at >= s.since and o.paid_at < s.until where i.seller_id = ${sellerId} and i.refunded_minor + i.disputed_minor > 0 group by s.span),
    earned as (
      select s.span, e.currency, -sum(e.amount_minor) as net, coalesce(sum(e.amount_minor) filter (where e.amount_minor > 0), 0) as back
      from spans s join ledger_accounts a on a.seller_id = ${sellerId}
      join ledger_entries e on e.account_id = a.id and e.order_item_id is not null and e.posted_at >= s.since and e.posted_at < s.until group by s.span, e.currency),
    rated as (select s.span, count(*) as reviews, avg(r.rating) as rating from spans s join (${reviewsOf(sellerId)}) r on r.created_at >= s.since and r.created_at < s.until group by s.span)
    select s.span, coalesce(l.views, 0)::float8 as views, coalesce(l.carts, 0)::float8 as carts, coalesce(o.orders, 0)::float8 as orders, coalesce(g.orders, 0)::float8 as "refundedOrders",
      coalesce(r.reviews, 0)::float8 as reviews, r.rating::float8 as rating,
      coalesce((select json_agg(json_build_object('currency', e.currency, 'netMinor', e.net, 'backMinor', e.back) order by e.net desc, e.currency) from earned e where e.span = s.span), '[]') as money
    from spans s left join looks l on l.span = s.span left join sold o on o.span = s.span left join given_back g on g.span = s.span left join rated r on r.span = s.span`);
}

/** Every day, or seven days at a time counted back from the last, the first of them perhaps shorter. */
export function listPoints(reader: Reader, { sellerId, since, until, currency, stepDays }: StatsSpan & { currency: string; stepDays: number }): Promise<SellerPoint[]> {
  const last = Prisma.sql`((${until}::timestamptz at time zone 'UTC')::date - 1)`;
  const first = Prisma.sql`(${since}::timestamptz at time zone 'UTC')::date`;
  const day = (column: Prisma.Sql) => Prisma.sql`(${column} at time zone 'UTC')::date`;
  return reader.rows<SellerPoint>(Prisma.sql`
    with counted as (
      select day, views, 0 as orders, 0::bigint as net from (${watchedOf({ sellerId, since, until })}) w
      union all select ${day(Prisma.sql`paid_at`)}, 0, 1, 0 from seller_orders where seller_id = ${sellerId} and paid_at >= ${since} and paid_at < ${until}
      union all select ${day(Prisma.sql`e.posted_at`)}, 0, 0, -e.amount_minor from ledger_accounts a
        join ledger_entries e on e.account_id = a.id and e.order_item_id is not null and e.posted_at >= ${since} and e.posted_at < ${until}
        where a.seller_id = ${sellerId} and a.currency = ${currency}),
    stepped as (select (${last} - day) / ${stepDays}::int as back, sum(views) as views, sum(orders) as orders, sum(net) as net from counted group by 1)
    select to_char(greatest(${first}, ${last} - g * ${stepDays}::int - (${stepDays}::int - 1)), 'YYYY-MM-DD') as day,
      coalesce(s.views, 0)::float8 as views, coalesce(s.orders, 0)::float8 as orders, coalesce(s.net, 0)::float8 as "netMinor"
    from generate_series(0, (${last} - ${first}) / ${stepDays}::int) g left join stepped s on s.back = g order by g desc`);
}

export interface RefundRow {
  refundId: string;
  itemId: string;
  at: Date;
  orderId: string;
  orderNumber: number;
  title: string;
  amountMinor: number;
  currency: string;
}

/** What was given back to buyers, item by item, newest first; after a place in the list. */
export function listRefunds(reader: Reader, { sellerId, since, until, after, limit }: StatsSpan & { after: { at: Date; itemId: string } | null; limit: number }): Promise<RefundRow[]> {
  const page = after ? Prisma.sql`and (r.settled_at, f.order_item_id) < (${after.at}, ${after.itemId})` : Prisma.empty;
  return reader.rows<RefundRow>(Prisma.sql`
    select r.id as "refundId", i.id as "itemId", r.settled_at as at, i.order_id as "orderId", o.number as "orderNumber", i.title, f.amount_minor as "amountMinor", r.currency::text
    from order_items i join refund_items f on f.order_item_id = i.id and f.amount_minor > 0 join refunds r on r.id = f.refund_id
    join seller_orders o on o.order_id = i.order_id and o.seller_id = i.seller_id
    where i.seller_id = ${sellerId} and i.refunded_minor + i.disputed_minor > 0 and i.refunded_minor > 0 and r.status = 'succeeded' and r.settled_at >= ${since} and r.settled_at < ${until} ${page}
    order by r.settled_at desc, f.order_item_id desc limit ${limit}`);
}

/** How the seller's products were rated in the span, and how they are in all. */
export async function findRatings(reader: Reader, { sellerId, since, until }: StatsSpan): Promise<RatingStats> {
  const within = Prisma.sql`r.created_at >= ${since} and r.created_at < ${until}`;
  const [row] = await reader.rows<RatingStats>(Prisma.sql`
    select array[count(*) filter (where r.rating = 1 and ${within})::int, count(*) filter (where r.rating = 2 and ${within})::int, count(*) filter (where r.rating = 3 and ${within})::int,
      count(*) filter (where r.rating = 4 and ${within})::int, count(*) filter (where r.rating = 5 and ${within})::int] as stars, avg(r.rating)::float8 as rating, count(*)::int as reviews
    from (${reviewsOf(sellerId)}) r`);
  if (!row) throw new Error('a count has one row');
  return row;
}
