-- Each ledger transaction sums to zero in each currency, and has entries.
select e.transaction_id as subject, e.currency || ' ' || sum(e.amount_minor) as found
from ledger_entries e group by e.transaction_id, e.currency having sum(e.amount_minor) <> 0
union all
select t.id, 'no entries' from ledger_transactions t where not exists (select from ledger_entries e where e.transaction_id = t.id)
