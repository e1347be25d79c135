-- Sums of days are kept by the table of days itself, whichever release writes it.
-- Rollback: drop trigger sum_new_days, sum_grown_days on usage_days; drop function app.sum_usage_days.
set lock_timeout = '5s';

-- As whoever sums does first: nobody adds to days until sums and triggers are there together.
select 1 from usage_rollup for update;

create function app.sum_usage_days() returns trigger language plpgsql set search_path = '' as $$ begin
  if tg_op = 'INSERT' then
    insert into public.usage_active_days as a (platform_id, mode, day, customers)
    select platform_id, mode, day, count(*) from new_days group by 1, 2, 3
    on conflict (platform_id, mode, day) do update set customers = a.customers + excluded.customers;
    insert into public.usage_spans as s (platform_id, mode, days, first_day, customer_id, calls, units)
    select platform_id, mode, l.days, day - (day - date '2000-01-01') % l.days, customer_id, sum(calls), sum(units) from new_days cross join (values (6), (36)) l(days) group by 1, 2, 3, 4, 5
    on conflict (platform_id, mode, days, first_day, customer_id) do update set calls = s.calls + excluded.calls, units = s.units + excluded.units;
  else
    insert into public.usage_spans as s (platform_id, mode, days, first_day, customer_id, calls, units)
    select platform_id, mode, l.days, day - (day - date '2000-01-01') % l.days, customer_id, sum(n.calls - o.calls), sum(n.units - o.units)
    from new_days n join old_days o using (platform_id, mode, day, customer_id) cross join (values (6), (36)) l(days) group by 1, 2, 3, 4, 5
    on conflict (platform_id, mode, days, first_day, customer_id) do update set calls = s.calls + excluded.calls, units = s.units + excluded.units;
  end if;
  return null;
end $$;
create trigger sum_new_days after insert on usage_days referencing new table as new_days for each statement execute function app.sum_usage_days();
create trigger sum_grown_days after update on usage_days referencing old table as old_days new table as new_days for each statement execute function app.sum_usage_days();

delete from usage_active_days;
insert into usage_active_days (platform_id, mode, day, customers) select platform_id, mode, day, count(*) from usage_days group by 1, 2, 3;
delete from usage_spans;
insert into usage_spans (platform_id, mode, days, first_day, customer_id, calls, units)
select platform_id, mode, s.days, day - (day - date '2000-01-01') % s.days, customer_id, sum(calls), sum(units) from usage_days cross join (values (6), (36)) s(days) group by 1, 2, 3, 4, 5;
