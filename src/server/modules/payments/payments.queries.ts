import { Prisma } from '@generated/client';
import type { Reader, ServiceTx } from '@/server/platform/db';
import { newId } from '@/shared/ids';
import type { PaymentToRecord } from './record-payment';

/** The order's payment row: the one written now or, when it is there already, none. */
export async function insertPayment(tx: ServiceTx, payment: PaymentToRecord): Promise<string | undefined> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    insert into payments (id, order_id, stripe_payment_intent_id, stripe_charge_id, amount_minor, currency, method, paid_at)
    values (${newId('payment')}, ${payment.orderId}, ${payment.paymentIntentId}, ${payment.chargeId}, ${payment.amountMinor}, ${payment.currency}, ${payment.method}, ${payment.at})
    on conflict (order_id) do nothing returning id`;
  return rows[0]?.id;
}

/** Who holds what is bought: a person, or the organization the person buys for. */
export interface BillingHolder {
  userId: string;
  organizationId: string | null;
}

export async function findBillingCustomer(reader: Reader, { userId, organizationId }: BillingHolder): Promise<string | undefined> {
  const [row] = await reader.rows<{ id: string }>(Prisma.sql`
    select stripe_customer_id as id from billing_customers
    where case when ${organizationId}::text is null then user_id = ${userId}::uuid else organization_id = ${organizationId} end`);
  return row?.id;
}

/** Writes it unless the holder has one: the unique holder decides between two made at once. */
export async function insertBillingCustomer(tx: ServiceTx, { userId, organizationId, stripeCustomerId, at }: BillingHolder & { stripeCustomerId: string; at: Date }): Promise<void> {
  await tx.$executeRaw`
    insert into billing_customers (stripe_customer_id, user_id, organization_id, created_at)
    values (${stripeCustomerId}, case when ${organizationId}::text is null then ${userId}::uuid end, ${organizationId}, ${at}) on conflict do nothing`;
}
