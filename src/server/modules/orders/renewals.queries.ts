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

/** The subscription an item opened, or an order pays for. */
export async function findSubscriptionId(tx: ServiceTx, { orderId, itemId }: { orderId: string; itemId: string }): Promise<{ id: string; stripeSubscriptionId: string } | undefined> {
  const [row] = await tx.$queryRaw<{ id: string; stripeSubscriptionId: string }[]>`
    select s.id, s.stripe_subscription_id as "stripeSubscriptionId" from subscriptions s
    where s.order_item_id = ${itemId} or s.id = (select o.subscription_id from orders o where o.id = ${orderId})`;
  return row;
}

/**
 * Whether all that was paid for the running period of a subscription is given back or lost, this order being of that period. A charge may be a
 * little older than the period it opens.
 */
export async function isPeriodGivenBack(tx: ServiceTx, { subscriptionId, orderId }: { subscriptionId: string; orderId: string }): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ isGivenBack: boolean }[]>`
    with paid as (
      select o.id, i.total_minor - i.refunded_minor - coalesce((select sum(x.amount_minor) from dispute_items x join disputes d on d.id = x.dispute_id
        where x.order_item_id = i.id and d.status = 'lost'), 0) as left_minor
      from subscriptions s join order_items i on i.id = s.order_item_id or i.order_id in (select r.id from orders r where r.subscription_id = s.id)
      join orders o on o.id = i.order_id
      where s.id = ${subscriptionId} and o.paid_at >= s.current_period_start - interval '1 hour')
    select exists (select from paid where id = ${orderId}) and not exists (select from paid where left_minor > 0) as "isGivenBack"`;
  return row?.isGivenBack ?? false;
}
