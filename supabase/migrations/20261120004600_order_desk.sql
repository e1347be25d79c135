-- What sellers and admins ask of their desks after payment: orders that are shipped, open returns, and how often evidence was sent.
-- Rollback: drop the column and the indexes of this file.
set lock_timeout = '5s';

-- Counts what was sent to Stripe: each sending has a key of its own, so that the same words may be sent again.
alter table disputes add column evidence_round integer not null default 0 check (evidence_round >= 0);

create index seller_orders_shipped on seller_orders (seller_id, created_at desc, id desc) where fulfilment in ('shipped', 'delivered') and paid_at is not null;
create index returns_seller_open on returns (seller_id, seller_order_id) where status in ('requested', 'approved');
create index disputes_ended on disputes (closed_at desc, id desc) where closed_at is not null;
create index disputes_newest on disputes (opened_at desc, id desc);
