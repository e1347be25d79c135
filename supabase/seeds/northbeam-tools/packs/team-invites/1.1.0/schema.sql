create table teams (
  id         uuid primary key default gen_random_uuid(),
  seat_limit integer not null default 5 check (seat_limit > 0)
);

create table team_members (
  team_id uuid not null,
  user_id uuid not null,
  role    text not null check (role in ('member', 'admin')),
  primary key (team_id, user_id)
);

create table team_invites (
  id          uuid primary key default gen_random_uuid(),
  team_id     uuid        not null,
  email       text        not null check (email = lower(email)),
  role        text        not null check (role in ('member', 'admin')),
  token_hash  bytea       not null unique,
  invited_by  uuid        not null,
  expires_at  timestamptz not null,
  accepted_at timestamptz,
  revoked_at  timestamptz
);

-- One open invitation per address and team; a second one replaces the first.
create unique index team_invites_open on team_invites (team_id, email)
  where accepted_at is null and revoked_at is null;
