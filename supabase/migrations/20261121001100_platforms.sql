-- APIs as products: platforms with tiers, keys, customers and exact counters. Preview and live are two worlds of one platform.
-- Rollback: drop the columns added to product_variants and products; drop the tables of this file, newest first.
set lock_timeout = '5s';

create table platforms (
  id text primary key check (id like 'plt\_%'),
  seller_id text not null references sellers,
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 60),
  name text not null check (length(name) between 1 and 80),
  -- The marketplace's own platform: other platforms are its customers, and their plan says how many calls they may meter.
  is_house boolean not null default false,
  -- What is counted; a call naming anything else is refused.
  meters text[] not null default '{calls}' check (cardinality(meters) between 1 and 10),
  -- Browsers of these origins may call with a signed token.
  allowed_origins text[] not null default '{}' check (cardinality(allowed_origins) <= 20),
  -- Days a customer whose payment failed may go on.
  grace_days integer not null default 7 check (grace_days between 0 and 60),
  live_at timestamptz,
  archived_at timestamptz,
  created_by uuid references users on delete set null,
  created_at timestamptz not null
);
create unique index platforms_house on platforms (is_house) where is_house;
create index platforms_seller on platforms (seller_id, created_at desc, id desc);
create index platforms_created_by on platforms (created_by);
call app.protect('platforms');
grant select on platforms to authenticated;
create policy platforms_seller on platforms for select to authenticated using (seller_id = any ((select app.seller_ids())::text[]));

-- Security definer: every table of a platform asks whose it is, once per statement.
create function app.platform_ids() returns text[] language sql stable security definer set search_path = '' as
  $$ select coalesce(array_agg(p.id), '{}') from public.platforms p where p.seller_id = any (app.seller_ids()) $$;
revoke all on function app.platform_ids from public;
grant execute on function app.platform_ids to authenticated;

create table platform_tiers (
  id text primary key,
  platform_id text not null references platforms,
  slug text not null check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 40),
  name text not null check (length(name) between 1 and 60),
  position integer not null default 0,
  -- New customers start on it.
  is_default boolean not null default false,
  -- Units of each meter in one period; null: no end.
  unit_limit bigint check (unit_limit >= 0),
  period text not null default 'month' check (period in ('hour', 'day', 'month')),
  -- Calls of one customer in a minute; null: no end.
  rate_per_minute integer check (rate_per_minute > 0),
  -- At the limit: `block` refuses, `alert` lets pass and tells.
  on_limit text not null default 'block' check (on_limit in ('block', 'alert')),
  -- What a customer pays per interval; 0: nothing.
  amount_minor bigint not null default 0 check (amount_minor between 0 and 99999999),
  currency char(3) not null default 'usd' check (currency ~ '^[a-z]{3}$'),
  "interval" text not null default 'month' check ("interval" in ('month', 'year')),
  archived_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create unique index platform_tiers_slug on platform_tiers (platform_id, slug) where archived_at is null;
create unique index platform_tiers_default on platform_tiers (platform_id) where is_default and archived_at is null;
create index platform_tiers_platform on platform_tiers (platform_id, position);
call app.protect('platform_tiers');
grant select on platform_tiers to authenticated;
create policy platform_tiers_seller on platform_tiers for select to authenticated using (platform_id = any ((select app.platform_ids())::text[]));

-- What Stripe calls a tier in one world: in preview on the marketplace's own account, live on the developer's. A changed price is a new row.
create table platform_prices (
  tier_id text not null references platform_tiers,
  mode text not null check (mode in ('preview', 'live')),
  amount_minor bigint not null check (amount_minor > 0),
  currency char(3) not null check (currency ~ '^[a-z]{3}$'),
  "interval" text not null check ("interval" in ('month', 'year')),
  -- Null: the marketplace's own.
  stripe_account_id text,
  stripe_product_id text not null,
  stripe_price_id text not null unique,
  created_at timestamptz not null,
  primary key (tier_id, mode, amount_minor, currency, "interval")
);
call app.protect('platform_prices');

create table customers (
  id text primary key,
  platform_id text not null references platforms,
  mode text not null check (mode in ('preview', 'live')),
  -- The developer's own name for the person or company.
  external_id text not null check (length(external_id) between 1 and 128),
  email text check (length(email) <= 254),
  name text check (length(name) <= 120),
  tier_id text not null references platform_tiers,
  -- What the tier rests on: a subscription is never overruled by the others.
  tier_source text not null check (tier_source in ('default', 'set', 'claim', 'subscription')),
  -- When the signed claim was issued that set it: an older one changes nothing.
  claimed_at timestamptz,
  -- Periods are counted from here, in UTC.
  anchor_at timestamptz not null,
  stripe_customer_id text,
  stripe_subscription_id text unique,
  subscription_status text check (subscription_status in ('incomplete', 'trialing', 'active', 'past_due', 'unpaid', 'paused', 'canceled')),
  current_period_end timestamptz,
  cancel_at timestamptz,
  -- A payment failed: until then calls go on; after that they are refused until it is paid.
  grace_ends_at timestamptz,
  -- Set when the tier was bought here: the subscription of the marketplace it rests on.
  subscription_id text references subscriptions,
  -- When Stripe was asked; a younger answer is not overwritten by an older.
  read_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (platform_id, mode, external_id)
);
create index customers_newest on customers (platform_id, mode, created_at desc, id desc);
create index customers_tier on customers (tier_id);
create index customers_subscription on customers (subscription_id);
create index customers_grace on customers (grace_ends_at) where grace_ends_at is not null;
call app.protect('customers');
grant select on customers to authenticated;
create policy customers_seller on customers for select to authenticated using (platform_id = any ((select app.platform_ids())::text[]));

