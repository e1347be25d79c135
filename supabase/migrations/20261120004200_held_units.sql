-- How many units of one stock a person holds in open orders, for the limit per person.
-- Rollback: drop the function.
set lock_timeout = '5s';

-- Volatile on purpose: it sees what was committed while its statement waited for the level's lock, which the statement's own snapshot does not.
create function app.held_units(person uuid, level text) returns bigint language sql volatile set search_path = '' as
  $$ select coalesce(sum(r.quantity), 0) from public.stock_reservations r where r.user_id = person and r.level_id = level and r.status = 'held' $$;
revoke all on function app.held_units from public;
grant execute on function app.held_units to service_role;
