import { Prisma } from '@generated/client';
import type { Reader, ServiceTx } from '@/server/platform/db';

export function findCartOf(reader: Reader, userId: string): Promise<object[]> {
  return reader.rows(Prisma.sql`
    select c.country, c.coupon_code as "couponCode", p.title, i.quantity, i.seen_price_minor as "seenPriceMinor", i.seen_currency as currency
    from carts c join cart_items i on i.cart_id = c.id join product_variants v on v.id = i.variant_id join products p on p.id = v.product_id where c.user_id = ${userId}::uuid`);
}

export async function deleteCartOf(tx: ServiceTx, userId: string): Promise<void> {
  await tx.$executeRaw`update orders set cart_id = null where cart_id in (select id from carts where user_id = ${userId}::uuid)`;
  await tx.$executeRaw`delete from carts where user_id = ${userId}::uuid`;
}
