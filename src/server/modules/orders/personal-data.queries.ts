import { Prisma } from '@generated/client';
import type { Reader, ServiceTx } from '@/server/platform/db';

export function findOrdersOf(reader: Reader, userId: string): Promise<object[]> {
  return reader.rows(Prisma.sql`
    select number::text as number, status, currency, credit_minor::text as "creditMinor", total_minor::text as "totalMinor", refunded_minor::text as "refundedMinor", country, created_at as "createdAt", paid_at as "paidAt", buyer_organization_id as "organizationId"
    from orders where buyer_user_id = ${userId}::uuid order by created_at desc`);
}

export function findOrderItemsOf(reader: Reader, userId: string): Promise<object[]> {
  return reader.rows(Prisma.sql`
    select o.number::text as "orderNumber", i.title, i.variant_title as variant, i.seller_name as seller, i.quantity, i.credit_minor::text as "creditMinor", i.total_minor::text as "totalMinor", i.refunded_minor::text as "refundedMinor"
    from order_items i join orders o on o.id = i.order_id where o.buyer_user_id = ${userId}::uuid order by o.created_at desc, i.id`);
}

export function findAddressesOf(reader: Reader, userId: string): Promise<object[]> {
  return reader.rows(Prisma.sql`
    select o.number::text as "orderNumber", a.name, a.line1, a.line2, a.city, a.region, a.postal_code as "postalCode", a.country, a.phone
    from addresses a join orders o on o.id = a.order_id where o.buyer_user_id = ${userId}::uuid order by o.created_at desc`);
}

export function findReturnsOf(reader: Reader, userId: string): Promise<object[]> {
  return reader.rows(Prisma.sql`
    select o.number::text as "orderNumber", r.status, r.reason, r.answer from returns r join orders o on o.id = r.order_id where o.buyer_user_id = ${userId}::uuid order by r.id desc`);
}

export function findRefundsOf(reader: Reader, userId: string): Promise<object[]> {
  return reader.rows(Prisma.sql`
    select o.number::text as "orderNumber", f.status, case when f.requested_by = ${userId}::uuid then f.reason end as reason, trim(o.currency) as currency, f.amount_minor::text as "amountMinor", f.created_at as "askedAt", f.settled_at as "settledAt"
    from refunds f join orders o on o.id = f.order_id where o.buyer_user_id = ${userId}::uuid order by f.created_at desc`);
}

export function findCouponsOf(reader: Reader, userId: string): Promise<object[]> {
  return reader.rows(Prisma.sql`
    select o.number::text as "orderNumber", c.code, r.status, r.amount_minor::text as "amountMinor", r.created_at as "usedAt"
    from coupon_redemptions r join coupons c on c.id = r.coupon_id join orders o on o.id = r.order_id where r.user_id = ${userId}::uuid order by r.created_at desc`);
}

/** Orders in which somebody still owes somebody something. */
export function findOpenOrdersOf(reader: Reader, userId: string): Promise<{ number: string; why: string }[]> {
  return reader.rows<{ number: string; why: string }>(Prisma.sql`
    select number, why from (
      select o.number::text as number, o.created_at, case
        when o.status in ('pending', 'awaiting_payment') then 'waits for its payment: pay or cancel it'
        when exists (select from seller_orders s where s.order_id = o.id and s.paid_at is not null and s.fulfilment in ('unshipped', 'partially_shipped', 'shipped')) then 'is still on its way to you'
        when exists (select from returns r where r.order_id = o.id and r.status in ('requested', 'approved')) then 'has a return that is open'
        when exists (select from refunds f where f.order_id = o.id and f.status = 'pending') then 'has a refund under way'
        when exists (select from disputes d where d.order_id = o.id and d.closed_at is null) then 'is disputed at the bank' end as why
      from orders o where o.buyer_user_id = ${userId}::uuid) open
    where why is not null order by created_at desc limit 20`);
}

/** Names, streets, telephones and what was written in their own words, and the parcels' numbers, by which a carrier would tell the address. */
export async function eraseOrdersOf(tx: ServiceTx, userId: string): Promise<void> {
  await tx.$executeRaw`update addresses set name = '', line1 = '', line2 = '', city = '', region = '', postal_code = '', phone = '' where order_id in (select id from orders where buyer_user_id = ${userId}::uuid and buyer_organization_id is null)`;
  await tx.$executeRaw`update addresses set name = '', phone = '' where order_id in (select id from orders where buyer_user_id = ${userId}::uuid and buyer_organization_id is not null)`;
  await tx.$executeRaw`update shipments set tracking_number = '', tracking_url = null where order_id in (select id from orders where buyer_user_id = ${userId}::uuid and buyer_organization_id is null)`;
  await tx.$executeRaw`update returns set reason = '(erased)' where requested_by = ${userId}::uuid`;
  await tx.$executeRaw`update refunds set reason = '(erased)' where requested_by = ${userId}::uuid and requested_role = 'buyer'`;
  await tx.$executeRaw`update orders set checkout_url = null where buyer_user_id = ${userId}::uuid`;
}
