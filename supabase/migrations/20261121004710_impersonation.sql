-- An admin who looks at the shop as one of its people, and changes nothing.
-- Rollback: drop table impersonations; put the two checks of sign_in_events back as they were.
set lock_timeout = '5s';

create table impersonations (
  id text primary key,
  admin_user_id uuid not null references users on delete cascade,
  user_id uuid not null references users on delete cascade,
  -- The session that sees the shop so. Without it nobody does.
  session_id uuid references sessions on delete set null,
  reason text not null check (length(reason) between 1 and 1000),
  started_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  check (expires_at > started_at and expires_at <= started_at + interval '15 minutes'),
  check (ended_at is null or ended_at <= expires_at),
  check (admin_user_id <> user_id)
);
-- A session is one person at a time; asked at every request of somebody signed in.
create unique index impersonations_session on impersonations (session_id) where ended_at is null;
create index impersonations_of_session on impersonations (session_id);
create index impersonations_user on impersonations (user_id, started_at desc);
create index impersonations_admin on impersonations (admin_user_id, started_at desc);
call app.protect('impersonations');
-- Who was looked at reads when, and never who looked.
grant select (id, user_id, started_at, expires_at, ended_at) on impersonations to authenticated;
create policy impersonations_of_me on impersonations for select to authenticated using (user_id = (select auth.uid()));

-- A line of its own in the person's history.
alter table sign_in_events drop constraint sign_in_events_method_check, drop constraint sign_in_events_outcome_check;
alter table sign_in_events
  add constraint sign_in_events_method_check check (method in ('code', 'link', 'demo', 'authenticator', 'recovery_code', 'support')),
  add constraint sign_in_events_outcome_check check (outcome in ('signed_in', 'second_factor_asked', 'refused', 'viewed'));
