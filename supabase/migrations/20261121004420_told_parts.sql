-- When a seller was told of what it has to send.
-- Rollback: drop index seller_orders_untold; alter table seller_orders drop column told_at;
set lock_timeout = '5s';

-- Null: not yet. What is older than this column needs no telling.
alter table seller_orders add column told_at timestamptz;
update seller_orders set told_at = paid_at where paid_at is not null;
create index seller_orders_untold on seller_orders (seller_id, id) where told_at is null and paid_at is not null and fulfilment in ('unshipped', 'partially_shipped');
