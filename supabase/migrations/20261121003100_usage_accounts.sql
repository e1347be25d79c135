-- What a platform's own account decides: it is judged before somebody unknown becomes a customer, says apart that it owes from that it is used up, and passing
-- 80 or 100 % of it is noted like anybody's.
-- Rollback: make app.judge_calls, app.consume_one and app.consume_usage anew as in 20261121002200, with enable_seqscan off; drop the three attributes; narrow the check on usage_refusals.
set lock_timeout = '5s';

alter type app.judged_call add attribute account_limit bigint, add attribute account_window_end timestamptz, add attribute account_tier text;

create or replace function app.judge_calls(p_platforms text[], p_modes text[], p_requests text[], p_externals text[], p_meters text[], p_units bigint[], p_tiers text[], p_claimed timestamptz[], p_at timestamptz)
returns setof app.judged_call language plpgsql stable set search_path = '' set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$ begin
  return query select i.n, i.platform, i.mode, i.request, i.meter, i.units,
    case
      when e.customer_id is not null then case when e.customer_id = k.customer_id and e.meter = i.meter and e.units = i.units then 'replayed' else 'conflict' end
      when k.customer_id is null then case
        when i.meter <> all (q.meters) then 'unknown_meter' when a.grace_ends_at <= p_at then 'account_unpaid' when coalesce(b.used, 0) >= a.through then 'account_refused' else 'unknown_customer' end
      when i.tier <> k.tier and k.tier_source <> 'subscription' and (k.claimed_at is null or k.claimed_at < i.claimed) then 'claims'
      when k.grace_ends_at <= p_at then 'payment_required'
      when i.meter <> all (k.meters) then 'unknown_meter'
      when coalesce(u.used, 0) + i.units > k.through then 'refused'
      when a.grace_ends_at <= p_at then 'account_unpaid'
      when coalesce(b.used, 0) >= a.through then 'account_refused'
      else 'accepted'
    end,
    k.customer_id, coalesce(e.window_start, k.window_start), coalesce(e.window_end, k.window_end), coalesce(e.used_after, u.used, 0),
    case when e.customer_id is null then k.unit_limit else e.unit_limit end, k.through, coalesce(e.tier, k.tier), k.rate_per_minute, a.account_id, a.window_start, a.through,
    a.unit_limit, a.window_end, a.tier
  from unnest(p_platforms, p_modes, p_requests, p_externals, p_meters, p_units, p_tiers, p_claimed) with ordinality i (platform, mode, request, external, meter, units, tier, claimed, n)
  left join lateral (
    select c.id as customer_id, c.tier_source, c.claimed_at, c.grace_ends_at, p.meters, p.account_id, t.slug as tier, t.rate_per_minute, t.unit_limit,
      case when t.on_limit = 'block' and t.unit_limit is not null then t.unit_limit else 9007199254740991 end as through,
      app.window_start(c.anchor_at, t.period, p_at) as window_start, app.window_end(c.anchor_at, t.period, p_at) as window_end
    from public.customers c join public.platform_tiers t on t.id = c.tier_id join public.platforms p on p.id = c.platform_id
    where c.platform_id = i.platform and c.mode = i.mode and c.external_id = i.external offset 0) k on true
  left join lateral (select p.meters, p.account_id from public.platforms p where p.id = i.platform and k.customer_id is null offset 0) q on true
  left join lateral (
    select c.id as account_id, c.grace_ends_at, t.unit_limit, t.slug as tier, case when t.on_limit = 'block' and t.unit_limit is not null then t.unit_limit else 9007199254740991 end as through,
      app.window_start(c.anchor_at, t.period, p_at) as window_start, app.window_end(c.anchor_at, t.period, p_at) as window_end
    from public.customers c join public.platform_tiers t on t.id = c.tier_id where c.id = coalesce(k.account_id, q.account_id) offset 0) a on true
  left join lateral (select x.used from public.usage_counters x where x.customer_id = k.customer_id and x.meter = i.meter and x.window_start = k.window_start offset 0) u on true
  left join lateral (select x.used from public.usage_counters x where x.customer_id = a.account_id and x.meter = 'calls' and x.window_start = a.window_start offset 0) b on true
  left join lateral (
    select x.customer_id, x.meter, x.units, x.window_start, x.window_end, x.used_after, x.unit_limit, x.tier
    from public.usage_events x where x.platform_id = i.platform and x.mode = i.mode and x.request_id = i.request offset 0) e on true;
