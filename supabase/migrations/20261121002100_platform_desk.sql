-- What the pages of platforms need: customers found by the beginning of a name or address, prices that ended, and one heir per key.
-- Rollback: drop index customers_by_name, customers_by_email, api_keys_one_heir; create index api_keys_rotated_from on api_keys (rotated_from); alter table platform_prices drop column archived_at.
set lock_timeout = '5s';

create index customers_by_name on customers (platform_id, mode, external_id text_pattern_ops);
create index customers_by_email on customers (platform_id, mode, lower(email) text_pattern_ops) where email is not null;

-- Ended at Stripe as well; a price that comes back is the same row again.
alter table platform_prices add column archived_at timestamptz;

-- A key is taken over from once: of two rotations at once, one wins.
drop index api_keys_rotated_from;
create unique index api_keys_one_heir on api_keys (rotated_from);
