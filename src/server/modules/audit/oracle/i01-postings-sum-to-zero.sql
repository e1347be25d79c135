-- Each ledger transaction sums to zero in each currency, and has entries.
select t.id as subject, coalesce(e.currency, '') || ' ' || coalesce(sum(e.amount_minor), 0) as found
from ledger_transactions t left join ledger_entries e on e.transaction_id = t.id
group by t.id, e.currency
having coalesce(sum(e.amount_minor), 0) <> 0 or count(e.id) = 0
