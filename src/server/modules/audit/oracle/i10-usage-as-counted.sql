-- Each counter is the sum of what was counted in its window, calls of platforms whose account it is among them, and is within what its tier let through.
with counted as (
  select e.customer_id, e.meter, e.window_start, sum(e.units) as units
  from (
    select customer_id, meter, window_start, units from usage_events
    union all
    select account_id, 'calls', account_window_start, 1 from usage_events where account_id is not null) e
  group by 1, 2, 3)
select concat_ws(' ', customer_id, meter, window_start) as subject, format('counter %s of %s, events %s', coalesce(u.used, 0), u.unit_limit, coalesce(c.units, 0)) as found
from usage_counters u full join counted c using (customer_id, meter, window_start)
-- What is older is swept, events before counters.
where window_start > now() - interval '400 days' and (coalesce(u.used, 0) <> coalesce(c.units, 0) or u.used > u.unit_limit)
