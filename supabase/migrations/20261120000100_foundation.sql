-- Logins, schemas and the helpers every later file uses.
-- Rollback: drop schema app cascade; drop role app_user, app_service.
set lock_timeout = '5s';

create schema if not exists extensions;
create extension if not exists pg_trgm with schema extensions;
grant usage on schema extensions to anon, authenticated, service_role;

-- Roles belong to the whole cluster, so another database of it may have made them already, or be making them now.
do $$ begin
  if not exists (select from pg_roles where rolname = 'app_user') then
    create role app_user login noinherit;
  end if;
  if not exists (select from pg_roles where rolname = 'app_service') then
    create role app_service login noinherit;
  end if;
exception when duplicate_object or unique_violation then null;
end $$;

grant anon, authenticated to app_user;
grant service_role to app_service;

-- Limits hang on the logins: they hold through any pooler and cost nothing per statement.
alter role app_user set statement_timeout = '5s';
alter role app_user set lock_timeout = '2s';
alter role app_user set idle_in_transaction_session_timeout = '10s';
alter role app_service set statement_timeout = '15s';
alter role app_service set lock_timeout = '4s';
alter role app_service set idle_in_transaction_session_timeout = '20s';

revoke create on schema public from public;
grant usage on schema public to anon, authenticated, service_role;

create schema app;
grant usage on schema app to anon, authenticated, service_role;
alter default privileges in schema app revoke execute on functions from public;

-- Starts every table closed: row security on, also for its owner, and no grant but the service role's.
create procedure app.protect(target regclass) language plpgsql set search_path = '' as $$ begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format('revoke all on %s from public, anon, authenticated', target);
  execute format('grant select, insert, update, delete on %s to service_role', target);
end $$;
revoke all on procedure app.protect from public;

-- The same for tables that only grow: not even the service role may rewrite history.
create function app.refuse_change() returns trigger language plpgsql set search_path = '' as $$ begin
  raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;
create procedure app.protect_append_only(target regclass) language plpgsql set search_path = '' as $$ begin
  call app.protect(target);
  execute format('revoke update, delete, truncate on %s from service_role', target);
  execute format('create trigger append_only before update or delete on %s for each row execute function app.refuse_change()', target);
  execute format('create trigger append_only_truncate before truncate on %s for each statement execute function app.refuse_change()', target);
end $$;
revoke all on procedure app.protect_append_only from public;

-- array_to_string is only STABLE because of other element types; for text it is immutable, which an index or generated column needs.
create function app.words(parts text[]) returns text language sql immutable strict parallel safe set search_path = '' as
  $$ select array_to_string(parts, ' ') $$;
grant execute on function app.words to anon, authenticated, service_role;

-- The one door to the queue, in the caller's transaction. plpgsql, because the queue's schema is made by its own library after this file.
create function app.enqueue(task text, payload json, job_key text default null, run_at timestamptz default null, max_attempts int default null)
returns void language plpgsql security definer set search_path = '' as $$ begin
  perform graphile_worker.add_job(task, payload, job_key => job_key, run_at => run_at, max_attempts => max_attempts);
end $$;
revoke all on function app.enqueue from public;
grant execute on function app.enqueue to service_role;

-- Windows of the rate limiter; its library makes the table's rows.
create schema rate_limits;
grant usage on schema rate_limits to service_role;
create table rate_limits.windows (
  key varchar(255) primary key,
  points integer not null default 0,
  expire bigint
);
create index windows_expire on rate_limits.windows (expire);
grant select, insert, update, delete on rate_limits.windows to service_role;
