import { Prisma } from '@generated/client';

/**
 * Visitors of a seller's products by day and product: the sums, and from the log what is younger than they are. Who was counted for a day already is not
 * counted again. Columns: day, product_id, views, carts.
 */
export function watchedOf({ sellerId, since, until }: { sellerId: string; since: Date; until: Date }): Prisma.Sql {
  return Prisma.sql`
    select day, product_id, views, carts from analytics_product_days
    where seller_id = ${sellerId} and day >= (${since}::timestamptz at time zone 'UTC')::date and day < (${until}::timestamptz at time zone 'UTC')::date
    union all
    select y.day, y.product_id, (y.name = 'view')::int, (y.name = 'cart')::int from (
      select distinct (at at time zone 'UTC')::date as day, name, product_id, visitor from analytics_events
      where seller_id = ${sellerId} and name in ('view', 'cart') and at >= greatest(${since}::timestamptz, (select coalesce(rolled_until, '-infinity') from analytics_marks)) and at < ${until}) y
    where not exists (select from analytics_seen s where s.day = y.day and s.kind = y.name and s.key = y.product_id and s.visitor = y.visitor)`;
}

/** What buyers wrote of a seller's products and everybody may read. Columns: product_id, rating, created_at. */
export function reviewsOf(sellerId: string): Prisma.Sql {
  return Prisma.sql`select product_id, rating, created_at from reviews where seller_id = ${sellerId} and hidden_at is null`;
}
