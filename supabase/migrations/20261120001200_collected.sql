-- How far Stripe's list of events has been read, so that a delivery after a long silence does not hide what came before it.
-- Rollback: drop table watermarks.
set lock_timeout = '5s';

create table watermarks (
  name text primary key,
  reached_at timestamptz not null
);
call app.protect('watermarks');
