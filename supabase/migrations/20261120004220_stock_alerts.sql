-- Who wants to be told when something is back, and in which order they asked.
-- Rollback: drop the table.
set lock_timeout = '5s';

create table stock_alerts (
  user_id uuid not null references users on delete cascade,
  variant_id text not null references product_variants on delete cascade,
  asked_at timestamptz not null,
  -- Null while waiting; who asks again after it waits anew.
  notified_at timestamptz,
  primary key (user_id, variant_id)
);
create index stock_alerts_waiting on stock_alerts (variant_id, asked_at, user_id) where notified_at is null;
create index stock_alerts_variant on stock_alerts (variant_id);
call app.protect('stock_alerts');
grant select on stock_alerts to authenticated;
create policy stock_alerts_own on stock_alerts for select to authenticated using (user_id = (select auth.uid()));
