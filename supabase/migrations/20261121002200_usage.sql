-- Metering: the windows of a period, and one statement that decides and counts a batch of calls.
-- Rollback: drop the trigger tell_processes on platform_signers and the functions of this file, newest first; drop type app.judged_call and table usage_alerts; drop the columns added to usage_events.
set lock_timeout = '5s';

/*
 * Windows are counted from the anchor, in UTC, and are half-open. A month ends on the anchor's day, or on the last day of a month that has no such day;
 * each is counted from the anchor itself, so that the 31st comes back after February. A body after RETURN is bound when it is made, so no search path can turn it;
 * with a setting of its own it would not be inlined into the statement that asks.
 */
create function app.months_since(anchor timestamp, at timestamp) returns integer language sql immutable parallel safe
return (date_part('year', at) - date_part('year', anchor))::integer * 12 + (date_part('month', at) - date_part('month', anchor))::integer
  - case when anchor + make_interval(months => (date_part('year', at) - date_part('year', anchor))::integer * 12 + (date_part('month', at) - date_part('month', anchor))::integer) > at then 1 else 0 end;

create function app.window_start(anchor timestamptz, period text, at timestamptz) returns timestamptz language sql immutable parallel safe
return case period
  when 'hour' then date_bin('1 hour', at at time zone 'UTC', anchor at time zone 'UTC')
  when 'day' then date_bin('1 day', at at time zone 'UTC', anchor at time zone 'UTC')
  else (anchor at time zone 'UTC') + make_interval(months => app.months_since(anchor at time zone 'UTC', at at time zone 'UTC'))
end at time zone 'UTC';

create function app.window_end(anchor timestamptz, period text, at timestamptz) returns timestamptz language sql immutable parallel safe
return case period
  when 'hour' then date_bin('1 hour', at at time zone 'UTC', anchor at time zone 'UTC') + interval '1 hour'
  when 'day' then date_bin('1 day', at at time zone 'UTC', anchor at time zone 'UTC') + interval '1 day'
  else (anchor at time zone 'UTC') + make_interval(months => app.months_since(anchor at time zone 'UTC', at at time zone 'UTC') + 1)
end at time zone 'UTC';

alter table usage_events
  -- With window_start and used_after what a repeat is answered.
  add column window_end timestamptz not null,
  add column tier text not null,
  -- The platform's own account with the house platform, if it counted this call too: one unit, in that window of its own.
  add column account_id text,
  add column account_window_start timestamptz,
  add check ((account_id is null) = (account_window_start is null));
-- Events come in order of time: this finds the old ones for a fraction of a tree's cost.
create index usage_events_age on usage_events using brin (created_at);

-- A customer passed 80 or 100 % of what its tier allows: once per window.
create table usage_alerts (
  customer_id text not null references customers,
  meter text not null,
  window_start timestamptz not null,
  percent smallint not null check (percent in (80, 100)),
  used bigint not null,
  unit_limit bigint not null,
  window_end timestamptz not null,
  tier text not null,
  reached_at timestamptz not null,
  primary key (customer_id, meter, window_start, percent)
);
create index usage_alerts_age on usage_alerts (reached_at);
call app.protect('usage_alerts');
grant select on usage_alerts to authenticated;
create policy usage_alerts_seller on usage_alerts for select to authenticated using (
  customer_id in (select c.id from customers c where c.platform_id = any ((select app.platform_ids())::text[])));

-- Who is told, and how, is the business's: the row and the job that reads it commit with the call.
create function app.enqueue_usage_alert() returns trigger language plpgsql security definer set search_path = '' as $$ begin
  perform app.enqueue('tell-usage-limit', json_build_object('customerId', new.customer_id, 'meter', new.meter, 'windowStart', new.window_start, 'percent', new.percent));
  return null;
end $$;
revoke all on function app.enqueue_usage_alert from public;
create trigger tell_limit after insert on usage_alerts for each row execute function app.enqueue_usage_alert();

-- A call with what it would be answered if nothing else happened at the same time; `n` is its place in the batch. `through` is the count up to which units are
-- let through: the tier's limit, or, where it only alerts or has none, the largest count there is.
create type app.judged_call as (
  n bigint, platform_id text, mode text, request_id text, meter text, units bigint, verdict text, customer_id text, window_start timestamptz, window_end timestamptz,
  used bigint, unit_limit bigint, through bigint, tier text, rate_per_minute integer, account_id text, account_window timestamptz, account_through bigint
);

/*
 * Looks, and changes nothing. Each table is asked by its index once per call: joined to unnest freely, the planner would read whole tables.
 */