end $$;

create or replace function app.consume_one(c app.judged_call, p_at timestamptz, out outcome text, out used bigint) language plpgsql set search_path = '' set enable_seqscan = off as $$
declare account_used bigint;
begin
  used := app.count_units(c.customer_id, c.meter, c.window_start, c.units, c.through);
  if used is null then
    outcome := 'refused';
    used := (select u.used from public.usage_counters u where u.customer_id = c.customer_id and u.meter = c.meter and u.window_start = c.window_start);
    return;
  end if;
  if c.account_id is not null then
    account_used := app.count_units(c.account_id, 'calls', c.account_window, 1, c.account_through);
    if account_used is null then raise exception using errcode = 'LK001', message = 'account_refused'; end if;
  end if;
  insert into public.usage_events (platform_id, mode, request_id, customer_id, meter, units, window_start, window_end, used_after, unit_limit, tier, account_id, account_window_start, created_at)
    values (c.platform_id, c.mode, c.request_id, c.customer_id, c.meter, c.units, c.window_start, c.window_end, used, c.unit_limit, c.tier, c.account_id, c.account_window, p_at) on conflict do nothing;
  -- Somebody else's call with our key but other counters committed while we waited for the key.
  if not found then raise exception using errcode = 'LK001', message = 'conflict'; end if;
  insert into public.usage_alerts (customer_id, meter, window_start, percent, used, unit_limit, window_end, tier, reached_at)
    select c.customer_id, c.meter, c.window_start, p.percent, consume_one.used, c.unit_limit, c.window_end, c.tier, p_at from (values (80), (100)) p (percent)
    where c.unit_limit > 0 and (consume_one.used - c.units) * 100 < c.unit_limit * p.percent and consume_one.used * 100 >= c.unit_limit * p.percent
    union all
    select c.account_id, 'calls', c.account_window, p.percent, account_used, c.account_limit, c.account_window_end, c.account_tier, p_at from (values (80), (100)) p (percent)
    where c.account_limit > 0 and (account_used - 1) * 100 < c.account_limit * p.percent and account_used * 100 >= c.account_limit * p.percent
    on conflict do nothing;
  outcome := 'accepted';
exception when sqlstate 'LK001' then
  -- What was counted for it is undone with this block.
  outcome := sqlerrm;
  used := c.used;
end $$;

create or replace function app.consume_usage(p_platforms text[], p_modes text[], p_requests text[], p_externals text[], p_meters text[], p_units bigint[], p_tiers text[], p_claimed timestamptz[], p_at timestamptz)
returns table (n bigint, outcome text, used bigint, unit_limit bigint, window_start timestamptz, window_end timestamptz, tier text, rate_per_minute integer)
language plpgsql set search_path = '' set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
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
    union all
    -- All calls of the batch that an account pays for pass its counter in one step.
    select k.customer_id, k.meter, k.window_start, p.percent, k.used, t.account_limit, t.account_window_end, t.account_tier, p_at
    from (select distinct t.account_id, t.account_window, t.account_limit, t.account_window_end, t.account_tier from taken t where t.account_limit > 0) t
    join wanted w on w.customer_id = t.account_id and w.meter = 'calls' and w.window_start = t.account_window
    join counted k on k.customer_id = w.customer_id and k.meter = w.meter and k.window_start = w.window_start cross join (values (80), (100)) p (percent)
    where (k.used - w.units) * 100 < t.account_limit * p.percent and k.used * 100 >= t.account_limit * p.percent
    on conflict do nothing)
  select j.n, j.verdict, coalesce(a.used_after, j.used), j.unit_limit, j.window_start, j.window_end, j.tier, j.rate_per_minute
  from judged j left join answered a on a.n = j.n
  where (select count(*) from recorded) = (select count(*) from taken);
  -- A counter would have been passed, or a key was taken: what was tried is undone with this block.
  if not found then raise exception using errcode = 'LK001'; end if;
exception when sqlstate 'LK001' then
  return query select * from app.consume_one_by_one(p_platforms, p_modes, p_requests, p_externals, p_meters, p_units, p_tiers, p_claimed, p_at);
end $$;

alter table usage_refusals drop constraint usage_refusals_outcome_check, add constraint usage_refusals_outcome_check
  check (outcome in ('refused', 'rate_limited', 'payment_required', 'account_refused', 'account_unpaid', 'too_many_customers', 'conflict', 'unknown_meter'));
