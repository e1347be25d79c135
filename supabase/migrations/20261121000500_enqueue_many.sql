-- Several jobs at the price of one: most of what a job costs the database is the queue's own look at its tables, made once per call.
-- Rollback: drop function app.enqueue_many(json);
set lock_timeout = '5s';

-- Each of `jobs` is {task, payload, key}, all else the queue's default. A second door beside app.enqueue, likewise in the caller's transaction.
create function app.enqueue_many(jobs json) returns void language plpgsql security definer set search_path = '' as $$ begin
  perform graphile_worker.add_jobs((
    select array_agg(row(j.task, j.payload, null, null, null, j.key, null, null)::graphile_worker.job_spec) from json_to_recordset(jobs) as j(task text, payload json, key text)));
end $$;
revoke all on function app.enqueue_many from public;
grant execute on function app.enqueue_many to service_role;
