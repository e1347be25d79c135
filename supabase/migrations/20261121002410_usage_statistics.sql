-- Sums for dashboards: calls by hour and by customer and day, gathered from the log once a minute, and calls that were refused.
-- Rollback: drop tables usage_refusals, usage_days, usage_hours, usage_rollup.
set lock_timeout = '5s';

-- Up to when the log is summed; what is younger is read from the log itself. Null: nothing yet.
create table usage_rollup (
  is_one boolean primary key default true check (is_one),
  rolled_until timestamptz
);
insert into usage_rollup default values;
call app.protect('usage_rollup');
grant select on usage_rollup to authenticated;
create policy usage_rollup_anybody on usage_rollup for select to authenticated using (true);

create table usage_hours (
  platform_id text not null references platforms,
  mode text not null check (mode in ('preview', 'live')),
  hour timestamptz not null,
  calls bigint not null,
  units bigint not null,
  primary key (platform_id, mode, hour)
);
call app.protect('usage_hours');
grant select on usage_hours to authenticated;
create policy usage_hours_seller on usage_hours for select to authenticated using (platform_id = any ((select app.platform_ids())::text[]));

-- Days are UTC's.
create table usage_days (
  platform_id text not null references platforms,
  mode text not null check (mode in ('preview', 'live')),
  day date not null,
  customer_id text not null,
  calls bigint not null,
  units bigint not null,
  primary key (platform_id, mode, day, customer_id) include (calls, units)
);
call app.protect('usage_days');
grant select on usage_days to authenticated;
create policy usage_days_seller on usage_days for select to authenticated using (platform_id = any ((select app.platform_ids())::text[]));

-- Calls that were not counted, by what they were answered. Gathered in memory and written about once a second: a process that dies loses a second of it.
create table usage_refusals (
  platform_id text not null references platforms,
  mode text not null check (mode in ('preview', 'live')),
  hour timestamptz not null,
  outcome text not null check (outcome in ('refused', 'rate_limited', 'payment_required', 'account_refused', 'conflict', 'unknown_meter')),
  count bigint not null check (count > 0),
  primary key (platform_id, mode, hour, outcome)
);
call app.protect('usage_refusals');
grant select on usage_refusals to authenticated;
create policy usage_refusals_seller on usage_refusals for select to authenticated using (platform_id = any ((select app.platform_ids())::text[]));
