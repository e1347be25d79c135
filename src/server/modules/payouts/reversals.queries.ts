import type { ServiceTx } from '@/server/platform/db';
import { newId } from '@/shared/ids';
import type { SentTransfer } from './plan-reversals';
import type { ReversalRequest } from './request-transfer-reversals';

/** What was sent of an order or is on its way, youngest first, locked so that two causes at once do not ask back the same money. */
export async function lockSentOfOrder(tx: ServiceTx, orderId: string): Promise<SentTransfer[]> {
  const locked = await tx.$queryRaw<object[]>`select 1 from transfers where order_id = ${orderId} and status in ('pending', 'paid') order by id for update`;
  if (locked.length === 0) return [];
  const rows = await tx.$queryRaw<{ transferId: string; sellerId: string; currency: string; left: bigint; earned: bigint }[]>`
    select t.id as "transferId", t.seller_id as "sellerId", t.currency,
      t.amount_minor - coalesce((select sum(r.amount_minor) from transfer_reversals r where r.transfer_id = t.id), 0)::bigint as left,
      coalesce((select -sum(e.amount_minor) from ledger_entries e join ledger_accounts a on a.id = e.account_id and a.name = 'seller_payable' and a.seller_id = t.seller_id
        join ledger_transactions l on l.id = e.transaction_id and l.source_type not in ('transfer', 'transfer_reversal') where e.order_id = t.order_id), 0)::bigint as earned
    from transfers t where t.order_id = ${orderId} and t.status in ('pending', 'paid') order by t.created_at desc, t.id desc`;
  return rows.map(({ left, earned, ...row }) => ({ ...row, leftMinor: Number(left), earnedMinor: Number(earned) }));
}

export interface NewReversal {
  transferId: string;
  amountMinor: number;
  currency: string;
  source: ReversalRequest['source'];
  at: Date;
}

/** Writes a reversal to be made; undefined when this source asked for one of the transfer before. */
export async function insertReversal(tx: ServiceTx, { transferId, amountMinor, currency, source, at }: NewReversal): Promise<string | undefined> {
  const [row] = await tx.$queryRaw<{ id: string }[]>`
    insert into transfer_reversals (id, transfer_id, amount_minor, currency, source_type, source_id, created_at)
    values (${newId('transferReversal', at.getTime())}, ${transferId}, ${amountMinor}, ${currency}, ${source.type}, ${source.id}, ${at})
    on conflict (source_type, source_id, transfer_id) do nothing returning id`;
  return row?.id;
}

export interface ReversalRow {
  transferId: string;
  amountMinor: number;
  currency: string;
  status: 'pending' | 'succeeded' | 'refused';
  createdAt: Date;
  transferStatus: 'pending' | 'paid' | 'failed';
  stripeTransferId: string | null;
  sellerId: string;
  orderId: string;
}

export async function findReversal(tx: ServiceTx, reversalId: string): Promise<ReversalRow | undefined> {
  const [row] = await tx.$queryRaw<(Omit<ReversalRow, 'amountMinor'> & { amountMinor: bigint })[]>`
    select r.transfer_id as "transferId", r.amount_minor as "amountMinor", r.currency, r.status, r.created_at as "createdAt", t.status as "transferStatus",
      t.stripe_transfer_id as "stripeTransferId", t.seller_id as "sellerId", t.order_id as "orderId"
    from transfer_reversals r join transfers t on t.id = r.transfer_id where r.id = ${reversalId}`;
  return row && { ...row, amountMinor: Number(row.amountMinor) };
}

/** Marks a reversal as made and counts it on its transfer, in one statement; false when somebody did before. */
export async function markReversed(tx: ServiceTx, { reversalId, stripeReversalId, at }: { reversalId: string; stripeReversalId: string; at: Date }): Promise<boolean> {
  const written = await tx.$executeRaw`
    with made as (
      update transfer_reversals set status = 'succeeded', stripe_reversal_id = ${stripeReversalId}, settled_at = ${at} where id = ${reversalId} and status = 'pending' returning transfer_id, amount_minor
    )
    update transfers t set reversed_minor = t.reversed_minor + made.amount_minor from made where t.id = made.transfer_id`;
  return written === 1;
}

export async function markRefused(tx: ServiceTx, { reversalId, failure, at }: { reversalId: string; failure: string; at: Date }): Promise<void> {
  await tx.$executeRaw`update transfer_reversals set status = 'refused', failure = ${failure}, settled_at = ${at} where id = ${reversalId} and status = 'pending'`;
}

/** Reversals that wait for a transfer which is settled now. */
export async function listWaitingReversals(tx: ServiceTx, transferId: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`select id from transfer_reversals where transfer_id = ${transferId} and status = 'pending' order by id`;
  return rows.map((row) => row.id);
}

/** Reversals that nobody is making any more. */
export async function listOverdueReversals(tx: ServiceTx, before: Date): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`select id from transfer_reversals where status = 'pending' and created_at < ${before} order by created_at limit 500`;
  return rows.map((row) => row.id);
}
