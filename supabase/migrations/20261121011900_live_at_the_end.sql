-- All that one transaction tells is told in one call, its last statement: people's numbers are taken in one order, whatever was told first, and held for no longer than a commit takes.
-- The older form stays for processes of the release before. Rollback: drop function app.tell_live(jsonb).
set lock_timeout = '5s';

-- `told`: [{ "userIds": […], "kind", "ref", "at" }, …], in the order in which it happened.
create function app.tell_live(told jsonb) returns void language plpgsql set search_path = '' as $$
declare woken bigint; everybody uuid[] := array(select p::uuid from pg_catalog.jsonb_array_elements(told) t, pg_catalog.jsonb_array_elements_text(t -> 'userIds') p);
begin
  -- Who is away is told nothing, and cannot begin to listen before this is committed: then they ask for everything. Tellers do not wait for each other here.
  perform 1 from public.live_cursors c where c.user_id = any (everybody) and not app.is_watched(c.watched_until) order by c.user_id for share;
  -- A statement of its own, so that it sees who began to listen meanwhile. Numbers are given out in the order of people's ids: tellers wait for each other, and not in a circle.
  with listening as (
    select c.user_id from public.live_cursors c where c.user_id = any (everybody) and app.is_watched(c.watched_until) order by c.user_id for update),
  news as (
    select l.user_id, t.value ->> 'kind' as kind, t.value ->> 'ref' as ref, (t.value ->> 'at')::timestamptz as at, row_number() over (partition by l.user_id order by t.ordinality) as nth, count(*) over (partition by l.user_id) as many
    from pg_catalog.jsonb_array_elements(told) with ordinality t, pg_catalog.jsonb_array_elements_text(t.value -> 'userIds') p join listening l on l.user_id = p::uuid),
  numbered as (
    update public.live_cursors c set last = c.last + n.many from news n where c.user_id = n.user_id and n.nth = 1 returning c.user_id, c.last, c.watched_until),
  written as (
    insert into public.live_events (user_id, seq, kind, ref, created_at)
    select n.user_id, c.last - n.many + n.nth, n.kind, n.ref, n.at from news n join numbered c using (user_id))
  -- Waking stands in the condition because there it is never left out.
  select pg_catalog.count(*) into woken from numbered n where case when n.watched_until > pg_catalog.clock_timestamp() then pg_catalog.pg_notify('live', n.user_id::text)::text is not null else false end;
end $$;
revoke all on function app.tell_live(jsonb) from public;
grant execute on function app.tell_live(jsonb) to service_role;
