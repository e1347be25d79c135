-- A paid order has one payment with its own amount and currency, and, unless it was free, one posting of that amount. An unpaid one has neither.
select o.id as subject, format('status %s, %s payments, %s postings, %s %s of %s %s', o.status, p.payments, l.postings, p.amount, p.currency, o.total_minor, o.currency) as found
from orders o
cross join lateral (select count(*) as payments, coalesce(sum(amount_minor), 0) as amount, max(currency) as currency, max(id) as id from payments where order_id = o.id) p
cross join lateral (select count(*) as postings from ledger_transactions where source_type = 'payment' and source_id = p.id) l
where case when o.paid_at is null then p.payments > 0
  else p.payments <> 1 or p.amount <> o.total_minor or p.currency <> o.currency or l.postings <> (case when o.total_minor > 0 then 1 else 0 end) end
