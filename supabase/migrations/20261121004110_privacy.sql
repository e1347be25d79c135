-- Copies of everything held about a person, and the erasure of a person.
-- Rollback: drop tables erasures, data_exports; drop function app.redact_audit; drop users.erased_at; restore app.refuse_change of the foundation.
set lock_timeout = '5s';

alter table users add column erased_at timestamptz;

create table data_exports (
  id text primary key,
  user_id uuid not null references users on delete cascade,
  status text not null default 'waiting' check (status in ('waiting', 'running', 'ready', 'failed', 'expired')),
  -- Parts that are in the file already, of how many.
  done integer not null default 0,
  total integer not null default 0,
  storage_key text,
  bytes bigint,
  requested_at timestamptz not null,
  finished_at timestamptz,
  expires_at timestamptz
);
-- One at a time for each person.
create unique index data_exports_open on data_exports (user_id) where status in ('waiting', 'running');
create index data_exports_newest on data_exports (user_id, requested_at desc);
create index data_exports_expiring on data_exports (expires_at) where status = 'ready';
call app.protect('data_exports');
grant select on data_exports to authenticated;
create policy data_exports_own on data_exports for select to authenticated using (user_id = (select auth.uid()));

-- Who asked to be forgotten, and which parts are through. Names nobody: the person's row behind it is empty by then.
create table erasures (
  user_id uuid primary key references users,
  -- The parts that are erased, so that a run after a crash goes on there.
  parts text[] not null default '{}',
  requested_at timestamptz not null,
  finished_at timestamptz
);
create index erasures_open on erasures (requested_at) where finished_at is null;
call app.protect('erasures');

-- History stays append-only for everyone; the function below alone may make names in it unreadable, and it says so for its own table.
create or replace function app.refuse_change() returns trigger language plpgsql set search_path = '' as $$ begin
  if tg_op = 'UPDATE' and tg_level = 'ROW' and current_setting('app.redacting', true) = tg_table_name then return new; end if;
  raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;

-- Takes a person's mail address and name out of the audit log's details; who did what, when, to which id stays. The service has no grant to
-- change the log, so it can do no more than this.
create function app.redact_audit(person uuid, words text[]) returns bigint language plpgsql security definer set search_path = '' as $$
declare word text; changed bigint := 0; touched bigint;
begin
  perform set_config('app.redacting', 'audit_log', true);
  foreach word in array words loop
    if length(word) >= 2 then
      update public.audit_log set before = replace(before::text, to_json(word)::text, '"(erased)"')::jsonb, after = replace(after::text, to_json(word)::text, '"(erased)"')::jsonb
      where (actor_user_id = person or target_id = person::text or strpos(before::text, word) > 0 or strpos(after::text, word) > 0)
        and (strpos(before::text, to_json(word)::text) > 0 or strpos(after::text, to_json(word)::text) > 0);
      get diagnostics touched = row_count;
      changed := changed + touched;
    end if;
  end loop;
  perform set_config('app.redacting', '', true);
  return changed;
end $$;
revoke all on function app.redact_audit from public;
grant execute on function app.redact_audit to service_role;
