import type { AddressFact } from '@/server/modules/payments/to-payment-fact';
import type { ServiceTx } from '@/server/platform/db';

/**
 * Marks the order paid, from any state it can be paid in: Stripe has the money, so an order we gave up is paid as well. With it its sellers see
 * their parts, each with a day to ship by, and where the parcels go is kept: of two words of Stripe's the later is the better one. False: it was paid before.
 */
export async function markPaid(tx: ServiceTx, paid: { orderId: string; sessionId: string | null; paymentIntentId: string | null; address: AddressFact | null; at: Date }): Promise<boolean> {
  const { orderId, sessionId, paymentIntentId, address, at } = paid;
  const rows = await tx.$queryRaw<object[]>`
    with paid as (
      update orders set status = 'paid', paid_at = ${at}, closed_at = null, checkout_url = null,
        stripe_checkout_session_id = coalesce(${sessionId}, stripe_checkout_session_id), stripe_payment_intent_id = ${paymentIntentId}
      where id = ${orderId} and status in ('pending', 'awaiting_payment', 'failed', 'expired', 'canceled') returning id),
    opened as (
      update seller_orders s set paid_at = ${at}, ship_by = case when s.fulfilment <> 'none' then ${at}::timestamptz + l.handling_days * interval '1 day' end
      from paid, sellers l where s.order_id = paid.id and l.id = s.seller_id and s.paid_at is null),
    kept as (
      insert into addresses as a (order_id, name, line1, line2, city, region, postal_code, country, phone)
      select paid.id, x.* from paid, jsonb_to_record(${address && JSON.stringify(address)}::jsonb)
        as x(name text, line1 text, line2 text, city text, region text, "postalCode" text, country text, phone text) where x.name is not null
      on conflict (order_id) do update set name = excluded.name, line1 = excluded.line1, line2 = excluded.line2, city = excluded.city, region = excluded.region,
        postal_code = excluded.postal_code, country = excluded.country, phone = excluded.phone)
    select id from paid`;
  return rows.length === 1;
}

/** The buyer is done and the bank is not; the order waits for it as long as a debit may take. A cart is free for another order meanwhile. */
export async function markAwaiting(tx: ServiceTx, waiting: { orderId: string; sessionId: string | null; paymentIntentId: string | null; until: Date }): Promise<boolean> {
  const { orderId, sessionId, paymentIntentId, until } = waiting;
  const written = await tx.$executeRaw`
    update orders set status = 'awaiting_payment', checkout_url = null, expires_at = ${until}, open_key = case when cart_id is null then open_key end,
      stripe_checkout_session_id = ${sessionId}, stripe_payment_intent_id = ${paymentIntentId}
    where id = ${orderId} and status = 'pending'`;
  return written === 1;
}

/** Closes an order that was not paid. Zero rows: it was paid or closed before, and stays what it is. */
export async function closeUnpaid(tx: ServiceTx, closed: { orderId: string; status: 'failed' | 'expired' | 'canceled'; at: Date }): Promise<boolean> {
  const { orderId, status, at } = closed;
  const written = await tx.$executeRaw`
    update orders set status = ${status}, closed_at = ${at}, checkout_url = null
    where id = ${orderId} and (status = 'pending' or (status = 'awaiting_payment' and ${status} = 'failed'))`;
  return written === 1;
}

/** Adds the tax that Stripe took on top, to the order, its items and its sellers' parts. */
export async function addTax(tx: ServiceTx, { orderId, taxMinor, shares }: { orderId: string; taxMinor: number; shares: readonly { itemId: string; taxMinor: number }[] }): Promise<void> {
  await tx.$executeRaw`update orders set tax_minor = ${taxMinor}, total_minor = total_minor + ${taxMinor} where id = ${orderId} and tax_minor = 0`;
  await tx.$executeRaw`
    update order_items i set tax_minor = x."taxMinor", total_minor = i.total_minor + x."taxMinor"
    from jsonb_to_recordset(${JSON.stringify(shares)}::jsonb) as x("itemId" text, "taxMinor" bigint) where i.id = x."itemId" and i.tax_minor = 0`;
  await tx.$executeRaw`
    update seller_orders s set total_minor = x.total from (select seller_id, sum(total_minor) as total from order_items where order_id = ${orderId} group by seller_id) x
    where s.order_id = ${orderId} and s.seller_id = x.seller_id`;
}

/** Sets what went back and the state that follows from it; adds, because two refunds may be settled one after the other. */
export async function addRefunded(tx: ServiceTx, { orderId, amountMinor, at }: { orderId: string; amountMinor: number; at: Date }): Promise<void> {
  await tx.$executeRaw`
    update orders set refunded_minor = refunded_minor + ${amountMinor},
      status = case refunded_minor + ${amountMinor} when 0 then 'paid' when total_minor then 'refunded' else 'partially_refunded' end,
      closed_at = case refunded_minor + ${amountMinor} when total_minor then ${at}::timestamptz end
    where id = ${orderId}`;
}

export async function addItemRefunded(tx: ServiceTx, { itemId, amountMinor }: { itemId: string; amountMinor: number }): Promise<void> {
  await tx.$executeRaw`update order_items set refunded_minor = refunded_minor + ${amountMinor} where id = ${itemId}`;
}

/** Adds what banks took back, per item and of the order; negative when it came back. */
export async function addDisputed(tx: ServiceTx, { orderId, shares }: { orderId: string; shares: readonly { itemId: string; amountMinor: number }[] }): Promise<void> {
  await tx.$executeRaw`
    with items as (
      update order_items i set disputed_minor = i.disputed_minor + x."amountMinor"
      from jsonb_to_recordset(${JSON.stringify(shares)}::jsonb) as x("itemId" text, "amountMinor" bigint) where i.id = x."itemId")
    update orders set disputed_minor = disputed_minor + ${shares.reduce((sum, share) => sum + share.amountMinor, 0)} where id = ${orderId}`;
}