-- A platform's own account with the house platform: its calls are counted there as well.
alter table platforms add column account_id text references customers;
create index platforms_account on platforms (account_id);

-- Keys of machines: a platform's in one of its worlds, a customer's, or a person's own. Only the hash of the secret is kept.
create table api_keys (
  id text primary key,
  platform_id text references platforms,
  mode text check (mode in ('preview', 'live')),
  customer_id text references customers,
  user_id uuid references users on delete cascade,
  name text not null check (length(name) between 1 and 60),
  -- The beginning of the key, to recognise it by.
  prefix text not null check (length(prefix) <= 24),
  hash bytea not null unique check (length(hash) = 32),
  scopes text[] not null check (cardinality(scopes) > 0),
  expires_at timestamptz,
  revoked_at timestamptz,
  -- The key this one takes over from.
  rotated_from text references api_keys,
  last_used_at timestamptz,
  created_by uuid references users on delete set null,
  created_at timestamptz not null,
  check (num_nonnulls(platform_id, user_id) = 1),
  check ((platform_id is null) = (mode is null)),
  check (customer_id is null or platform_id is not null)
);
create index api_keys_platform on api_keys (platform_id, mode, created_at desc, id desc);
create index api_keys_customer on api_keys (customer_id);
create index api_keys_user on api_keys (user_id, created_at desc, id desc);
create index api_keys_rotated_from on api_keys (rotated_from);
create index api_keys_created_by on api_keys (created_by);
call app.protect('api_keys');
grant select (id, platform_id, mode, customer_id, user_id, name, prefix, scopes, expires_at, revoked_at, rotated_from, last_used_at, created_by, created_at) on api_keys to authenticated;
create policy api_keys_owner on api_keys for select to authenticated using (
  platform_id = any ((select app.platform_ids())::text[]) or user_id = (select auth.uid()));

-- A revoked or shortened key is forgotten by every process at once.
create function app.notify_api_key() returns trigger language plpgsql set search_path = '' as
  $$ begin perform pg_notify('api_keys', encode(old.hash, 'hex')); return null; end $$;
create trigger tell_processes after delete or update of expires_at, revoked_at, scopes on api_keys for each row execute function app.notify_api_key();

-- Public keys that sign a platform's tokens, for calls made where a secret cannot be kept.
create table platform_signers (
  id text primary key,
  platform_id text not null references platforms,
  mode text not null check (mode in ('preview', 'live')),
  name text not null check (length(name) between 1 and 60),
  algorithm text not null check (algorithm in ('ES256', 'EdDSA', 'RS256')),
  public_key text not null check (length(public_key) <= 4000),
  revoked_at timestamptz,
  created_by uuid references users on delete set null,
  created_at timestamptz not null
);
create index platform_signers_platform on platform_signers (platform_id, mode, created_at desc);
create index platform_signers_created_by on platform_signers (created_by);
call app.protect('platform_signers');
grant select on platform_signers to authenticated;
create policy platform_signers_seller on platform_signers for select to authenticated using (platform_id = any ((select app.platform_ids())::text[]));

-- HOT updates: room on each page, and `used` is in no index.
create table usage_counters (
  customer_id text not null references customers,
  meter text not null,
  window_start timestamptz not null,
  used bigint not null check (used >= 0),
  -- The highest limit under which a unit was let through.
  unit_limit bigint not null,
  primary key (customer_id, meter, window_start),
  check (used <= unit_limit)
) with (fillfactor = 50);
call app.protect('usage_counters');
grant select on usage_counters to authenticated;
create policy usage_counters_seller on usage_counters for select to authenticated using (
  customer_id in (select c.id from customers c where c.platform_id = any ((select app.platform_ids())::text[])));

-- One row per accepted call. A repeat of its key answers from here.
create table usage_events (
  platform_id text not null,
  mode text not null check (mode in ('preview', 'live')),
  request_id text not null check (length(request_id) between 1 and 128),
  customer_id text not null,
  meter text not null,
  units bigint not null check (units > 0),
  window_start timestamptz not null,
  -- What was answered: used after it, and of how many; null: no end.
  used_after bigint not null,
  unit_limit bigint,
  created_at timestamptz not null,
  primary key (platform_id, mode, request_id)
);
create index usage_events_time on usage_events (platform_id, mode, created_at);
create index usage_events_customer on usage_events (customer_id, created_at desc);
call app.protect('usage_events');
grant select on usage_events to authenticated;
create policy usage_events_seller on usage_events for select to authenticated using (platform_id = any ((select app.platform_ids())::text[]));

alter table products
  -- Of kind api: what buying it opens.
  add column platform_id text references platforms;
create index products_platform on products (platform_id);
alter table product_variants
  add column platform_tier_id text references platform_tiers;
create index product_variants_platform_tier on product_variants (platform_tier_id);
