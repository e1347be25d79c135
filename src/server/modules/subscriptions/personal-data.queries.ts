import { Prisma } from '@generated/client';
import type { Reader, ServiceTx } from '@/server/platform/db';

export function findSubscriptionsOf(reader: Reader, userId: string): Promise<object[]> {
  return reader.rows(Prisma.sql`
    select p.title, s.status, s.current_period_start as "currentPeriodStart", s.current_period_end as "currentPeriodEnd" from subscriptions s join products p on p.id = s.product_id
    where s.buyer_user_id = ${userId}::uuid or s.holder_user_id = ${userId}::uuid order by s.current_period_end desc`);
}

export function findRunningOf(reader: Reader, userId: string): Promise<{ title: string }[]> {
  return reader.rows<{ title: string }>(Prisma.sql`
    select p.title from subscriptions s join products p on p.id = s.product_id
    where (s.buyer_user_id = ${userId}::uuid or s.holder_user_id = ${userId}::uuid) and s.status <> 'canceled' order by p.title limit 20`);
}

/** Our thread to the card and address that Stripe keeps. */
export async function forgetBillingCustomer(tx: ServiceTx, userId: string): Promise<void> {
  await tx.$executeRaw`delete from billing_customers where user_id = ${userId}::uuid`;
}
