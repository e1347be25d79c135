-- What open pages are told at once: one row per person and event, numbered without gaps in the order in which it became true.
-- Rollback: drop function app.tell_live, app.watch_live; drop tables live_events, live_cursors.
set lock_timeout = '5s';

create table live_cursors (
  user_id uuid primary key references users on delete cascade,
  -- The number of the person's newest event. Its row is locked until the teller commits, so numbers become visible in their order and none is missing.
  last bigint not null default 0 check (last >= 0),
  -- Until when somebody listens. Nobody is woken for people who are away.
  watched_until timestamptz
);
call app.protect('live_cursors');
grant select on live_cursors to authenticated;
create policy live_cursors_own on live_cursors for select to authenticated using (user_id = (select auth.uid()));

create table live_events (
  user_id uuid not null references users on delete cascade,
  seq bigint not null check (seq > 0),
  kind text not null check (kind in ('message', 'thread', 'notification')),
  -- What it is about, to be asked for by those who want to know: an event holds nothing that could leak.
  ref text not null check (length(ref) between 1 and 100),
  created_at timestamptz not null,
  primary key (user_id, seq)
);
create index live_events_age on live_events (created_at);
call app.protect('live_events');
grant select on live_events to authenticated;
create policy live_events_own on live_events for select to authenticated using (user_id = (select auth.uid()));

-- Numbers are given out in the order of people's ids, so that two tellers wait for each other and not in a circle.
create function app.tell_live(people uuid[], event_kind text, event_ref text, at timestamptz) returns bigint language sql set search_path = '' as $$
  with told as (
    insert into public.live_cursors as c (user_id, last)
    select u.id, 1 from public.users u where u.id = any (people) order by u.id
    on conflict (user_id) do update set last = c.last + 1
    returning c.user_id, c.last, c.watched_until),
  written as (
    insert into public.live_events (user_id, seq, kind, ref, created_at)
    select t.user_id, t.last, event_kind, event_ref, at from told t)
  -- Waking stands in the condition because there it is never left out.
  select count(*) from told t where case when t.watched_until > pg_catalog.clock_timestamp() then pg_catalog.pg_notify('live', t.user_id::text)::text is not null else true end
$$;
revoke all on function app.tell_live from public;
grant execute on function app.tell_live to service_role;

-- Says that somebody listens from now on. Whoever was telling has finished by the time this returns, and whoever tells later wakes them.
create function app.watch_live(person uuid, seconds integer) returns bigint language sql set search_path = '' as $$
  insert into public.live_cursors as c (user_id, last, watched_until)
  select u.id, 0, pg_catalog.clock_timestamp() + seconds * interval '1 second' from public.users u where u.id = person
  on conflict (user_id) do update set watched_until = greatest(c.watched_until, excluded.watched_until)
  returning last
$$;
revoke all on function app.watch_live from public;
grant execute on function app.watch_live to service_role;
