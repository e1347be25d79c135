-- Webhook inbox, mail outbox, audit log.
-- Rollback: drop the tables of this file.
set lock_timeout = '5s';

create table webhook_events (
  id text primary key,
  -- Unique: an event is a row once, however often it is delivered.
  stripe_event_id text not null unique,
  type text not null,
  object_id text,
  api_version text,
  livemode boolean not null,
  stripe_account_id text,
  payload jsonb not null,
  status text not null default 'received' check (status in ('received', 'processed', 'ignored', 'parked', 'quarantined', 'dead')),
  attempts integer not null default 0,
  error text,
  order_id text references orders,
  received_at timestamptz not null default now(),
  processed_at timestamptz
);
create index webhook_events_newest on webhook_events (received_at desc);
create index webhook_events_open on webhook_events (status, received_at) where status in ('received', 'quarantined', 'dead');
create index webhook_events_object on webhook_events (object_id);
create index webhook_events_order on webhook_events (order_id);
call app.protect('webhook_events');

create table email_outbox (
  id text primary key,
  -- Unique: one message per reason to write, however often the reason occurs.
  dedupe_key text not null unique,
  kind text not null,
  to_address text not null,
  subject text not null,
  text_body text not null,
  html_body text not null,
  -- Stable across attempts, so that a mailbox folds the one duplicate a crash may cause.
  message_id text not null unique,
  attempts integer not null default 0,
  error text,
  created_at timestamptz not null default now(),
  sent_at timestamptz
);
create index email_outbox_unsent on email_outbox (created_at) where sent_at is null;
call app.protect('email_outbox');

create table audit_log (
  id text primary key,
  at timestamptz not null default now(),
  actor_user_id uuid,
  actor_role text not null,
  action text not null,
  target_type text not null,
  target_id text not null,
  before jsonb,
  after jsonb,
  request_id text
);
create index audit_log_newest on audit_log (at desc);
create index audit_log_target on audit_log (target_type, target_id, at desc);
create index audit_log_actor on audit_log (actor_user_id, at desc);
call app.protect_append_only('audit_log');
