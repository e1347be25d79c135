-- People, their sessions, and the organizations they belong to.
-- Rollback: drop the tables of this file, newest first.
set lock_timeout = '5s';

create table users (
  id uuid primary key default gen_random_uuid(),
  name text,
  -- One normal form (see identity/to-email.ts), so that one person is one row.
  email text not null unique check (email = lower(email) and email ~ '^[^\s@,;<>"]+@[^\s@,;<>"]+$' and length(email) <= 254),
  email_verified timestamptz,
  image text,
  disabled_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
call app.protect('users');

create table accounts (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references users on delete cascade,
  type text not null,
  provider text not null,
  provider_account_id text not null,
  refresh_token text,
  access_token text,
  expires_at integer,
  token_type text,
  scope text,
  id_token text,
  session_state text,
  unique (provider, provider_account_id)
);
create index accounts_user on accounts (user_id);
call app.protect('accounts');

create table sessions (
  id uuid primary key default gen_random_uuid(),
  -- sha256 of the cookie's token: a copy of this table opens no session.
  session_token text not null unique,
  user_id uuid not null references users on delete cascade,
  expires timestamptz not null,
  last_seen_at timestamptz not null default now(),
  user_agent text,
  created_at timestamptz not null default now()
);
create index sessions_user on sessions (user_id);
create index sessions_expires on sessions (expires);
call app.protect('sessions');

-- One emailed message with a code and a link. Either works once, five tries, ten minutes, in the browser that asked.
create table login_challenges (
  id text primary key,
  email text not null,
  code_hash text not null,
  link_hash text not null unique,
  browser_hash text not null,
  attempts integer not null default 0 check (attempts between 0 and 5),
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz
);
create index login_challenges_email on login_challenges (email, created_at desc);
create index login_challenges_expires on login_challenges (expires_at);
call app.protect('login_challenges');

create table profiles (
  user_id uuid primary key references users on delete cascade,
  role text not null default 'customer' check (role in ('customer', 'ops', 'admin')),
  display_name text not null check (length(display_name) between 1 and 80),
  locale text not null default 'en',
  time_zone text not null default 'UTC',
  stripe_customer_id text unique,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
call app.protect('profiles');
grant select (user_id, role, display_name, locale, time_zone, created_at, updated_at) on profiles to authenticated;
grant update (display_name, locale, time_zone, updated_at) on profiles to authenticated;
create policy profiles_own_read on profiles for select to authenticated using (user_id = (select auth.uid()));
create policy profiles_own_update on profiles for update to authenticated using (user_id = (select auth.uid())) with check (user_id = (select auth.uid()));

create table organizations (
  id text primary key,
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 60),
  name text not null check (length(name) between 1 and 120),
  created_at timestamptz not null default now()
);

create table organization_members (
  organization_id text not null references organizations on delete cascade,
  user_id uuid not null references users on delete cascade,
  role text not null default 'member' check (role in ('owner', 'admin', 'member')),
  created_at timestamptz not null default now(),
  primary key (user_id, organization_id)
);
create index organization_members_organization on organization_members (organization_id);

-- Membership as one array per statement: under a sub-select it is evaluated once, so the tenant's index is used.
-- Security definer because the policy on organization_members would otherwise ask itself.
create function app.org_ids() returns text[] language sql stable security definer set search_path = '' as
  $$ select coalesce(array_agg(m.organization_id), '{}') from public.organization_members m where m.user_id = (select auth.uid()) $$;
revoke all on function app.org_ids from public;
grant execute on function app.org_ids to authenticated;

call app.protect('organizations');
grant select on organizations to authenticated;
create policy organizations_members_read on organizations for select to authenticated using (id = any ((select app.org_ids())::text[]));

call app.protect('organization_members');
grant select on organization_members to authenticated;
create policy organization_members_read on organization_members for select to authenticated using (organization_id = any ((select app.org_ids())::text[]));
