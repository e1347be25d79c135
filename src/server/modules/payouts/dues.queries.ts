import { Prisma } from '@generated/client';
import type { Reader, ServiceTx } from '@/server/platform/db';
import type { OpenOrder, PayoutStanding } from './to-dues';

/** An open order with its seller's standing, which is the same on every row. */
export type DueRow = OpenOrder & PayoutStanding;

/** Every order of a seller with money open, by age. The ledger says how much; orders, parcels and disputes say why not yet. One statement. */
function dues({ sellerId, currency }: { sellerId: string; currency: string | null }): Prisma.Sql {
  return Prisma.sql`
    with summed as (
      select a.currency, e.order_id, -sum(e.amount_minor) as owed
      from ledger_accounts a join ledger_entries e on e.account_id = a.id
      where a.name = 'seller_payable' and a.seller_id = ${sellerId} and (${currency}::text is null or a.currency = ${currency})
      group by a.currency, e.order_id
    ), leaving as (
      select currency, order_id, sum(amount_minor) as amount from transfers where seller_id = ${sellerId} and status = 'pending' group by currency, order_id
    ), returning_ as (
      select t.currency, t.order_id, sum(r.amount_minor) as amount from transfers t join transfer_reversals r on r.transfer_id = t.id and r.status = 'pending'
      where t.seller_id = ${sellerId} and t.status in ('pending', 'paid') group by t.currency, t.order_id
    )
    select s.currency, s.order_id as "orderId", o.number::int as number, s.owed::bigint as "owedMinor", coalesce(l.amount, 0)::bigint as "underWayMinor", coalesce(r.amount, 0)::bigint as "comingBackMinor",
      coalesce(p.paid_at, o.paid_at, o.created_at) as "paidAt", coalesce(p.fulfilment, 'none') as fulfilment, p.shipped_at as "shippedAt",
      exists (select from disputes d where d.order_id = s.order_id and d.closed_at is null) as "isDisputed",
      b.lifecycle, b.stripe_account_id is not null as "hasStripeAccount", b.details_submitted as "detailsSubmitted", b.payouts_enabled as "payoutsEnabled"
    from summed s
    join orders o on o.id = s.order_id
    join sellers b on b.id = ${sellerId}
    left join seller_orders p on p.order_id = s.order_id and p.seller_id = b.id
    left join leaving l on l.order_id = s.order_id and l.currency = s.currency
    left join returning_ r on r.order_id = s.order_id and r.currency = s.currency
    where s.owed <> 0 or l.amount > 0 or r.amount > 0
    order by "paidAt", s.order_id`;
}

type Raw = { [Key in keyof DueRow]: DueRow[Key] extends number ? number | bigint : DueRow[Key] };

function toDueRow({ owedMinor, underWayMinor, comingBackMinor, number, ...row }: Raw): DueRow {
  return { ...row, number: Number(number), owedMinor: Number(owedMinor), underWayMinor: Number(underWayMinor), comingBackMinor: Number(comingBackMinor) };
}

/** The open orders of a seller in all currencies. */
export async function listDueRows(reader: Reader, sellerId: string): Promise<DueRow[]> {
  return (await reader.rows<Raw>(dues({ sellerId, currency: null }))).map(toDueRow);
}

/** The same in one currency, as they are within the transaction. */
export async function listDueRowsForPayout(tx: ServiceTx, account: { sellerId: string; currency: string }): Promise<DueRow[]> {
  return (await tx.$queryRaw<Raw[]>(dues(account))).map(toDueRow);
}
