-- Indexes for the orders in which admins read sellers: by name, and by since when they are there.
-- Rollback: drop index sellers_by_name, sellers_by_since.
set lock_timeout = '5s';

create index sellers_by_name on sellers ((lower(name) collate "C"), id);
create index sellers_by_since on sellers ((coalesce(applied_at, created_at)), id);
