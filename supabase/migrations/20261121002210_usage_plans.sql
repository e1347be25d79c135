-- Metering asks by index whatever the planner knows: a plan made while a table was new would read all of it, call by call, until somebody analyzed it.
-- Rollback: alter function app.judge_calls, app.consume_one, app.consume_one_by_one, app.consume_usage reset enable_seqscan; drop index usage_events_time; create index usage_events_time on usage_events (platform_id, mode, created_at).
set lock_timeout = '5s';

alter function app.judge_calls set enable_seqscan = off;
alter function app.consume_one set enable_seqscan = off;
alter function app.consume_one_by_one set enable_seqscan = off;
alter function app.consume_usage set enable_seqscan = off;

-- Only statements that say `units > 0` use it, which is always so: to a planner that knows nothing of the table yet, it would be as good a way to one call as the key is.
drop index usage_events_time;
create index usage_events_time on usage_events (platform_id, mode, created_at) where units > 0;
