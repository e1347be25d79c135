-- What the admins' front page and an order's page ask: money by its day, mail by the thing it is about.
-- Rollback: drop the indexes of this file.
set lock_timeout = '5s';

create index payments_paid_at on payments (paid_at);
create index refunds_settled_at on refunds (settled_at);
-- A reason to write is `kind:thing` or `kind:thing:person`.
create index email_outbox_subject on email_outbox (split_part(dedupe_key, ':', 2));
