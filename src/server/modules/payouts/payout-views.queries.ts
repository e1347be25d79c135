import { Prisma } from '@generated/client';
import type { Reader } from '@/server/platform/db';
import type { AdminBalance, BankPayoutView, PayoutView, TransferView } from '@/shared/contracts/payouts';

type Position = { at: Date; id: string } | null;

export type PayoutRow = Omit<PayoutView, 'createdAt' | 'paidAt' | 'transfers'> & { createdAt: Date; paidAt: Date | null; transfers: (Omit<TransferView, 'orderNumber'> & { number: number })[] };

/** A seller's payouts, newest first, each with what it is made of. */
export function listPayoutRows(reader: Reader, { sellerId, after, limit }: { sellerId: string; after: Position; limit: number }): Promise<PayoutRow[]> {
  return reader.rows<PayoutRow>(Prisma.sql`
    select p.id, p.currency, p.amount_minor as "amountMinor", p.status, p.failure, p.created_at as "createdAt", p.paid_at as "paidAt",
      coalesce((select jsonb_agg(jsonb_build_object('id', t.id, 'orderId', t.order_id, 'number', o.number, 'amountMinor', t.amount_minor, 'reversedMinor', t.reversed_minor, 'status', t.status, 'failure', t.failure,
          'comingBackMinor', (select coalesce(sum(r.amount_minor), 0) from transfer_reversals r where r.transfer_id = t.id and r.status = 'pending'),
          'refusedMinor', (select coalesce(sum(r.amount_minor), 0) from transfer_reversals r where r.transfer_id = t.id and r.status = 'refused')) order by t.id)
        from transfers t join orders o on o.id = t.order_id where t.payout_id = p.id), '[]') as transfers
    from payouts p
    where p.seller_id = ${sellerId} and (${after?.at ?? null}::timestamptz is null or (p.created_at, p.id) < (${after?.at ?? null}::timestamptz, ${after?.id ?? ''}))
    order by p.created_at desc, p.id desc limit ${limit}`);
}

/** What was sent in each week since a Monday, less what was fetched back of it, by currency. */
export function listWeeks(reader: Reader, { sellerId, since }: { sellerId: string; since: Date }): Promise<{ currency: string; startsAt: Date; amountMinor: number }[]> {
  return reader.rows(Prisma.sql`
    select currency, date_trunc('week', paid_at at time zone 'UTC') at time zone 'UTC' as "startsAt", sum(amount_minor)::bigint as "amountMinor"
    from payouts where seller_id = ${sellerId} and status = 'paid' and created_at >= ${since} group by 1, 2 order by 1, 2`);
}

export type BankPayoutRow = Omit<BankPayoutView, 'createdAt' | 'arrivesAt'> & { createdAt: Date; arrivesAt: Date | null };

/** The last payouts from a seller's account at Stripe to its bank. */
export function listBankPayouts(reader: Reader, sellerId: string): Promise<BankPayoutRow[]> {
  return reader.rows<BankPayoutRow>(Prisma.sql`
    select id, amount_minor as "amountMinor", currency, status, failure, created_at as "createdAt", arrives_at as "arrivesAt"
    from bank_payouts where seller_id = ${sellerId} order by created_at desc, id desc limit 10`);
}

export type AdminBalanceRow = Omit<AdminBalance, 'lastPaidAt'> & { lastPaidAt: Date | null };

/** Every balance that is not zero: what sellers owe first, then the largest. */
export function listBalances(reader: Reader, limit: number): Promise<AdminBalanceRow[]> {
  return reader.rows<AdminBalanceRow>(Prisma.sql`
    with summed as (
      select a.seller_id, a.currency, -sum(e.amount_minor) as balance from ledger_accounts a join ledger_entries e on e.account_id = a.id
      where a.name = 'seller_payable' group by a.id having sum(e.amount_minor) <> 0
    )
    select s.slug as "sellerSlug", s.name as "sellerName", s.lifecycle, s.payouts_enabled as "payoutsEnabled", b.currency, b.balance::bigint as "balanceMinor",
      coalesce((select sum(t.amount_minor) from transfers t where t.seller_id = s.id and t.currency = b.currency and t.status = 'pending'), 0)::bigint as "underWayMinor",
      (select max(p.paid_at) from payouts p where p.seller_id = s.id and p.currency = b.currency and p.status = 'paid') as "lastPaidAt"
    from summed b join sellers s on s.id = b.seller_id
    order by (b.balance < 0) desc, abs(b.balance) desc, s.id, b.currency limit ${limit}`);
}

export type AdminPayoutRow = Omit<PayoutRow, 'transfers'> & { sellerSlug: string; sellerName: string; transferCount: number };

/** All payouts, newest first. */
export function listAllPayoutRows(reader: Reader, { statuses, after, limit }: { statuses: readonly string[]; after: Position; limit: number }): Promise<AdminPayoutRow[]> {
  return reader.rows<AdminPayoutRow>(Prisma.sql`
    select p.id, p.currency, p.amount_minor as "amountMinor", p.status, p.failure, p.created_at as "createdAt", p.paid_at as "paidAt", s.slug as "sellerSlug", s.name as "sellerName",
      (select count(*) from transfers t where t.payout_id = p.id) as "transferCount"
    from payouts p join sellers s on s.id = p.seller_id
    where (${statuses.length === 0}::boolean or p.status = any (${[...statuses]}::text[]))
      and (${after?.at ?? null}::timestamptz is null or (p.created_at, p.id) < (${after?.at ?? null}::timestamptz, ${after?.id ?? ''}))
    order by p.created_at desc, p.id desc limit ${limit}`);
}
