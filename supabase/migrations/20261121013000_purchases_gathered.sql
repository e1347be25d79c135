-- From here on purchases of a shop that forwards are gathered as they are paid.
-- Rollback: drop trigger forward_purchase on seller_orders.
set lock_timeout = '5s';

create or replace function app.forward_purchase() returns trigger language plpgsql set search_path = '' as $$ begin
  -- Only a shop that forwards has a mark; of others nothing is gathered that nobody would send.
  insert into public.purchases_to_forward (seller_order_id) select new.id from public.analytics_marks where forwarded_at is not null on conflict do nothing;
  return null;
end $$;
create or replace trigger forward_purchase after update of paid_at on seller_orders for each row when (old.paid_at is null and new.paid_at is not null) execute function app.forward_purchase();
