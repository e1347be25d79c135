-- A browser asks whether it may call before it says whose token it has: platforms are found by the sites they allow.
-- Rollback: drop index platforms_origins.
set lock_timeout = '5s';

create index platforms_origins on platforms using gin (allowed_origins) where archived_at is null;
