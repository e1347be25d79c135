-- Old counters are found by the order they were written in.
-- Rollback: drop index usage_counters_age.
set lock_timeout = '5s';

create index usage_counters_age on usage_counters using brin (window_start);
