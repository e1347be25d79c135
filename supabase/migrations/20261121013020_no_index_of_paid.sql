-- It was for forwarding alone.
-- Rollback: create index seller_orders_paid_at on seller_orders (paid_at, id) where paid_at is not null.
set lock_timeout = '5s';

drop index if exists seller_orders_paid_at;
