import type { ServiceTx } from '@/server/platform/db';

/** Marks the order paid, from any state it can be paid in: Stripe has the money, so an order we gave up is paid as well. Zero rows: it was paid before. */
export async function markPaid(tx: ServiceTx, paid: { orderId: string; sessionId: string | null; paymentIntentId: string | null; at: Date }): Promise<boolean> {
  const { orderId, sessionId, paymentIntentId, at } = paid;
  const written = await tx.$executeRaw`
    update orders set status = 'paid', paid_at = ${at}, closed_at = null, checkout_url = null,
      stripe_checkout_session_id = coalesce(${sessionId}, stripe_checkout_session_id), stripe_payment_intent_id = ${paymentIntentId}
    where id = ${orderId} and status in ('pending', 'awaiting_payment', 'failed', 'expired', 'canceled')`;
  return written === 1;
}

/** The buyer is done and the bank is not; the order waits for it as long as a debit may take. */
export async function markAwaiting(tx: ServiceTx, waiting: { orderId: string; sessionId: string; paymentIntentId: string | null; until: Date }): Promise<boolean> {
  const { orderId, sessionId, paymentIntentId, until } = waiting;
  const written = await tx.$executeRaw`
    update orders set status = 'awaiting_payment', checkout_url = null, expires_at = ${until},
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
