-- What a Supabase project has before its first migration, for a plain Postgres. Safe to run again and again.
-- Roles belong to the whole cluster, so another database of it may be making them at this moment.
do $$ begin
  if to_regrole('anon') is null then create role anon nologin noinherit; end if;
exception when duplicate_object or unique_violation then null;
end $$;
do $$ begin
  if to_regrole('authenticated') is null then create role authenticated nologin noinherit; end if;
exception when duplicate_object or unique_violation then null;
end $$;
do $$ begin
  if to_regrole('service_role') is null then create role service_role nologin noinherit bypassrls; end if;
exception when duplicate_object or unique_violation then null;
end $$;

create schema if not exists extensions;
create schema if not exists auth;
grant usage on schema public, extensions, auth to anon, authenticated, service_role;

-- Supabase opens new objects in public to its three roles: migrations must close them again, and here is where one that forgets is found.
alter default privileges in schema public grant all on tables to anon, authenticated, service_role;
alter default privileges in schema public grant all on sequences to anon, authenticated, service_role;
alter default privileges in schema public grant all on functions to anon, authenticated, service_role;

create or replace function auth.jwt() returns jsonb language sql stable as $$
  select coalesce(nullif(current_setting('request.jwt.claim', true), ''), nullif(current_setting('request.jwt.claims', true), ''))::jsonb
$$;
create or replace function auth.uid() returns uuid language sql stable as $$
  select coalesce(nullif(current_setting('request.jwt.claim.sub', true), ''), nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub')::uuid
$$;
create or replace function auth.role() returns text language sql stable as $$
  select coalesce(nullif(current_setting('request.jwt.claim.role', true), ''), nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'role')
$$;
grant execute on function auth.jwt, auth.uid, auth.role to anon, authenticated, service_role;
