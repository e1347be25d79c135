-- What dashboards ask of sales and downloads: by the day they were paid or fetched.
-- Rollback: drop the indexes of this file.
set lock_timeout = '5s';

create index seller_orders_paid on seller_orders (seller_id, paid_at) where paid_at is not null;
create index seller_orders_paid_at on seller_orders (paid_at, id) where paid_at is not null;
create index download_events_requested on download_events (requested_at);
