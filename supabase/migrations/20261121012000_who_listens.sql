-- Most of those who are told something have no page open: they are left alone in the statement that writes it down, and nothing need be told at the end of the transaction.
-- Rollback: drop function app.who_listens.
set lock_timeout = '5s';

-- Those of these people who may be listening. The others are away and cannot begin to listen before this transaction ends: then they ask for everything. Whoever asks this waits for nobody who asks it.
create function app.who_listens(people uuid[]) returns uuid[] language plpgsql set search_path = '' set plan_cache_mode = force_generic_plan as $$
declare away uuid[] := array(select c.user_id from public.live_cursors c where c.user_id = any (people) and not app.is_watched(c.watched_until) order by c.user_id for share);
begin
  return array(select p from pg_catalog.unnest(people) p where p <> all (away));
end $$;
revoke all on function app.who_listens from public;
grant execute on function app.who_listens to service_role;