create function app.judge_calls(p_platforms text[], p_modes text[], p_requests text[], p_externals text[], p_meters text[], p_units bigint[], p_tiers text[], p_claimed timestamptz[], p_at timestamptz)
returns setof app.judged_call language plpgsql stable set search_path = '' set plan_cache_mode = force_generic_plan as $$ begin
  return query select i.n, i.platform, i.mode, i.request, i.meter, i.units,
    case
      when e.customer_id is not null then case when e.customer_id = k.customer_id and e.meter = i.meter and e.units = i.units then 'replayed' else 'conflict' end
      when k.customer_id is null then 'unknown_customer'
      when i.tier <> k.tier and k.tier_source <> 'subscription' and (k.claimed_at is null or k.claimed_at < i.claimed) then 'claims'
      when k.grace_ends_at <= p_at then 'payment_required'
      when i.meter <> all (k.meters) then 'unknown_meter'
      when coalesce(u.used, 0) + i.units > k.through then 'refused'
      when a.grace_ends_at <= p_at or coalesce(b.used, 0) >= a.through then 'account_refused'
      else 'accepted'
    end,
    k.customer_id, coalesce(e.window_start, k.window_start), coalesce(e.window_end, k.window_end), coalesce(e.used_after, u.used, 0),
    case when e.customer_id is null then k.unit_limit else e.unit_limit end, k.through, coalesce(e.tier, k.tier), k.rate_per_minute, a.account_id, a.window_start, a.through
  from unnest(p_platforms, p_modes, p_requests, p_externals, p_meters, p_units, p_tiers, p_claimed) with ordinality i (platform, mode, request, external, meter, units, tier, claimed, n)
  left join lateral (
    select c.id as customer_id, c.tier_source, c.claimed_at, c.grace_ends_at, p.meters, p.account_id, t.slug as tier, t.rate_per_minute, t.unit_limit,
      case when t.on_limit = 'block' and t.unit_limit is not null then t.unit_limit else 9007199254740991 end as through,
      app.window_start(c.anchor_at, t.period, p_at) as window_start, app.window_end(c.anchor_at, t.period, p_at) as window_end
    from public.customers c join public.platform_tiers t on t.id = c.tier_id join public.platforms p on p.id = c.platform_id
    where c.platform_id = i.platform and c.mode = i.mode and c.external_id = i.external offset 0) k on true
  left join lateral (
    select c.id as account_id, c.grace_ends_at, case when t.on_limit = 'block' and t.unit_limit is not null then t.unit_limit else 9007199254740991 end as through,
      app.window_start(c.anchor_at, t.period, p_at) as window_start
    from public.customers c join public.platform_tiers t on t.id = c.tier_id where c.id = k.account_id offset 0) a on true
  left join lateral (select x.used from public.usage_counters x where x.customer_id = k.customer_id and x.meter = i.meter and x.window_start = k.window_start offset 0) u on true
  left join lateral (select x.used from public.usage_counters x where x.customer_id = a.account_id and x.meter = 'calls' and x.window_start = a.window_start offset 0) b on true
  left join lateral (
    select x.customer_id, x.meter, x.units, x.window_start, x.window_end, x.used_after, x.unit_limit, x.tier
    from public.usage_events x where x.platform_id = i.platform and x.mode = i.mode and x.request_id = i.request offset 0) e on true;
end $$;
revoke all on function app.judge_calls from public;
grant execute on function app.judge_calls to service_role;

-- Counts units on one counter and answers with the count; null, and nothing counted, where they would pass `p_through`.
create function app.count_units(p_customer text, p_meter text, p_window timestamptz, p_units bigint, p_through bigint) returns bigint language sql set search_path = '' as $$
  insert into public.usage_counters as u (customer_id, meter, window_start, used, unit_limit) select p_customer, p_meter, p_window, p_units, p_through where p_units <= p_through
  on conflict (customer_id, meter, window_start) do update set used = u.used + excluded.used, unit_limit = greatest(u.unit_limit, excluded.unit_limit) where u.used + excluded.used <= excluded.unit_limit
  returning u.used
$$;
revoke all on function app.count_units from public;
grant execute on function app.count_units to service_role;

