create table webhook_events (
  source       text        not null,
  id           text        not null,
  type         text        not null,
  payload      jsonb       not null,
  received_at  timestamptz not null default now(),
  attempts     integer     not null default 0,
  due_at       timestamptz not null default now(),
  processed_at timestamptz,
  last_error   text,
  primary key (source, id)
);

create index webhook_events_due on webhook_events (due_at) where processed_at is null;
