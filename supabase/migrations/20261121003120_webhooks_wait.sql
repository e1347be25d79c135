-- Webhooks to developers wait for everything else: receivers that hang, or thousands of deliveries at once, hold up no order and no mail.
-- Rollback: make app.enqueue anew as in 20261120000100.
set lock_timeout = '5s';

-- The smaller the number, the sooner; every other task has 0.
create or replace function app.enqueue(task text, payload json, job_key text default null, run_at timestamptz default null, max_attempts int default null)
returns void language plpgsql security definer set search_path = '' as $$ begin
  perform graphile_worker.add_job(task, payload, job_key => job_key, run_at => run_at, max_attempts => max_attempts, priority => case task when 'deliver-webhook' then 10 end);
end $$;
