-- What checkout needs: one open order per buyer and variant, the whole snapshot of what was sold, one refund under way.
-- Rollback: drop index orders_one_open, refunds_one_pending; drop the columns of this file.
set lock_timeout = '5s';

-- Buyer and variant of an order that buys one thing; null for any other.
alter table orders add column open_key text;
-- Two clicks, two tabs, two colleagues: the second insert finds the first's open order instead of making another.
create unique index orders_one_open on orders (open_key) where status in ('pending', 'awaiting_payment');

-- The buyer's list shows what was sold also after the product has left the shop.
alter table order_items
  add column product_slug text not null default '',
  add column product_type text not null default '',
  add column seller_name text not null default '';

-- Two admins at once: one refund that we asked for is under way per order, so their sum cannot pass what was paid.
create unique index refunds_one_pending on refunds (order_id) where status = 'pending' and requested_by is not null;

-- The inbox read newest first, and the open rows the sweep looks for.
create index webhook_events_keyset on webhook_events (received_at desc, id desc);
