-- What was given back of a seller's sales, found without reading all of them.
-- Rollback: drop index order_items_given_back.
set lock_timeout = '5s';

create index order_items_given_back on order_items (seller_id, order_id) where refunded_minor + disputed_minor > 0;
