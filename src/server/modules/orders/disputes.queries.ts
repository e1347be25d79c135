import type { DisputeFact } from '@/server/modules/payments/to-payment-fact';
import type { ServiceTx } from '@/server/platform/db';
import { newId } from '@/shared/ids';

export interface DisputeRow {
  id: string;
  amountMinor: number;
  /** What it cost at its last turn. */
  feeMinor: number;
}

/** Our row of Stripe's dispute, written when it is the first time we hear of it. Money columns are those of the first word that took money. */
export async function ensureDispute(tx: ServiceTx, { orderId, currency, fact }: { orderId: string; currency: string; fact: DisputeFact }): Promise<DisputeRow> {
  const [row] = await tx.$queryRaw<{ id: string; amountMinor: bigint; feeMinor: bigint }[]>`
    insert into disputes as d (id, order_id, stripe_dispute_id, amount_minor, currency, reason, status, evidence_due_at, opened_at)
    values (${newId('dispute')}, ${orderId}, ${fact.stripeDisputeId}, ${fact.amountMinor}, ${currency}, ${fact.reason}, 'inquiry', ${fact.evidenceDueAt}, ${fact.at})
    on conflict (stripe_dispute_id) do update set reason = excluded.reason
    returning d.id, d.amount_minor as "amountMinor", d.fee_minor as "feeMinor"`;
  if (!row) throw new Error(`dispute ${fact.stripeDisputeId} could not be written`);
  return { id: row.id, amountMinor: Number(row.amountMinor), feeMinor: Number(row.feeMinor) };
}

/**
 * Moves a dispute on. False when it says nothing new, or when it had ended before: an ended dispute stays so. The first word of an inquiry is
 * news by its row having no date of news yet.
 */
export async function moveDispute(tx: ServiceTx, { disputeId, fact, at }: { disputeId: string; fact: DisputeFact; at: Date }): Promise<boolean> {
  const isEnd = ['won', 'lost', 'closed'].includes(fact.status);
  const written = await tx.$executeRaw`
    update disputes set status = ${fact.status}, fee_minor = ${fact.feeMinor}, evidence_due_at = ${fact.evidenceDueAt},
      closed_at = case when ${isEnd} then ${at}::timestamptz end, news_at = ${at}
    where id = ${disputeId} and status not in ('won', 'lost', 'closed') and (status <> ${fact.status} or news_at is null)`;
  return written === 1;
}

export interface DisputeShare {
  orderItemId: string;
  amountMinor: number;
}

/** Writes what a dispute took, which an inquiry before it may have said otherwise, and how it falls on the items; false when it was written before: money is taken once. */
export async function insertDisputeItems(tx: ServiceTx, { disputeId, amountMinor, shares, at }: { disputeId: string; amountMinor: number; shares: readonly DisputeShare[]; at: Date }): Promise<boolean> {
  const taken = await tx.$executeRaw`update disputes set taken_at = ${at}, amount_minor = ${amountMinor} where id = ${disputeId} and taken_at is null`;
  if (taken === 0) return false;
  await tx.$executeRaw`
    insert into dispute_items (dispute_id, order_item_id, amount_minor)
    select ${disputeId}, x."orderItemId", x."amountMinor" from jsonb_to_recordset(${JSON.stringify(shares)}::jsonb) as x("orderItemId" text, "amountMinor" bigint)`;
  return true;
}

export async function listDisputeItems(tx: ServiceTx, disputeId: string): Promise<DisputeShare[]> {
  const rows = await tx.$queryRaw<{ orderItemId: string; amountMinor: bigint }[]>`
    select order_item_id as "orderItemId", amount_minor as "amountMinor" from dispute_items where dispute_id = ${disputeId} order by order_item_id`;
  return rows.map((row) => ({ ...row, amountMinor: Number(row.amountMinor) }));
}

/** Whether a bank has money of this order while it decides. */
export async function hasOpenDispute(tx: ServiceTx, orderId: string): Promise<boolean> {
  const rows = await tx.$queryRaw<object[]>`select 1 from disputes where order_id = ${orderId} and status in ('needs_response', 'under_review') limit 1`;
  return rows.length > 0;
}
