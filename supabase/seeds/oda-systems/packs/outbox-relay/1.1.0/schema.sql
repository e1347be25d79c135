create table outbox (
  id           bigint generated always as identity primary key,
  topic        text        not null,
  key          text        not null,
  payload      jsonb       not null,
  attempts     integer     not null default 0,
  due_at       timestamptz not null default now(),
  delivered_at timestamptz
);

-- Delivered rows leave this index, so it stays as small as the backlog.
create index outbox_due on outbox (key, id) where delivered_at is null;
