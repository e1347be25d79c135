import { Prisma } from '@generated/client';
import type { Reader, ServiceTx } from '@/server/platform/db';
import { newId } from '@/shared/ids';

export interface PayableAccount {
  sellerId: string;
  currency: string;
}

/** Whom the shop owes something, and may be able to pay. */
export function listPayableAccounts(reader: Reader): Promise<PayableAccount[]> {
  return reader.rows<PayableAccount>(Prisma.sql`
    select a.seller_id as "sellerId", a.currency
    from ledger_accounts a join sellers s on s.id = a.seller_id and s.payouts_enabled and s.stripe_account_id is not null and s.lifecycle <> 'suspended'
    join ledger_entries e on e.account_id = a.id
    where a.name = 'seller_payable' group by a.id having sum(e.amount_minor) < 0 order by a.seller_id, a.currency`);
}

/**
 * Locks a seller's account of the ledger until the transaction ends. Every posting to it holds a key share of the row by its foreign key, so this
 * waits for those under way, and those that come wait for this: what is read now is what is paid out.
 */
export async function lockAccount(tx: ServiceTx, { sellerId, currency }: PayableAccount): Promise<boolean> {
  const rows = await tx.$queryRaw<object[]>`select 1 from ledger_accounts where name = 'seller_payable' and seller_id = ${sellerId} and currency = ${currency} for update`;
  return rows.length > 0;
}

/**
 * Keeps these orders from being refunded or disputed until the transaction ends, and says which. One that somebody is changing just now is left
 * out: that somebody will wait for the account, and waiting here would be for each other.
 */
export async function keepOrders(tx: ServiceTx, orderIds: readonly string[]): Promise<Set<string>> {
  const rows = await tx.$queryRaw<{ id: string }[]>`select id from orders where id = any (${[...orderIds]}::text[]) order by id for key share skip locked`;
  return new Set(rows.map((row) => row.id));
}

/**
 * Waits until nobody changes this order, and keeps it so until the transaction ends: whoever settles an order holds it before its transfers, and a
 * posting of one holds the order by its foreign key.
 */
export async function keepOrder(tx: ServiceTx, orderId: string): Promise<void> {
  await tx.$queryRaw`select 1 from orders where id = ${orderId} for key share`;
}

/** Writes a payout; false when one of this seller and currency is under way (`payouts_one_pending`). */
export async function insertPayout(tx: ServiceTx, payout: PayableAccount & { id: string; amountMinor: number; at: Date }): Promise<boolean> {
  const { id, sellerId, currency, amountMinor, at } = payout;
  const written = await tx.$executeRaw`
    insert into payouts (id, seller_id, currency, amount_minor, created_at) values (${id}, ${sellerId}, ${currency}, ${amountMinor}, ${at})
    on conflict (seller_id, currency) where status = 'pending' do nothing`;
  return written === 1;
}

/** Writes what a payout is made of, in one statement. */
export async function insertTransfers(tx: ServiceTx, payout: PayableAccount & { payoutId: string; transfers: readonly { orderId: string; amountMinor: number }[]; at: Date }): Promise<void> {
  const { payoutId, sellerId, currency, transfers, at } = payout;
  const rows = transfers.map(({ orderId, amountMinor }) => ({ id: newId('transfer', at.getTime()), order_id: orderId, amount_minor: amountMinor }));
  await tx.$executeRaw`
    insert into transfers (id, payout_id, seller_id, order_id, amount_minor, currency, created_at)
    select t.id, ${payoutId}, ${sellerId}, t.order_id, t.amount_minor, ${currency}, ${at}
    from json_to_recordset(${JSON.stringify(rows)}::json) as t(id text, order_id text, amount_minor bigint)`;
}

export interface PendingTransfer {
  transferId: string;
  payoutId: string;
  sellerId: string;
  orderId: string;
  amountMinor: number;
  currency: string;
  createdAt: Date;
  stripeAccountId: string | null;
  /** The order's charge, when the transfer can be paid from it; else null. */
  chargeId: string | null;
}

