import { Prisma } from '@generated/client';
import type { Reader, ServiceTx } from '@/server/platform/db';

export function findSubscriptionsOf(reader: Reader, userId: string): Promise<object[]> {
  return reader.rows(Prisma.sql`
    select p.title, s.status, s.current_period_start as "currentPeriodStart", s.current_period_end as "currentPeriodEnd" from subscriptions s join products p on p.id = s.product_id
    where s.buyer_user_id = ${userId}::uuid or s.holder_user_id = ${userId}::uuid order by s.current_period_end desc`);
}

/** What would be paid again with nobody left to end it: their own, and of an organization nobody else belongs to. What they bought for others is the others' to end. */
export function findRunningOf(reader: Reader, userId: string): Promise<{ title: string }[]> {
  return reader.rows<{ title: string }>(Prisma.sql`
    select p.title from subscriptions s join products p on p.id = s.product_id
    where s.status <> 'canceled' and (s.holder_user_id = ${userId}::uuid or s.holder_organization_id in (
      select m.organization_id from organization_members m where m.user_id = ${userId}::uuid and not exists (select from organization_members x where x.organization_id = m.organization_id and x.user_id <> m.user_id)))
    order by p.title limit 20`);
}

/** As whom Stripe knows the person. */
export function findBillingCustomerOf(reader: Reader, userId: string): Promise<object[]> {
  return reader.rows(Prisma.sql`select stripe_customer_id as "numberAtStripe", created_at as "since" from billing_customers where user_id = ${userId}::uuid`);
}

/** Our thread to the card and address that Stripe keeps. */
export async function forgetBillingCustomer(tx: ServiceTx, userId: string): Promise<void> {
  await tx.$executeRaw`delete from billing_customers where user_id = ${userId}::uuid`;
}
