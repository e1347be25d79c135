-- 1. What is waiting, by task, with the age of the oldest.
select task_identifier, count(*), now() - min(run_at) as oldest
  from graphile_worker.jobs where run_at <= now() and locked_at is null and attempts < max_attempts
 group by 1 order by oldest desc nulls last;

-- 2. Who holds locks, and since when.
select locked_by, count(*), now() - min(locked_at) as since
  from graphile_worker.jobs where locked_at is not null group by 1 order by since desc;

-- 3. What fails, and how.
select task_identifier, left(last_error, 80) as error, count(*), max(attempts) as attempts
  from graphile_worker.jobs where last_error is not null group by 1, 2 order by 3 desc limit 20;