-- Decides a call that was judged 'accepted' and whose counters are locked: counted and written, or nothing.
create function app.consume_one(c app.judged_call, p_at timestamptz, out outcome text, out used bigint) language plpgsql set search_path = '' as $$
begin
  used := app.count_units(c.customer_id, c.meter, c.window_start, c.units, c.through);
  if used is null then
    outcome := 'refused';
    used := (select u.used from public.usage_counters u where u.customer_id = c.customer_id and u.meter = c.meter and u.window_start = c.window_start);
    return;
  end if;
  if c.account_id is not null and app.count_units(c.account_id, 'calls', c.account_window, 1, c.account_through) is null then
    raise exception using errcode = 'LK001', message = 'account_refused';
  end if;
  insert into public.usage_events (platform_id, mode, request_id, customer_id, meter, units, window_start, window_end, used_after, unit_limit, tier, account_id, account_window_start, created_at)
    values (c.platform_id, c.mode, c.request_id, c.customer_id, c.meter, c.units, c.window_start, c.window_end, used, c.unit_limit, c.tier, c.account_id, c.account_window, p_at) on conflict do nothing;
  -- Somebody else's call with our key but other counters committed while we waited for the key.
  if not found then raise exception using errcode = 'LK001', message = 'conflict'; end if;
  insert into public.usage_alerts (customer_id, meter, window_start, percent, used, unit_limit, window_end, tier, reached_at)
    select c.customer_id, c.meter, c.window_start, p.percent, consume_one.used, c.unit_limit, c.window_end, c.tier, p_at from (values (80), (100)) p (percent)
    where c.unit_limit > 0 and (consume_one.used - c.units) * 100 < c.unit_limit * p.percent and consume_one.used * 100 >= c.unit_limit * p.percent
    on conflict do nothing;
  outcome := 'accepted';
exception when sqlstate 'LK001' then
  -- What was counted for it is undone with this block.
  outcome := sqlerrm;
  used := c.used;
end $$;
revoke all on function app.consume_one from public;
grant execute on function app.consume_one to service_role;

/*
 * The careful way, for calls that get in each other's way or meet a twin from elsewhere: all counters of the batch are locked first, in the one order, then
 * each call is decided by itself.
 */
create function app.consume_one_by_one(p_platforms text[], p_modes text[], p_requests text[], p_externals text[], p_meters text[], p_units bigint[], p_tiers text[], p_claimed timestamptz[], p_at timestamptz)
returns table (n bigint, outcome text, used bigint, unit_limit bigint, window_start timestamptz, window_end timestamptz, tier text, rate_per_minute integer)
language plpgsql set search_path = '' as $$
#variable_conflict use_column
declare c app.judged_call; e record;
begin
  insert into public.usage_counters as u (customer_id, meter, window_start, used, unit_limit)
    select distinct x.customer_id collate "C", x.meter collate "C", x.window_start, 0, 0
    from app.judge_calls(p_platforms, p_modes, p_requests, p_externals, p_meters, p_units, p_tiers, p_claimed, p_at) j
    cross join lateral (values (j.customer_id, j.meter, j.window_start), (j.account_id, 'calls', j.account_window)) x (customer_id, meter, window_start)
    where j.verdict = 'accepted' and x.customer_id is not null
    order by 1, 2, 3
    on conflict (customer_id, meter, window_start) do update set unit_limit = u.unit_limit;
  for c in
    select * from app.judge_calls(p_platforms, p_modes, p_requests, p_externals, p_meters, p_units, p_tiers, p_claimed, p_at) j order by j.platform_id collate "C", j.mode, j.request_id collate "C", j.n
  loop
    n := c.n; outcome := c.verdict; used := c.used; unit_limit := c.unit_limit; window_start := c.window_start; window_end := c.window_end; tier := c.tier; rate_per_minute := c.rate_per_minute;
    if outcome = 'accepted' then
      -- A twin of this call may stand before it in this very batch.
      select * into e from public.usage_events x where x.platform_id = c.platform_id and x.mode = c.mode and x.request_id = c.request_id;
      if found then
        outcome := case when e.customer_id = c.customer_id and e.meter = c.meter and e.units = c.units then 'replayed' else 'conflict' end;
        used := e.used_after; unit_limit := e.unit_limit; window_start := e.window_start; window_end := e.window_end; tier := e.tier;
      else
        select d.outcome, d.used into outcome, used from app.consume_one(c, p_at) d;
      end if;
    end if;
    return next;
  end loop;
end $$;
revoke all on function app.consume_one_by_one from public;
grant execute on function app.consume_one_by_one to service_role;

/*
 * Decides and counts a batch of calls in one statement and one commit; answers one row per call, `n` being its place. Outcomes:
 *   accepted          counted: one event, and in the counter once
 *   replayed          its key was accepted before, with the same customer, meter and units; answered as then, and costs nothing
 *   conflict          its key was accepted before, for something else
 *   refused           past the tier's limit; leaves nothing, so it may be tried again
 *   account_refused   the platform's own account has no calls left, or owes for them
 *   payment_required  a payment failed and the grace is over
 *   unknown_customer, unknown_meter
 *   claims            the token's plan is newer than what is known: the customer's tier is to be set first
 * No counter passes what its tier lets through, in however many processes. Every batch locks its counters in one order (customer, meter, window; a platform's own
 * account is a customer too, and several platforms share one), and after them the keys of its events in theirs: batches wait for each other and never in a ring.
 */
