-- When a dispute last had news and when its money was taken, so that each turn is told and posted once.
-- Rollback: drop both columns.
set lock_timeout = '5s';

alter table disputes
  add column news_at timestamptz,
  add column taken_at timestamptz;
