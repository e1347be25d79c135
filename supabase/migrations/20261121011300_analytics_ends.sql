-- Purchases to be forwarded, written with the purchase; links from clicks to whom was shown something, cut in time; sums that statistics of APIs read instead of days.
-- What is heavy, or holds a busy table, follows in transactions of its own.
-- Rollback: drop function app.forward_purchase; drop tables purchases_to_forward, usage_active_days, usage_spans; alter table recommendation_exposures drop column clicked_at.
set lock_timeout = '5s';

-- An outbox: a row is there from the moment its purchase is, whenever it was paid, until it was sent.
create table purchases_to_forward (
  seller_order_id text primary key references seller_orders on delete cascade,
  written_at timestamptz not null default now()
);
create index purchases_to_forward_written on purchases_to_forward (written_at, seller_order_id);
call app.protect('purchases_to_forward');

create function app.forward_purchase() returns trigger language plpgsql set search_path = '' as $$ begin
  -- Only a shop that forwards has a mark; of others nothing is gathered that nobody would send.
  insert into public.purchases_to_forward (seller_order_id) select new.id from public.analytics_marks where forwarded_at is not null;
  return null;
end $$;

-- A click that was cut from its exposure stays counted here.
alter table recommendation_exposures add column clicked_at timestamptz;

-- Different customers of each day, counted as each calls for the first time on it.
create table usage_active_days (
  platform_id text not null references platforms,
  mode text not null check (mode in ('preview', 'live')),
  day date not null,
  customers integer not null check (customers >= 0),
  primary key (platform_id, mode, day)
);
call app.protect('usage_active_days');
grant select on usage_active_days to authenticated;
create policy usage_active_days_seller on usage_active_days for select to authenticated using (platform_id = any ((select app.platform_ids())::text[]));

-- Days of a customer added up, six and thirty-six at a time, counted from 2000-01-01: of ninety days at most thirteen rows are read.
create table usage_spans (
  platform_id text not null references platforms,
  mode text not null check (mode in ('preview', 'live')),
  days smallint not null check (days in (6, 36)),
  first_day date not null check ((first_day - date '2000-01-01') % days = 0),
  customer_id text not null,
  calls bigint not null,
  units bigint not null,
  primary key (platform_id, mode, days, first_day, customer_id) include (calls, units)
);
call app.protect('usage_spans');
grant select on usage_spans to authenticated;
create policy usage_spans_seller on usage_spans for select to authenticated using (platform_id = any ((select app.platform_ids())::text[]));
