import { Prisma } from '@generated/client';
import type { Reader } from '@/server/platform/db';

export interface MonthRow {
  month: string;
  currency: string;
  openingMinor: number;
  salesMinor: number;
  takenBackMinor: number;
  paidOutMinor: number;
  closingMinor: number;
}

/** What a seller was owed at the beginning and end of each month with entries, newest first, and what moved it. One statement over its entries. */
export function listMonths(reader: Reader, sellerId: string): Promise<MonthRow[]> {
  return reader.rows<MonthRow>(Prisma.sql`
    with monthly as (
      select a.currency, to_char(e.posted_at at time zone 'UTC', 'YYYY-MM') as month, -sum(e.amount_minor) as moved,
        -sum(e.amount_minor) filter (where t.source_type = 'payment') as sales, -sum(e.amount_minor) filter (where t.source_type in ('transfer', 'transfer_reversal')) as paid_out
      from ledger_accounts a join ledger_entries e on e.account_id = a.id join ledger_transactions t on t.id = e.transaction_id
      where a.name = 'seller_payable' and a.seller_id = ${sellerId} group by 1, 2
    ), running as (
      select *, sum(moved) over (partition by currency order by month) as closing from monthly
    )
    select month, currency, (closing - moved)::bigint as "openingMinor", coalesce(sales, 0)::bigint as "salesMinor", (moved - coalesce(sales, 0) - coalesce(paid_out, 0))::bigint as "takenBackMinor",
      coalesce(paid_out, 0)::bigint as "paidOutMinor", closing::bigint as "closingMinor"
    from running order by month desc, currency limit 240`);
}

export interface EntryRow {
  id: string;
  at: Date;
  source: 'payment' | 'refund' | 'refund_reversal' | 'dispute' | 'dispute_reversal' | 'dispute_fee' | 'transfer' | 'transfer_reversal';
  /** As printed on receipts; null for an entry without an order. */
  number: number | null;
  title: string | null;
  amountMinor: number;
}

export interface Span {
  sellerId: string;
  currency: string;
  /** Half open. */
  from: Date;
  until: Date;
}

/** What a seller was owed at a moment. */
export async function findBalanceAt(reader: Reader, { sellerId, currency, from }: Pick<Span, 'sellerId' | 'currency' | 'from'>): Promise<number> {
  const [row] = await reader.rows<{ balance: number }>(Prisma.sql`
    select coalesce(-sum(e.amount_minor), 0)::bigint as balance from ledger_accounts a join ledger_entries e on e.account_id = a.id
    where a.name = 'seller_payable' and a.seller_id = ${sellerId} and a.currency = ${currency} and e.posted_at < ${from}`);
  return row?.balance ?? 0;
}

/** Every entry of a seller within a span, oldest first; amounts as what the shop owes. */
export function listEntries(reader: Reader, { sellerId, currency, from, until }: Span): Promise<EntryRow[]> {
  return reader.rows<EntryRow>(Prisma.sql`
    select e.id, e.posted_at as at, t.source_type as source, o.number, i.title, -e.amount_minor as "amountMinor"
    from ledger_accounts a join ledger_entries e on e.account_id = a.id join ledger_transactions t on t.id = e.transaction_id
    left join order_items i on i.id = e.order_item_id left join orders o on o.id = coalesce(e.order_id, i.order_id)
    where a.name = 'seller_payable' and a.seller_id = ${sellerId} and a.currency = ${currency} and e.posted_at >= ${from} and e.posted_at < ${until}
    order by e.posted_at, e.id`);
}

export async function findSellerName(reader: Reader, sellerId: string): Promise<string> {
  const [row] = await reader.rows<{ name: string }>(Prisma.sql`select name from sellers where id = ${sellerId}`);
  return row?.name ?? '';
}
