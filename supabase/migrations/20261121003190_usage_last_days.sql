-- The last day each customer called on: the different customers since a day are counted, not compared.
-- Rollback: drop table usage_last_days.
set lock_timeout = '5s';

create table usage_last_days (
  platform_id text not null references platforms,
  mode text not null check (mode in ('preview', 'live')),
  customer_id text not null,
  last_day date not null,
  primary key (platform_id, mode, customer_id)
);
create index usage_last_days_since on usage_last_days (platform_id, mode, last_day);
call app.protect('usage_last_days');
grant select on usage_last_days to authenticated;
create policy usage_last_days_seller on usage_last_days for select to authenticated using (platform_id = any ((select app.platform_ids())::text[]));

insert into usage_last_days (platform_id, mode, customer_id, last_day)
select platform_id, mode, customer_id, max(day) from usage_days group by 1, 2, 3;
