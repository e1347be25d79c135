-- Signed webhooks to developers: where they are sent, what happened, and how each sending went.
-- Rollback: drop tables webhook_deliveries, outgoing_events, webhook_secrets, webhook_endpoints.
set lock_timeout = '5s';

create table webhook_endpoints (
  id text primary key,
  platform_id text not null references platforms,
  mode text not null check (mode in ('preview', 'live')),
  url text not null check (length(url) between 1 and 2000),
  description text not null default '' check (length(description) <= 200),
  event_types text[] not null check (cardinality(event_types) between 1 and 20),
  disabled_at timestamptz,
  -- Who stopped it: its owner, five days without one good answer, or the receiver itself (410).
  disabled_reason text check (disabled_reason in ('owner', 'failing', 'gone')),
  -- The first of the failures since the last good answer.
  failing_since timestamptz,
  created_by uuid references users on delete set null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  check ((disabled_at is null) = (disabled_reason is null))
);
create index webhook_endpoints_platform on webhook_endpoints (platform_id, mode, created_at desc, id desc);
create index webhook_endpoints_created_by on webhook_endpoints (created_by);
call app.protect('webhook_endpoints');
grant select on webhook_endpoints to authenticated;
create policy webhook_endpoints_seller on webhook_endpoints for select to authenticated using (platform_id = any ((select app.platform_ids())::text[]));

-- What signs an endpoint's deliveries. Two while one takes over from the other: each delivery carries both signatures.
create table webhook_secrets (
  endpoint_id text not null references webhook_endpoints on delete cascade,
  secret text not null check (secret like 'whsec\_%' and length(secret) <= 120),
  -- Null: for as long as the endpoint stands.
  expires_at timestamptz,
  created_at timestamptz not null,
  primary key (endpoint_id, secret)
);
-- One that stays: of two rotations at once, one wins.
create unique index webhook_secrets_current on webhook_secrets (endpoint_id) where expires_at is null;
call app.protect('webhook_secrets');

create table outgoing_events (
  id text primary key,
  platform_id text not null references platforms,
  mode text not null check (mode in ('preview', 'live')),
  type text not null check (type ~ '^[a-z]+(\.[a-z_]+)+$' and length(type) <= 60),
  -- The body to the byte, so that each sending of it signs the same.
  payload text not null check (length(payload) <= 20000),
  -- Names the cause: one cause, one event.
  dedupe_key text not null check (length(dedupe_key) between 1 and 300),
  created_at timestamptz not null,
  unique (platform_id, mode, dedupe_key)
);
create index outgoing_events_newest on outgoing_events (platform_id, mode, created_at desc, id desc);
create index outgoing_events_age on outgoing_events using brin (created_at);
call app.protect('outgoing_events');
grant select on outgoing_events to authenticated;
create policy outgoing_events_seller on outgoing_events for select to authenticated using (platform_id = any ((select app.platform_ids())::text[]));

create table webhook_deliveries (
  id text primary key,
  event_id text not null references outgoing_events on delete cascade,
  endpoint_id text not null references webhook_endpoints on delete cascade,
  platform_id text not null references platforms,
  mode text not null check (mode in ('preview', 'live')),
  -- `failed` is tried again, `dead` only when somebody asks for it.
  status text not null default 'pending' check (status in ('pending', 'delivered', 'failed', 'dead')),
  -- Of the series that runs; asking for a replay begins another.
  attempts integer not null default 0,
  replays integer not null default 0,
  -- When it is due; while it is being sent, when another worker may take it over.
  next_attempt_at timestamptz,
  last_attempt_at timestamptz,
  last_status integer,
  -- The beginning of what was answered.
  last_answer text check (length(last_answer) <= 1000),
  -- Why there was no answer.
  last_error text check (length(last_error) <= 300),
  last_duration_ms integer,
  delivered_at timestamptz,
  created_at timestamptz not null,
  unique (event_id, endpoint_id),
  check ((next_attempt_at is null) = (status in ('delivered', 'dead')))
);
create index webhook_deliveries_newest on webhook_deliveries (endpoint_id, created_at desc, id desc);
create index webhook_deliveries_platform on webhook_deliveries (platform_id, mode, created_at desc, id desc);
create index webhook_deliveries_due on webhook_deliveries (next_attempt_at) where next_attempt_at is not null;
create index webhook_deliveries_dead on webhook_deliveries (endpoint_id, created_at) where status in ('failed', 'dead');
call app.protect('webhook_deliveries');
grant select on webhook_deliveries to authenticated;
create policy webhook_deliveries_seller on webhook_deliveries for select to authenticated using (platform_id = any ((select app.platform_ids())::text[]));
