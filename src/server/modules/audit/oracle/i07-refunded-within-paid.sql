-- What went back, as money or as credit, never exceeds what came in, per item and order, and the sums on rows are those of refunds, disputes and the ledger. Of a dispute the
-- books hold all that the bank has, what the items do not bear of it being the platform's, and its fee.
with settled as (
  select order_id, sum(amount_minor) as amount from refunds where status = 'succeeded' group by order_id
), taken as (
  -- Disputes whose money is gone: posted, and not posted back.
  select d.id, d.order_id from disputes d join ledger_transactions t on t.source_type = 'dispute' and t.source_id = d.id
  where not exists (select from ledger_transactions b where b.source_type = 'dispute_reversal' and b.source_id = d.id)
), shares as (
  select f.order_item_id, f.amount_minor as refunded, 0 as disputed from refund_items f join refunds r on r.id = f.refund_id and r.status = 'succeeded'
  union all
  select x.order_item_id, 0, x.amount_minor from dispute_items x join taken k on k.id = x.dispute_id
), by_item as (
  select order_item_id, sum(refunded) as refunded, sum(disputed) as disputed from shares group by order_item_id
), by_order as (
  select order_id, sum(refunded_minor) as refunded, sum(disputed_minor) as disputed from order_items group by order_id
), posted as (
  select f.order_id, -sum(e.amount_minor) as amount
  from refunds f join ledger_transactions t on t.source_type in ('refund', 'refund_reversal') and t.source_id = f.id
  join ledger_entries e on e.transaction_id = t.id join ledger_accounts a on a.id = e.account_id
    and a.name = case when f.stripe_invoice_id is null then 'stripe_clearing' else 'customer_credit' end group by f.order_id
), shared as (
  select dispute_id, sum(amount_minor) as amount from dispute_items group by dispute_id
), disputed as (
  -- A source is the dispute's id, or one of its rounds: the id, a colon and a count.
  select d.id, -coalesce(sum(e.amount_minor) filter (where a.name = 'stripe_clearing' and t.source_type <> 'dispute_fee'), 0) as taken,
    coalesce(sum(e.amount_minor) filter (where a.name = 'platform_fees' and e.order_item_id is null), 0) as excess,
    -coalesce(sum(e.amount_minor) filter (where a.name = 'stripe_clearing' and t.source_type = 'dispute_fee'), 0) as fee
  from disputes d join ledger_transactions t on t.source_type in ('dispute', 'dispute_reversal', 'dispute_fee') and split_part(t.source_id, ':', 1) = d.id
  join ledger_entries e on e.transaction_id = t.id join ledger_accounts a on a.id = e.account_id group by d.id
)
select i.id as subject, format('refunded %s, refunds %s, disputed %s, disputes %s, total %s', i.refunded_minor, s.refunded, i.disputed_minor, s.disputed, i.total_minor) as found
from order_items i left join by_item s on s.order_item_id = i.id
where i.refunded_minor + i.disputed_minor > i.total_minor or i.refunded_minor <> coalesce(s.refunded, 0) or i.disputed_minor <> coalesce(s.disputed, 0)
union all
select o.id, format('refunded %s, settled refunds %s, items %s, ledger %s, disputed %s, items %s, total %s', o.refunded_minor, r.amount, i.refunded, l.amount, o.disputed_minor, i.disputed, o.total_minor)
from orders o left join settled r on r.order_id = o.id left join by_order i on i.order_id = o.id left join posted l on l.order_id = o.id
where o.refunded_minor + o.disputed_minor > o.total_minor or o.refunded_minor <> coalesce(r.amount, 0) or o.refunded_minor <> coalesce(i.refunded, 0)
  or o.refunded_minor <> coalesce(l.amount, 0) or o.disputed_minor <> coalesce(i.disputed, 0) or (o.paid_at is null and o.refunded_minor + o.disputed_minor > 0)
  or (o.status = 'refunded') <> (o.paid_at is not null and o.total_minor > 0 and o.refunded_minor = o.total_minor)
union all
select d.id, format('%s took %s, items bear %s, fee %s; posted %s, platform %s, fee %s', d.status, d.amount_minor, s.amount, d.fee_minor, p.taken, p.excess, p.fee)
from disputes d left join taken k on k.id = d.id left join shared s on s.dispute_id = d.id left join disputed p on p.id = d.id
where coalesce(p.taken, 0) <> case when k.id is null then 0 else d.amount_minor end
  or coalesce(p.excess, 0) <> case when k.id is null then 0 else d.amount_minor - coalesce(s.amount, 0) end
  or coalesce(p.fee, 0) <> d.fee_minor
