-- Finds what is to be cut from what led to it.
-- Rollback: drop index analytics_events_linked.
set lock_timeout = '5s';

create index if not exists analytics_events_linked on analytics_events (at) where recommendation_id is not null;
