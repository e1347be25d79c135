-- The check of a posting's balance, run at commit for each of its entries, always goes by the index: its plan is kept by the connection, and one
-- made while the ledger was small would read the whole of it later, until the table's statistics are next gathered.
-- Rollback: create the function of 20261120000400 again.
set lock_timeout = '5s';

create or replace function app.assert_posting_balances() returns trigger language plpgsql set search_path = '' set enable_seqscan = off as $$ begin
  if exists (select from public.ledger_entries e where e.transaction_id = new.transaction_id group by e.currency having sum(e.amount_minor) <> 0) then
    raise exception 'ledger transaction % does not sum to zero', new.transaction_id using errcode = 'check_violation';
  end if;
  return null;
end $$;
