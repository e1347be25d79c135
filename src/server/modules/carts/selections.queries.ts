import { Prisma } from '@generated/client';
import type { Reader, ServiceTx } from '@/server/platform/db';
import type { CartSelections } from './get-cart-selections';

export async function findCartToOrder(reader: Reader, userId: string): Promise<CartSelections | null> {
  const [row] = await reader.rows<CartSelections>(Prisma.sql`
    select c.id as "cartId", c.organization_id as "organizationId", c.currency, c.country, c.coupon_code as "couponCode",
      coalesce((select jsonb_agg(jsonb_build_object('variantId', i.variant_id, 'quantity', i.quantity, 'choices', i.choices) order by i.added_at, i.id) from cart_items i where i.cart_id = c.id), '[]') as selections
    from carts c where c.user_id = ${userId}::uuid`);
  return row ?? null;
}

/** Takes out what was bought: as many units as were paid for, so that what was added meanwhile stays. Of a bundle the whole line. The coupon goes too. */
export async function takeBought(tx: ServiceTx, { cartId, orderId }: { cartId: string; orderId: string }): Promise<void> {
  await tx.$executeRaw`
    with bought as (
      select coalesce(v.id, i.variant_id) as variant_id, sum(i.quantity) as quantity
      from order_items i left join product_variants v on v.product_id = i.bundle_product_id and v.archived_at is null where i.order_id = ${orderId} group by 1),
    gone as (
      delete from cart_items c using bought b where c.cart_id = ${cartId} and c.variant_id = b.variant_id and c.quantity <= b.quantity),
    redeemed as (
      update carts set coupon_code = null where id = ${cartId} and coupon_code is not null)
    update cart_items c set quantity = c.quantity - b.quantity from bought b where c.cart_id = ${cartId} and c.variant_id = b.variant_id and c.quantity > b.quantity`;
}
