import type { ServiceTx } from '@/server/platform/db';

export interface RefundRow {
  id: string;
  orderId: string;
  stripeRefundId: string | null;
  amountMinor: number;
  status: 'pending' | 'succeeded' | 'failed';
}

type Raw = Omit<RefundRow, 'amountMinor'> & { amountMinor: bigint };
const toRefundRow = (row: Raw): RefundRow => ({ ...row, amountMinor: Number(row.amountMinor) });

export async function listRefundsOfOrder(tx: ServiceTx, orderId: string): Promise<RefundRow[]> {
  const rows = await tx.$queryRaw<Raw[]>`
    select id, order_id as "orderId", stripe_refund_id as "stripeRefundId", amount_minor as "amountMinor", status
    from refunds where order_id = ${orderId} order by created_at, id`;
  return rows.map(toRefundRow);
}

export async function findRefund(tx: ServiceTx, refundId: string): Promise<RefundRow | undefined> {
  const [row] = await tx.$queryRaw<Raw[]>`
    select id, order_id as "orderId", stripe_refund_id as "stripeRefundId", amount_minor as "amountMinor", status from refunds where id = ${refundId}`;
  return row && toRefundRow(row);
}

export interface NewRefund {
  id: string;
  orderId: string;
  stripeRefundId: string | null;
  amountMinor: number;
  currency: string;
  status: 'pending' | 'failed';
  reason: string;
  requestedBy: string | null;
  requestedRole: 'buyer' | 'seller' | 'admin' | 'system';
  at: Date;
}

/** Writes a refund; false when another that we asked for is under way (`refunds_one_pending`) or Stripe's is known already. */
export async function insertRefund(tx: ServiceTx, refund: NewRefund): Promise<boolean> {
  const written = await tx.$executeRaw`
    insert into refunds (id, order_id, stripe_refund_id, amount_minor, currency, status, reason, requested_by, requested_role, created_at)
    values (${refund.id}, ${refund.orderId}, ${refund.stripeRefundId}, ${refund.amountMinor}, ${refund.currency}, ${refund.status}, ${refund.reason},
      ${refund.requestedBy}::uuid, ${refund.requestedRole}, ${refund.at})
    on conflict do nothing`;
  return written === 1;
}

/** An item's share of a refund, with the units that go back to the shelf and those that will not be shipped any more. */
export interface RefundShare {
  orderItemId: string;
  amountMinor: number;
  restockQuantity: number;
  cancelQuantity: number;
}

export async function insertRefundItem(tx: ServiceTx, item: RefundShare & { refundId: string }): Promise<void> {
  await tx.$executeRaw`
    insert into refund_items (refund_id, order_item_id, amount_minor, restock_quantity, cancel_quantity)
    values (${item.refundId}, ${item.orderItemId}, ${item.amountMinor}, ${item.restockQuantity}, ${item.cancelQuantity}) on conflict do nothing`;
}

/** Sets what of each item a refund gives back; what it asked of shelf and parcels stays. */
export async function shareRefund(tx: ServiceTx, { refundId, shares }: { refundId: string; shares: readonly { orderItemId: string; amountMinor: number }[] }): Promise<void> {
  await tx.$executeRaw`
    insert into refund_items (refund_id, order_item_id, amount_minor)
    select ${refundId}, s."orderItemId", s."amountMinor" from jsonb_to_recordset(${JSON.stringify(shares)}::jsonb) as s("orderItemId" text, "amountMinor" bigint)
    on conflict (refund_id, order_item_id) do update set amount_minor = excluded.amount_minor`;
}

export async function listRefundItems(tx: ServiceTx, refundId: string): Promise<RefundShare[]> {
  const rows = await tx.$queryRaw<(Omit<RefundShare, 'amountMinor'> & { amountMinor: bigint })[]>`
    select order_item_id as "orderItemId", amount_minor as "amountMinor", restock_quantity as "restockQuantity", cancel_quantity as "cancelQuantity"
    from refund_items where refund_id = ${refundId} order by order_item_id`;
  return rows.map((row) => ({ ...row, amountMinor: Number(row.amountMinor) }));
}

/** Units per item that go back to the shelf when a refund under way is settled. */
export async function listPendingRestock(tx: ServiceTx, orderId: string): Promise<Map<string, number>> {
  const rows = await tx.$queryRaw<{ itemId: string; quantity: number }[]>`
    select i.order_item_id as "itemId", sum(i.restock_quantity)::int as quantity from refunds r join refund_items i on i.refund_id = r.id
    where r.order_id = ${orderId} and r.status = 'pending' group by 1`;
  return new Map(rows.map(({ itemId, quantity }) => [itemId, quantity]));
}

/** What of each item is on its way back at Stripe, leaving out one refund. */
export async function sumUnderWay(tx: ServiceTx, { orderId, except = null }: { orderId: string; except?: string | null }): Promise<Map<string, number>> {
  const rows = await tx.$queryRaw<{ itemId: string; amount: bigint }[]>`
    select f.order_item_id as "itemId", sum(f.amount_minor)::bigint as amount from refunds r join refund_items f on f.refund_id = r.id
    where r.order_id = ${orderId} and r.status = 'pending' and r.stripe_refund_id is not null and r.id is distinct from ${except} group by f.order_item_id`;
  return new Map(rows.map(({ itemId, amount }) => [itemId, Number(amount)]));
}

export async function attachStripeRefund(tx: ServiceTx, { refundId, stripeRefundId }: { refundId: string; stripeRefundId: string }): Promise<void> {
  await tx.$executeRaw`update refunds set stripe_refund_id = ${stripeRefundId} where id = ${refundId} and stripe_refund_id is null`;
}

/** Moves a refund on; zero rows: somebody did before. */
export async function moveRefund(tx: ServiceTx, move: { refundId: string; from: 'pending' | 'succeeded'; to: 'succeeded' | 'failed'; at: Date }): Promise<boolean> {
  const { refundId, from, to, at } = move;
  const written = await tx.$executeRaw`update refunds set status = ${to}, settled_at = ${at} where id = ${refundId} and status = ${from}`;
  return written === 1;
}

/** Refunds that nobody is settling any more. */
export async function listOverdueRefunds(tx: ServiceTx, before: Date): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`select id from refunds where status = 'pending' and created_at < ${before} order by created_at limit 200`;
  return rows.map((row) => row.id);
}

/** Whether nobody in person asked for it. */
export async function isBySystem(tx: ServiceTx, refundId: string): Promise<boolean> {
  const rows = await tx.$queryRaw<object[]>`select 1 from refunds where id = ${refundId} and requested_role = 'system'`;
  return rows.length > 0;
}
