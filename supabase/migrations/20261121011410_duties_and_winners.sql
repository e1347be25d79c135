-- What a seller has to answer is found without reading all it ever answered; and which winners of a drop have been told.
-- Rollback: drop index threads_to_answer, drop_entries_untold; alter table drop_entries drop column told_quantity.
set lock_timeout = '5s';

create index threads_to_answer on threads (seller_id) where last_buyer_seq > last_seller_seq;

-- What its person was told that it won. Those of drops that were drawn before this have been told.
alter table drop_entries add column told_quantity integer not null default 0 check (told_quantity >= 0);
update drop_entries set told_quantity = won_quantity where won_quantity > 0;
create index drop_entries_untold on drop_entries (drop_id, user_id) where won_quantity > told_quantity;
