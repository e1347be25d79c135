-- Second factor, sign-in history, avatars.
-- Rollback: drop tables sign_in_events, recovery_codes, totp_secrets; drop the columns added here.
set lock_timeout = '5s';

alter table sessions
  -- When the second factor was last shown in this session; null while it was not.
  add column second_factor_at timestamptz,
  -- Where it was opened from, shortened so that it names a network and nobody's line.
  add column network text check (length(network) <= 60);

alter table profiles
  -- Of the squared picture; its files are named after it.
  add column avatar_sha256 text check (avatar_sha256 ~ '^[0-9a-f]{64}$');
create index profiles_avatar on profiles (avatar_sha256) where avatar_sha256 is not null;
grant select (avatar_sha256) on profiles to authenticated;

-- What a person's authenticator computes its codes from.
create table totp_secrets (
  user_id uuid primary key references users on delete cascade,
  -- Encrypted; see platform/cipher.ts.
  sealed_secret text not null,
  -- Null until a first code proved that the authenticator has it; only then it is asked for.
  confirmed_at timestamptz,
  -- The half minute whose code was used last: no code works twice, nor does an older one.
  last_step bigint not null default 0,
  tries integer not null default 0,
  tries_since timestamptz,
  created_at timestamptz not null
);
create index totp_secrets_created on totp_secrets (created_at);
call app.protect('totp_secrets');

-- What opens the second factor when the authenticator is lost; each once.
create table recovery_codes (
  user_id uuid not null references users on delete cascade,
  code_hash text not null,
  created_at timestamptz not null,
  used_at timestamptz,
  primary key (user_id, code_hash)
);
create index recovery_codes_created on recovery_codes (user_id, created_at);
call app.protect('recovery_codes');

create table sign_in_events (
  id text primary key,
  user_id uuid not null references users on delete cascade,
  method text not null check (method in ('code', 'link', 'demo', 'authenticator', 'recovery_code')),
  outcome text not null check (outcome in ('signed_in', 'second_factor_asked', 'refused')),
  device text not null check (length(device) <= 60),
  network text check (length(network) <= 60),
  at timestamptz not null
);
create index sign_in_events_user on sign_in_events (user_id, at desc, id desc);
create index sign_in_events_age on sign_in_events (at);
call app.protect('sign_in_events');
grant select on sign_in_events to authenticated;
create policy sign_in_events_own on sign_in_events for select to authenticated using (user_id = (select auth.uid()));
