import type { DisputeFact } from '@/server/modules/payments/to-payment-fact';
import type { ServiceTx } from '@/server/platform/db';
import { newId } from '@/shared/ids';

export interface DisputeRow {
  id: string;
  amountMinor: number;
  /** What it cost by the last word of it. */
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
 * Moves a dispute on. False when it says nothing new, when it had ended before, as an ended dispute stays so, or when the word is older than the
 * last: of fewer movements of money, or a step back without one. The first word of an inquiry is news by its row having no date of news yet.
 */
export async function moveDispute(tx: ServiceTx, { disputeId, fact, at }: { disputeId: string; fact: DisputeFact; at: Date }): Promise<boolean> {
  const isEnd = ['won', 'lost', 'closed'].includes(fact.status);
  const written = await tx.$executeRaw`
    update disputes set status = ${fact.status}, evidence_due_at = ${fact.evidenceDueAt}, closed_at = case when ${isEnd} then ${at}::timestamptz end, news_at = ${at}
    where id = ${disputeId} and status not in ('won', 'lost', 'closed') and (status <> ${fact.status} or news_at is null)
      and (${isEnd} or movement_count < ${fact.movementCount}
        or (movement_count = ${fact.movementCount} and array_position(array['inquiry', 'needs_response', 'under_review'], status) <= array_position(array['inquiry', 'needs_response', 'under_review'], ${fact.status})))`;
  return written === 1;
}

/** Keeps what a dispute costs by now; false when that was known, or the word is older than the last. */
export async function keepFee(tx: ServiceTx, { disputeId, fact }: { disputeId: string; fact: DisputeFact }): Promise<boolean> {
  const written = await tx.$executeRaw`update disputes set fee_minor = ${fact.feeMinor}, movement_count = ${fact.movementCount} where id = ${disputeId} and movement_count < ${fact.movementCount}`;
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

/** A dispute whose money is gone from our balance. */
export interface TakenDispute {
  id: string;
  status: DisputeFact['status'];
  amountMinor: number;
}

/** The disputes of an order that took money and did not give it back, oldest first. */
export async function listTaken(tx: ServiceTx, orderId: string): Promise<TakenDispute[]> {
  const rows = await tx.$queryRaw<(Omit<TakenDispute, 'amountMinor'> & { amountMinor: bigint })[]>`
    select id, status, amount_minor as "amountMinor" from disputes where order_id = ${orderId} and taken_at is not null and status <> 'won' order by taken_at, id`;
  return rows.map((row) => ({ ...row, amountMinor: Number(row.amountMinor) }));
}

/** Sets how what a dispute took falls on these items, and counts that it did. The count; the order is locked by the caller. */
export async function shareDispute(tx: ServiceTx, { disputeId, shares }: { disputeId: string; shares: readonly DisputeShare[] }): Promise<number> {
  await tx.$executeRaw`
    insert into dispute_items (dispute_id, order_item_id, amount_minor)
    select ${disputeId}, x."orderItemId", x."amountMinor" from jsonb_to_recordset(${JSON.stringify(shares)}::jsonb) as x("orderItemId" text, "amountMinor" bigint)
    on conflict (dispute_id, order_item_id) do update set amount_minor = excluded.amount_minor`;
  const [row] = await tx.$queryRaw<{ count: number }[]>`update disputes set share_count = share_count + 1 where id = ${disputeId} returning share_count as count`;
  if (!row) throw new Error(`no dispute ${disputeId}`);
  return row.count;
}

/** Whether a bank has money of this order while it decides. */
export async function hasOpenDispute(tx: ServiceTx, orderId: string): Promise<boolean> {
  const rows = await tx.$queryRaw<object[]>`select 1 from disputes where order_id = ${orderId} and status in ('needs_response', 'under_review') limit 1`;
  return rows.length > 0;
}
