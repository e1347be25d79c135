-- Jobs that no further attempt can repair. Graphile Worker's own tables stay untouched.
create table parked_jobs (
  id        bigint generated always as identity primary key,
  task      text        not null,
  payload   json        not null,
  reason    text        not null,
  parked_at timestamptz not null default now()
);
