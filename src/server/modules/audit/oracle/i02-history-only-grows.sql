-- Ledger, audit log and stock movements refuse update, delete and truncate, also from their owner.
select t.name as subject, 'append-only triggers are missing' as found
from unnest(array['ledger_transactions', 'ledger_entries', 'audit_log', 'stock_movements']) as t(name)
where (select count(*) from pg_trigger g join pg_class c on c.oid = g.tgrelid
  where c.relname = t.name and c.relnamespace = 'public'::regnamespace and g.tgname in ('append_only', 'append_only_truncate') and g.tgenabled = 'O') <> 2
