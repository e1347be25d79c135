-- Indexes for the orders that lists are worked through in: a seller's products by name and by change, its orders by sum, people by name, ingest runs newest first.
-- Rollback: drop index products_by_title, products_by_change, seller_orders_by_total, profiles_by_name, ingest_runs_newest.
set lock_timeout = '5s';

create index products_by_title on products (seller_id, (lower(title) collate "C"), id);
create index products_by_change on products (seller_id, updated_at, id);
create index seller_orders_by_total on seller_orders (seller_id, total_minor, id) where paid_at is not null;
create index profiles_by_name on profiles ((lower(display_name) collate "C"), user_id);
create index ingest_runs_newest on ingest_runs (started_at desc, id desc);
