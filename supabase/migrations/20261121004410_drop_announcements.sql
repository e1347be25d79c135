-- When those who follow a drop's product were told that it opens.
-- Rollback: alter table drops drop column announced_at;
set lock_timeout = '5s';

-- Null: not yet. Written once, so that they are told once.
alter table drops add column announced_at timestamptz;
