-- What was paid after the mark and before purchases were gathered waits too. Whoever sends it by the mark meanwhile sends it under the same id, and it counts once.
-- Rollback: none is needed, sent rows are taken out.
set lock_timeout = '5s';

insert into purchases_to_forward (seller_order_id)
select s.id from analytics_marks m join seller_orders s on s.paid_at >= m.forwarded_at and (s.paid_at, s.id) > (m.forwarded_at, m.forwarded_id) on conflict do nothing;
