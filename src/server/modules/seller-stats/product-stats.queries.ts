import { Prisma } from '@generated/client';
import type { Reader } from '@/server/platform/db';
import type { ProductStats, ProductStatsSort } from '@/shared/contracts/seller-stats';
import type { StatsSpan } from './seller-stats.queries';
import { reviewsOf, watchedOf } from './stats-sources.queries';

const ORDERS: Record<ProductStatsSort, Prisma.Sql> = {
  revenue: Prisma.sql`"netMinor" desc, views desc`,
  views: Prisma.sql`views desc, "netMinor" desc`,
  orders: Prisma.sql`orders desc, "netMinor" desc`,
  conversion: Prisma.sql`orders / nullif(views, 0) desc nulls last, orders desc`,
  refunds: Prisma.sql`"refundedOrders" desc, orders desc`,
};

/** Each product from looking to having, in one order or another; of one bought in several currencies, the money of one. What nobody looked at or bought is left out. */
export function listProducts(reader: Reader, { sellerId, since, until, currency, sort, limit }: StatsSpan & { currency: string; sort: ProductStatsSort; limit: number }): Promise<ProductStats[]> {
  return reader.rows<ProductStats>(Prisma.sql`
    with looks as (select product_id, sum(views) as views, sum(carts) as carts from (${watchedOf({ sellerId, since, until })}) w group by product_id),
    items as not materialized (select id, order_id, product_id, quantity, refunded_minor + disputed_minor > 0 as is_back from order_items where seller_id = ${sellerId}),
    sold as (
      select product_id, count(*) as orders, sum(units) as units, count(*) filter (where is_back) as refunded from (
        select i.product_id, i.order_id, sum(i.quantity) as units, bool_or(i.is_back) as is_back
        from seller_orders o join items i on i.order_id = o.order_id
        where o.seller_id = ${sellerId} and o.paid_at >= ${since} and o.paid_at < ${until} group by i.product_id, i.order_id) one group by product_id),
    earned as (
      select i.product_id, -sum(e.amount_minor) as net from ledger_accounts a
      join ledger_entries e on e.account_id = a.id and e.posted_at >= ${since} and e.posted_at < ${until} join items i on i.id = e.order_item_id
      where a.seller_id = ${sellerId} and a.currency = ${currency} group by i.product_id),
    fetched as (
      select product_id, count(*) as downloaders from (
        select distinct d.product_id, d.user_id from products p join download_events d on d.product_id = p.id and d.requested_at >= ${since} and d.requested_at < ${until}
        where p.seller_id = ${sellerId}) one group by product_id),
    rated as (select product_id, count(*) as reviews, avg(rating) as rating from (${reviewsOf(sellerId)}) r group by product_id)
    select * from (
      select p.id as "productId", p.slug, p.title, p.status = 'published' as "isPublished", coalesce(l.views, 0)::float8 as views, coalesce(l.carts, 0)::float8 as carts,
        coalesce(s.orders, 0)::float8 as orders, coalesce(s.units, 0)::float8 as units, coalesce(f.downloaders, 0)::float8 as downloaders, coalesce(s.refunded, 0)::float8 as "refundedOrders",
        coalesce(e.net, 0)::float8 as "netMinor", coalesce(r.reviews, 0)::float8 as reviews, r.rating::float8 as rating
      from products p left join looks l on l.product_id = p.id left join sold s on s.product_id = p.id left join earned e on e.product_id = p.id
      left join fetched f on f.product_id = p.id left join rated r on r.product_id = p.id
      where p.seller_id = ${sellerId} and (l.product_id is not null or s.product_id is not null or e.product_id is not null or f.product_id is not null)) t
    order by ${ORDERS[sort]}, "productId" limit ${limit}`);
}
