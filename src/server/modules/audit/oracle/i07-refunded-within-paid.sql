-- What went back never exceeds what came in, per item and order, and the sums on rows are the sums of refunds.
select o.id as subject, format('refunded %s, settled refunds %s, items %s, ledger %s, total %s', o.refunded_minor, r.settled, i.refunded, l.posted, o.total_minor) as found
from orders o
cross join lateral (select coalesce(sum(amount_minor), 0) as settled from refunds where order_id = o.id and status = 'succeeded') r
cross join lateral (select coalesce(sum(refunded_minor), 0) as refunded from order_items where order_id = o.id) i
cross join lateral (
  select coalesce(-sum(e.amount_minor), 0) as posted from refunds f join ledger_transactions t on t.source_type in ('refund', 'refund_reversal') and t.source_id = f.id
  join ledger_entries e on e.transaction_id = t.id join ledger_accounts a on a.id = e.account_id and a.name = 'stripe_clearing' where f.order_id = o.id) l
where o.refunded_minor > o.total_minor or o.refunded_minor <> r.settled or i.refunded <> r.settled or l.posted <> r.settled
  or (o.paid_at is null and r.settled > 0)
  or (o.status = 'refunded') <> (o.paid_at is not null and o.total_minor > 0 and o.refunded_minor = o.total_minor)
