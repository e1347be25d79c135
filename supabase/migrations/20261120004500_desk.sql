-- What admins look at: attempts of webhook events, runs of the books and of the reconciler, and the queue through functions.
-- Rollback: drop the functions app.queue_*, the tables of this file, newest first, and its indexes.
set lock_timeout = '5s';

-- Each try of an event, also those an outage cut short.
create table webhook_attempts (
  id text primary key,
  webhook_event_id text not null references webhook_events,
  outcome text not null check (outcome in ('processed', 'parked', 'quarantined', 'ignored', 'failed', 'dead', 'outage')),
  error text,
  took_ms integer not null check (took_ms >= 0),
  at timestamptz not null
);
create index webhook_attempts_event on webhook_attempts (webhook_event_id, at, id);
call app.protect_append_only('webhook_attempts');

create index webhook_events_type on webhook_events (type text_pattern_ops, received_at desc, id desc);
create index webhook_events_status on webhook_events (status, received_at desc, id desc);

create index audit_log_keyset on audit_log (at desc, id desc);
create index audit_log_action on audit_log (action text_pattern_ops, at desc, id desc);
create index audit_log_target_id on audit_log (target_id, at desc, id desc);
create index audit_log_request on audit_log (request_id);

create table books_runs (
  id text primary key,
  -- Null: the nightly job, or the command line.
  requested_by uuid references users on delete set null,
  started_at timestamptz not null,
  finished_at timestamptz not null check (finished_at >= started_at),
  violations integer not null check (violations >= 0),
  -- [{"rule", "statement", "count", "violations": [{"subject", "found"}]}], of each rule the first twenty.
  rules jsonb not null check (jsonb_typeof(rules) = 'array')
);
create index books_runs_keyset on books_runs (started_at desc, id desc);
create index books_runs_requested_by on books_runs (requested_by);
call app.protect('books_runs');

create table reconciliation_runs (
  id text primary key,
  requested_by uuid references users on delete set null,
  started_at timestamptz not null,
  -- From when on Stripe's lists were read.
  since timestamptz not null,
  finished_at timestamptz,
  -- Why it broke off; the next run reads the same again.
  failure text,
  sessions integer not null default 0 check (sessions >= 0),
  refunds integer not null default 0 check (refunds >= 0),
  disputes integer not null default 0 check (disputes >= 0),
  repaired integer not null default 0 check (repaired >= 0),
  alarms integer not null default 0 check (alarms >= 0),
  -- [{"kind", "stripeId", "orderId", "problem", "outcome"}], the first two hundred.
  findings jsonb not null default '[]' check (jsonb_typeof(findings) = 'array')
);
create index reconciliation_runs_keyset on reconciliation_runs (started_at desc, id desc);
create index reconciliation_runs_requested_by on reconciliation_runs (requested_by);
call app.protect('reconciliation_runs');

-- What a run has seen at Stripe, so that it is compared in the database and not in memory. Emptied when the run ends.
create table reconciliation_sightings (
  run_id text not null references reconciliation_runs on delete cascade,
  kind text not null check (kind in ('session', 'refund', 'dispute')),
  stripe_id text not null,
  -- The order it names by itself, as it says.
  order_id text,
  stripe_payment_intent_id text,
  amount_minor bigint not null,
  currency text not null,
  state text not null,
  primary key (run_id, kind, stripe_id)
);
call app.protect('reconciliation_sightings');

-- The queue as admins see it. Its own tables are not part of this schema; plpgsql, because they are made after this file.
create function app.queue_jobs(wanted_state text default null, wanted_task text default null, before_run_at timestamptz default null, before_id bigint default null, page_size int default 50)
returns table (id bigint, task text, state text, attempts int, max_attempts int, run_at timestamptz, created_at timestamptz, updated_at timestamptz, locked_at timestamptz, last_error text, job_key text)
language plpgsql stable set search_path = '' as $$
#variable_conflict use_column
begin
  return query
  select j.id, j.task, j.state, j.attempts, j.max_attempts, j.run_at, j.created_at, j.updated_at, j.locked_at, j.last_error, j.job_key
  from (
    select q.id, q.task_identifier as task, q.attempts::int as attempts, q.max_attempts::int as max_attempts, q.run_at, q.created_at, q.updated_at, q.locked_at, q.last_error, q.key as job_key,
      case when q.locked_at is not null then 'running' when q.attempts >= q.max_attempts then 'dead' when q.attempts > 0 then 'retrying' when q.run_at > now() then 'scheduled' else 'waiting' end as state
    from graphile_worker.jobs q) j
  where (wanted_state is null or j.state = wanted_state) and (wanted_task is null or j.task = wanted_task)
    and (before_run_at is null or (j.run_at, j.id) < (before_run_at, before_id))
  order by j.run_at desc, j.id desc limit page_size;
end $$;

create function app.queue_tasks()
returns table (task text, waiting int, scheduled int, running int, retrying int, dead int, oldest_at timestamptz, last_error text)
language plpgsql stable set search_path = '' as $$
#variable_conflict use_column
begin
  return query
  select j.task, (count(*) filter (where j.state = 'waiting'))::int, (count(*) filter (where j.state = 'scheduled'))::int, (count(*) filter (where j.state = 'running'))::int,
    (count(*) filter (where j.state = 'retrying'))::int, (count(*) filter (where j.state = 'dead'))::int, min(j.run_at) filter (where j.state in ('waiting', 'running', 'retrying', 'dead')),
    (array_agg(j.last_error order by j.updated_at desc) filter (where j.last_error is not null))[1]
  from app.queue_jobs(page_size => null) j group by j.task order by j.task;
end $$;

create function app.queue_payload(job_id bigint) returns json language plpgsql stable set search_path = '' as $$ begin
  return (select p.payload from graphile_worker._private_jobs p where p.id = job_id);
end $$;

create function app.queue_crontab() returns table (identifier text, last_run_at timestamptz) language plpgsql stable set search_path = '' as $$ begin
  return query select c.identifier, c.last_execution from graphile_worker._private_known_crontabs c;
end $$;

-- Each answers whether there was such a job and nobody was at work on it.
create function app.queue_retry(job_id bigint) returns boolean language plpgsql set search_path = '' as $$ begin
  return exists (select from graphile_worker.reschedule_jobs(array[job_id], run_at => now(), attempts => 0));
end $$;
create function app.queue_give_up(job_id bigint, why text) returns boolean language plpgsql set search_path = '' as $$ begin
  return exists (select from graphile_worker.permanently_fail_jobs(array[job_id], why));
end $$;
create function app.queue_remove(job_id bigint) returns boolean language plpgsql set search_path = '' as $$ begin
  perform from graphile_worker._private_jobs p where p.id = job_id and p.attempts >= p.max_attempts for update;
  return found and exists (select from graphile_worker.complete_jobs(array[job_id]));
end $$;

revoke all on function app.queue_jobs, app.queue_tasks, app.queue_payload, app.queue_crontab, app.queue_retry, app.queue_give_up, app.queue_remove from public;
grant execute on function app.queue_jobs, app.queue_tasks, app.queue_payload, app.queue_crontab, app.queue_retry, app.queue_give_up, app.queue_remove to service_role;
