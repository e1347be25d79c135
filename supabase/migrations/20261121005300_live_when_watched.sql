-- Only people with an open page, or one that was open minutes ago, get numbered events and the lock that goes with them: payments no longer wait for each other over a buyer who is away.
-- Rollback: restore app.tell_live and app.watch_live of 20261121004300_live.sql; drop trigger live_cursor on users and its function.
set lock_timeout = '5s';

-- Everybody has a number from the beginning, so that there is a row to wait at.
create function app.begin_live_cursor() returns trigger language plpgsql security definer set search_path = '' as $$ begin
  insert into public.live_cursors (user_id) values (new.id) on conflict do nothing;
  return null;
end $$;
revoke all on function app.begin_live_cursor from public;
create trigger live_cursor after insert on users for each row execute function app.begin_live_cursor();
insert into live_cursors (user_id) select id from users on conflict do nothing;

-- How long after somebody stopped listening what happens is still kept for them: a page that comes back sooner has missed nothing.
create function app.is_watched(watched_until timestamptz) returns boolean language sql stable set search_path = '' as $$
  select coalesce(watched_until > pg_catalog.clock_timestamp() - interval '10 minutes', false)
$$;
revoke all on function app.is_watched from public;
grant execute on function app.is_watched to service_role;

create or replace function app.tell_live(people uuid[], event_kind text, event_ref text, at timestamptz) returns bigint language plpgsql set search_path = '' as $$
declare told bigint;
begin
  -- Who is away is told nothing, and cannot begin to listen before this is committed: then they ask for everything. Tellers do not wait for each other here.
  perform 1 from public.live_cursors c where c.user_id = any (people) and not app.is_watched(c.watched_until) order by c.user_id for share;
  -- A statement of its own, so that it sees who began to listen meanwhile. Numbers are given out in the order of people's ids: tellers wait for each other, and not in a circle.
  with listening as (
    select c.user_id from public.live_cursors c where c.user_id = any (people) and app.is_watched(c.watched_until) order by c.user_id for update),
  numbered as (
    update public.live_cursors c set last = c.last + 1 from listening l where c.user_id = l.user_id returning c.user_id, c.last, c.watched_until),
  written as (
    insert into public.live_events (user_id, seq, kind, ref, created_at)
    select n.user_id, n.last, event_kind, event_ref, at from numbered n)
  -- Waking stands in the condition because there it is never left out.
  select count(*) into told from numbered n where case when n.watched_until > pg_catalog.clock_timestamp() then pg_catalog.pg_notify('live', n.user_id::text)::text is not null else true end;
  return told;
end $$;

-- Says that somebody listens from now on. Whoever was telling has finished by the time this returns, and whoever tells later wakes them. After a while in which nothing was kept
-- for them a number is left out, which tells every page that comes back to ask for everything.
create or replace function app.watch_live(person uuid, seconds integer) returns bigint language sql set search_path = '' as $$
  insert into public.live_cursors as c (user_id, last, watched_until)
  select u.id, 0, pg_catalog.clock_timestamp() + seconds * interval '1 second' from public.users u where u.id = person
  on conflict (user_id) do update set watched_until = greatest(c.watched_until, excluded.watched_until), last = c.last + case when app.is_watched(c.watched_until) then 0 else 1 end
  returning last
$$;