create function app.consume_usage(p_platforms text[], p_modes text[], p_requests text[], p_externals text[], p_meters text[], p_units bigint[], p_tiers text[], p_claimed timestamptz[], p_at timestamptz)
returns table (n bigint, outcome text, used bigint, unit_limit bigint, window_start timestamptz, window_end timestamptz, tier text, rate_per_minute integer)
language plpgsql set search_path = '' set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
begin
  return query
  with judged as materialized (select * from app.judge_calls(p_platforms, p_modes, p_requests, p_externals, p_meters, p_units, p_tiers, p_claimed, p_at)),
  taken as materialized (
    select j.*, sum(j.units) over part as total, sum(j.units) over (part order by j.n) as upto from judged j where j.verdict = 'accepted'
    window part as (partition by j.customer_id, j.meter, j.window_start)),
  wanted as materialized (
    select w.customer_id, w.meter, w.window_start, sum(w.units) as units, max(w.through) as through
    from (
      select t.customer_id, t.meter, t.window_start, t.units, t.through from taken t
      union all
      select t.account_id, 'calls', t.account_window, 1, t.account_through from taken t where t.account_id is not null) w
    group by 1, 2, 3),
  counted as (
    insert into public.usage_counters as u (customer_id, meter, window_start, used, unit_limit)
    select w.customer_id, w.meter, w.window_start, w.units::bigint, w.through from wanted w where w.units <= w.through
    order by w.customer_id collate "C", w.meter collate "C", w.window_start
    -- Another process may have counted since we looked.
    on conflict (customer_id, meter, window_start) do update set used = u.used + excluded.used, unit_limit = greatest(u.unit_limit, excluded.unit_limit) where u.used + excluded.used <= excluded.unit_limit
    returning u.customer_id, u.meter, u.window_start, u.used),
  answered as materialized (
    select t.*, (k.used - t.total + t.upto)::bigint as used_after from taken t join counted k on k.customer_id = t.customer_id and k.meter = t.meter and k.window_start = t.window_start),
  recorded as (
    insert into public.usage_events (platform_id, mode, request_id, customer_id, meter, units, window_start, window_end, used_after, unit_limit, tier, account_id, account_window_start, created_at)
    select a.platform_id, a.mode, a.request_id, a.customer_id, a.meter, a.units, a.window_start, a.window_end, a.used_after, a.unit_limit, a.tier, a.account_id, a.account_window, p_at
    -- Every counter before any event: the other order could close a ring.
    from answered a where (select count(*) from counted) = (select count(*) from wanted)
    order by a.platform_id collate "C", a.mode, a.request_id collate "C"
    on conflict do nothing returning 1),
  alerted as (
    insert into public.usage_alerts (customer_id, meter, window_start, percent, used, unit_limit, window_end, tier, reached_at)
    select a.customer_id, a.meter, a.window_start, p.percent, a.used_after, a.unit_limit, a.window_end, a.tier, p_at from answered a cross join (values (80), (100)) p (percent)
    where a.unit_limit > 0 and (a.used_after - a.units) * 100 < a.unit_limit * p.percent and a.used_after * 100 >= a.unit_limit * p.percent
    on conflict do nothing)
  select j.n, j.verdict, coalesce(a.used_after, j.used), j.unit_limit, j.window_start, j.window_end, j.tier, j.rate_per_minute
  from judged j left join answered a on a.n = j.n
  where (select count(*) from recorded) = (select count(*) from taken);
  -- A counter would have been passed, or a key was taken: what was tried is undone with this block.
  if not found then raise exception using errcode = 'LK001'; end if;
exception when sqlstate 'LK001' then
  return query select * from app.consume_one_by_one(p_platforms, p_modes, p_requests, p_externals, p_meters, p_units, p_tiers, p_claimed, p_at);
end $$;
revoke all on function app.consume_usage from public;
grant execute on function app.consume_usage to service_role;

-- A signer that is revoked is forgotten by every process at once, like a key.
create function app.notify_signer() returns trigger language plpgsql set search_path = '' as
  $$ begin perform pg_notify('api_keys', old.id); return null; end $$;
create trigger tell_processes after delete or update of revoked_at, public_key on platform_signers for each row execute function app.notify_signer();
