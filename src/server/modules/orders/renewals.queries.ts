import { Prisma } from '@generated/client';
import type { ServiceTx } from '@/server/platform/db';
import type { Interval } from '@/shared/contracts/interval';
import type { OrderItemRecord } from './order-rows.queries';

export async function findOrderIdOfInvoice(tx: ServiceTx, stripeInvoiceId: string): Promise<string | undefined> {
  const [row] = await tx.$queryRaw<{ id: string }[]>`select id from orders where stripe_invoice_id = ${stripeInvoiceId}`;
  return row?.id;
}

/** What a subscription is to at this moment, as an order's item keeps it. Amounts in minor units. */
export type RenewedItem = Pick<
  OrderItemRecord,
  'sellerId' | 'productId' | 'variantId' | 'priceId' | 'productSlug' | 'productType' | 'title' | 'variantTitle' | 'sellerName' | 'kind' | 'license' | 'sku' | 'options' | 'feeBps'
> & { interval: Interval; recurringMinor: number; currency: string; buyerEmail: string };

/** Also of what is not for sale any more: it was paid. */
export async function findRenewed(tx: ServiceTx, subscriptionId: string): Promise<RenewedItem> {
  const [row] = await tx.$queryRaw<(Omit<RenewedItem, 'recurringMinor'> & { recurringMinor: bigint })[]>`
    select p.seller_id as "sellerId", p.id as "productId", v.id as "variantId", pr.id as "priceId", p.slug as "productSlug", p.type as "productType", p.title, v.title as "variantTitle",
      s.name as "sellerName", p.kind, v.license, v.sku, v.options, s.fee_bps as "feeBps", pr."interval", pr.amount_minor as "recurringMinor", pr.currency, u.email as "buyerEmail"
    from subscriptions b join product_variants v on v.id = b.variant_id join products p on p.id = v.product_id join sellers s on s.id = p.seller_id
    join prices pr on pr.id = b.price_id join users u on u.id = b.buyer_user_id
    where b.id = ${subscriptionId}`;
  if (!row) throw new Error(`subscription ${subscriptionId} is to nothing`);
  return { ...row, recurringMinor: Number(row.recurringMinor) };
}

/** A subscription that had ended before a moment; undefined for one that had not. */
export async function findEndedBefore(tx: ServiceTx, { subscriptionId, at }: { subscriptionId: string; at: Date }): Promise<{ stripeSubscriptionId: string } | undefined> {
  const [row] = await tx.$queryRaw<{ stripeSubscriptionId: string }[]>`
    select stripe_subscription_id as "stripeSubscriptionId" from subscriptions where id = ${subscriptionId} and ended_at < ${at}`;
  return row;
}

/** The items that pay for a subscription: the one of the order that opened it, and those of its later orders. */
export const payingItems = (subscriptionId: string): Prisma.Sql => Prisma.sql`
  select i.id, i.order_id from subscriptions s join order_items i on i.id = s.order_item_id where s.id = ${subscriptionId}
  union all
  select i.id, i.order_id from orders r join order_items i on i.order_id = r.id where r.subscription_id = ${subscriptionId}`;

export interface GivenBack {
  /** A bank took the money of one of its orders for good. */
  isLost: boolean;
  /** Of all that was paid for the running period nothing is left. */
  isPeriodBack: boolean;
  /** Its newest invoice at Stripe is an order of ours. */
  isNewestKnown: boolean;
  lastPaidAt: Date | null;
}

/**
 * What went back of all that was paid for a subscription. What a credit paid stays paid; what became a credit is not there to go back, and alone is
 * nothing given back. An order of nothing is gone with the whole of its order alone. A charge may be a little older than the period it opens.
 */
export async function findGivenBack(tx: ServiceTx, { subscriptionId, invoiceId }: { subscriptionId: string; invoiceId: string | null }): Promise<GivenBack> {
  const [row] = await tx.$queryRaw<GivenBack[]>`
    with shares as (
      select o.paid_at, o.status, o.stripe_invoice_id, i.total_minor + i.credit_minor as paid_minor, i.refunded_minor, o.paid_at >= s.current_period_start - interval '1 hour' as is_running,
        coalesce((select sum(x.amount_minor) from dispute_items x join disputes d on d.id = x.dispute_id where x.order_item_id = i.id and d.status = 'lost'), 0) as lost_minor,
        coalesce((select sum(f.amount_minor) from refund_items f join refunds r on r.id = f.refund_id where f.order_item_id = i.id and r.status = 'succeeded' and r.stripe_invoice_id is not null), 0) as granted_minor
      from (${payingItems(subscriptionId)}) p join order_items i on i.id = p.id join orders o on o.id = p.order_id join subscriptions s on s.id = ${subscriptionId}
      where o.paid_at is not null),
    paid as (select *, paid_minor - refunded_minor - lost_minor as left_minor, refunded_minor - granted_minor + lost_minor as back_minor from shares)
    select coalesce(bool_or(lost_minor > 0), false) as "isLost", max(paid_at) as "lastPaidAt", coalesce(bool_or(stripe_invoice_id = ${invoiceId}), false) as "isNewestKnown",
      coalesce(bool_or(left_minor <= 0 and (back_minor > 0 or (paid_minor = 0 and status = 'refunded'))) filter (where is_running), false)
        and not coalesce(bool_or(left_minor > 0) filter (where is_running), false) as "isPeriodBack"
    from paid`;
  if (!row) throw new Error(`nothing is known of subscription ${subscriptionId}`);
  return row;
}
