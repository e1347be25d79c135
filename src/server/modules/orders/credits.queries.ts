import type { ServiceTx } from '@/server/platform/db';
import { payingItems } from './renewals.queries';

/** Takes what a credit paid off the totals of an order, its items and its sellers' parts. Once: of an order that has none yet. */
export async function takeCreditOff(tx: ServiceTx, { orderId, creditMinor, shares }: { orderId: string; creditMinor: number; shares: readonly { itemId: string; creditMinor: number }[] }): Promise<void> {
  await tx.$executeRaw`update orders set credit_minor = ${creditMinor}, total_minor = total_minor - ${creditMinor} where id = ${orderId} and credit_minor = 0`;
  await tx.$executeRaw`
    update order_items i set credit_minor = x."creditMinor", total_minor = i.total_minor - x."creditMinor"
    from jsonb_to_recordset(${JSON.stringify(shares)}::jsonb) as x("itemId" text, "creditMinor" bigint) where i.id = x."itemId" and i.credit_minor = 0`;
  await tx.$executeRaw`
    update seller_orders s set total_minor = x.total from (select seller_id, sum(total_minor) as total from order_items where order_id = ${orderId} group by seller_id) x
    where s.order_id = ${orderId} and s.seller_id = x.seller_id`;
}

/** An order that pays for a subscription, with its item that does. */
export interface PaidPeriod {
  orderId: string;
  itemId: string;
}

/** What paid for a subscription until a moment, the newest first. */
export async function listPaidPeriods(tx: ServiceTx, { subscriptionId, until }: { subscriptionId: string; until: Date }): Promise<PaidPeriod[]> {
  return tx.$queryRaw<PaidPeriod[]>`
    select o.id as "orderId", p.id as "itemId" from (${payingItems(subscriptionId)}) p join orders o on o.id = p.order_id
    where o.paid_at <= ${until} order by o.paid_at desc, o.id desc`;
}

/** Locks the order that opened a subscription, if it is ours. */
export async function lockOpeningOrder(tx: ServiceTx, stripeSubscriptionId: string): Promise<void> {
  await tx.$queryRaw`
    select 1 from orders where id = (select i.order_id from subscriptions s join order_items i on i.id = s.order_item_id where s.stripe_subscription_id = ${stripeSubscriptionId}) for update`;
}

/** What of an order became a credit of its buyer's. */
export async function sumCredited(tx: ServiceTx, orderId: string): Promise<number> {
  const [row] = await tx.$queryRaw<[{ amount: bigint }]>`
    select coalesce(sum(amount_minor), 0)::bigint as amount from refunds where order_id = ${orderId} and stripe_invoice_id is not null and status <> 'failed'`;
  return Number(row.amount);
}

/** What of each item is asked to go back and has not gone yet. */
export async function sumPending(tx: ServiceTx, itemIds: readonly string[]): Promise<Map<string, number>> {
  const rows = await tx.$queryRaw<{ itemId: string; amount: bigint }[]>`
    select f.order_item_id as "itemId", sum(f.amount_minor)::bigint as amount from refunds r join refund_items f on f.refund_id = r.id
    where f.order_item_id = any (${[...itemIds]}::text[]) and r.status = 'pending' group by f.order_item_id`;
  return new Map(rows.map(({ itemId, amount }) => [itemId, Number(amount)]));
}

/** Whether the credit of an invoice was given already. */
export async function isCreditGiven(tx: ServiceTx, stripeInvoiceId: string): Promise<boolean> {
  const rows = await tx.$queryRaw<object[]>`select 1 from refunds where stripe_invoice_id = ${stripeInvoiceId} limit 1`;
  return rows.length > 0;
}

export interface CreditToWrite {
  id: string;
  orderId: string;
  itemId: string;
  stripeInvoiceId: string;
  amountMinor: number;
  currency: string;
  reason: string;
  at: Date;
}

/** Writes what an invoice gave back of an order's item as credit, to be settled at once; false where it was written before (`refunds_credit_once`). */
export async function insertCredit(tx: ServiceTx, { id, orderId, itemId, stripeInvoiceId, amountMinor, currency, reason, at }: CreditToWrite): Promise<boolean> {
  const written = await tx.$executeRaw`
    with credit as (
      insert into refunds (id, order_id, stripe_invoice_id, amount_minor, currency, status, reason, requested_role, created_at)
      values (${id}, ${orderId}, ${stripeInvoiceId}, ${amountMinor}, ${currency}, 'pending', ${reason}, 'system', ${at}) on conflict do nothing returning id)
    insert into refund_items (refund_id, order_item_id, amount_minor) select id, ${itemId}, ${amountMinor} from credit`;
  return written === 1;
}
