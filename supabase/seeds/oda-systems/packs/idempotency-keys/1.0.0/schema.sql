create table idempotency_keys (
  scope        text        not null,
  key          text        not null check (length(key) between 1 and 255),
  fingerprint  text        not null,
  status       integer,
  body         jsonb,
  locked_until timestamptz not null,
  expires_at   timestamptz not null,
  primary key (scope, key)
);

create index idempotency_keys_expiry on idempotency_keys (expires_at);
