-- A paid order has one payment with its own amount and currency and, unless it was free and neither a promotion nor a credit paid for it, one posting of that amount. An unpaid one has neither.
with posted as (
  select t.source_id as payment_id, coalesce(sum(e.amount_minor) filter (where a.name = 'stripe_clearing'), 0) as cleared, min(e.currency) as currency, max(e.currency) as last_currency
  from ledger_transactions t join ledger_entries e on e.transaction_id = t.id join ledger_accounts a on a.id = e.account_id
  where t.source_type = 'payment' group by t.source_id
), subsidised as (
  select order_id, sum(subsidy_minor + credit_minor) as subsidy from order_items where subsidy_minor + credit_minor > 0 group by order_id
)
select o.id as subject, format('status %s, payment %s %s, posted %s %s, of %s %s', o.status, p.amount_minor, p.currency, l.cleared, l.currency, o.total_minor, o.currency) as found
from orders o left join payments p on p.order_id = o.id left join posted l on l.payment_id = p.id left join subsidised s on s.order_id = o.id
where case when o.paid_at is null then p.id is not null
  else p.id is null or p.amount_minor <> o.total_minor or p.currency <> o.currency or coalesce(l.cleared, 0) <> o.total_minor
    or (l.payment_id is not null) <> (o.total_minor + coalesce(s.subsidy, 0) > 0) or l.currency <> o.currency or l.last_currency <> o.currency end
union all
select l.payment_id, 'posted for no payment' from posted l where not exists (select from payments p where p.id = l.payment_id)