/**
 * What of a payout is still to be sent. Money comes out of the order's charge when all its sellers' parts fit into it (a promotion or a credit may
 * have added to them) and this is the first transfer of the order to the seller; both never change, for Stripe must be asked the same however often it is asked.
 */
export async function listPendingTransfers(tx: ServiceTx, { payoutId, transferId }: { payoutId?: string; transferId?: string }): Promise<PendingTransfer[]> {
  const rows = await tx.$queryRaw<(Omit<PendingTransfer, 'amountMinor'> & { amountMinor: bigint })[]>`
    select t.id as "transferId", t.payout_id as "payoutId", t.seller_id as "sellerId", t.order_id as "orderId", t.amount_minor as "amountMinor", t.currency, t.created_at as "createdAt",
      s.stripe_account_id as "stripeAccountId",
      case when (select sum(i.total_minor + i.credit_minor - i.tax_minor + i.subsidy_minor - i.fee_minor) from order_items i where i.order_id = t.order_id) <= p.amount_minor
        and not exists (select from transfers b where b.order_id = t.order_id and b.seller_id = t.seller_id and b.status <> 'failed' and (b.created_at, b.id) < (t.created_at, t.id))
        then p.stripe_charge_id end as "chargeId"
    from transfers t join sellers s on s.id = t.seller_id left join payments p on p.order_id = t.order_id
    where t.status = 'pending' and (t.payout_id = ${payoutId ?? null} or t.id = ${transferId ?? null}) order by t.id`;
  return rows.map((row) => ({ ...row, amountMinor: Number(row.amountMinor) }));
}

/** Marks a transfer as sent; false when somebody did before. One that was thought failed is found again by the reconciler. */
export async function markSent(tx: ServiceTx, sent: { transferId: string; stripeTransferId: string; from: 'pending' | 'failed'; at: Date }): Promise<boolean> {
  const { transferId, stripeTransferId, from, at } = sent;
  const written = await tx.$executeRaw`
    update transfers set status = 'paid', failure = '', stripe_transfer_id = ${stripeTransferId}, settled_at = ${at} where id = ${transferId} and status = ${from}`;
  return written === 1;
}

export async function markUnsent(tx: ServiceTx, { transferId, failure, at }: { transferId: string; failure: string; at: Date }): Promise<void> {
  await tx.$executeRaw`update transfers set status = 'failed', failure = ${failure}, settled_at = ${at} where id = ${transferId} and status = 'pending'`;
}

export interface EndedPayout {
  sellerId: string;
  sellerSlug: string;
  status: 'paid' | 'failed';
  amountMinor: bigint;
  currency: string;
  failure: string;
}

/** Ends a payout of which nothing is pending any more: paid with what was sent of it, or failed. Repeating it counts anew. */
export async function endPayout(tx: ServiceTx, { payoutId, at }: { payoutId: string; at: Date }): Promise<EndedPayout | undefined> {
  const [row] = await tx.$queryRaw<EndedPayout[]>`
    update payouts p set status = case when s.paid > 0 then 'paid' else 'failed' end, amount_minor = case when s.paid > 0 then s.paid else p.amount_minor end,
      paid_at = case when s.paid > 0 then coalesce(p.paid_at, ${at}) end,
      failure = case when s.failed = 0 then '' when s.total = 1 then s.reason else left(format('%s of %s amounts could not be sent. %s', s.failed, s.total, s.reason), 500) end
    from (select coalesce(sum(amount_minor) filter (where status = 'paid'), 0) as paid, count(*) filter (where status = 'failed') as failed, count(*) filter (where status = 'pending') as pending,
      count(*) as total, min(failure) filter (where status = 'failed') as reason from transfers where payout_id = ${payoutId}) s, sellers r
    where p.id = ${payoutId} and s.pending = 0 and r.id = p.seller_id
    returning r.id as "sellerId", r.slug as "sellerSlug", p.status, p.amount_minor as "amountMinor", p.currency, p.failure`;
  return row;
}

/** Payouts that nobody is sending any more. */
export async function listOverduePayouts(tx: ServiceTx, before: Date): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`select id from payouts where status = 'pending' and created_at < ${before} order by created_at limit 500`;
  return rows.map((row) => row.id);
}
