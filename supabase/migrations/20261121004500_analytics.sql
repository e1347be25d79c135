-- What visitors did, without who they are, and its sums by day.
-- Rollback: drop tables cart_reminders, analytics_marks, analytics_search_days, analytics_days, analytics_product_days, analytics_seen, analytics_events, visitor_salts.
set lock_timeout = '5s';

-- With a day's salt an address and a browser become the number of a visitor without a cookie. It is deleted once its day is over: then nothing leads back.
create table visitor_salts (
  day date primary key,
  salt text not null check (length(salt) >= 32)
);
call app.protect('visitor_salts');

-- What pages tell. Orders and downloads are read from their own tables, never written here: one truth.
create table analytics_events (
  id text primary key,
  name text not null check (name in ('view', 'search', 'click', 'cart')),
  -- A cookie's number that was allowed, or the day's.
  visitor text not null check (length(visitor) between 8 and 40),
  product_id text references products on delete cascade,
  seller_id text references sellers on delete cascade,
  -- Where on the shop: home, marketplace, related.
  place text check (place ~ '^[a-z-]{1,20}$'),
  term text check (length(term) between 1 and 80),
  -- Of a search: how much it found.
  results integer check (results >= 0),
  recommendation_id text check (length(recommendation_id) <= 40),
  at timestamptz not null,
  check ((product_id is null) = (seller_id is null)),
  check (name not in ('click', 'cart') or product_id is not null)
);
create index analytics_events_at on analytics_events (at, id);
create index analytics_events_seller on analytics_events (seller_id, at);
create index analytics_events_product on analytics_events (product_id, at);
create index analytics_events_recommendation on analytics_events (recommendation_id, at) where recommendation_id is not null;
call app.protect('analytics_events');

-- Who was counted already on a day: a visitor counts once a day for each thing. `key` is a product, a term, or empty for the whole shop.
create table analytics_seen (
  day date not null,
  kind text not null check (kind in ('visit', 'discovery', 'view', 'click', 'cart', 'search', 'empty')),
  key text not null,
  visitor text not null,
  primary key (day, kind, key, visitor)
);
call app.protect('analytics_seen');

-- Visitors of a product by day, UTC's. Nobody is in it.
create table analytics_product_days (
  seller_id text not null references sellers on delete cascade,
  product_id text not null references products on delete cascade,
  day date not null,
  views integer not null default 0 check (views >= 0),
  clicks integer not null default 0 check (clicks >= 0),
  carts integer not null default 0 check (carts >= 0),
  primary key (seller_id, day, product_id) include (views, clicks, carts)
);
create index analytics_product_days_product on analytics_product_days (product_id, day);
call app.protect('analytics_product_days');
grant select on analytics_product_days to authenticated;
create policy analytics_product_days_seller on analytics_product_days for select to authenticated using (seller_id = any ((select app.seller_ids())::text[]));

-- Visitors of the whole shop by day, and how many of them came how far.
create table analytics_days (
  day date primary key,
  visitors integer not null default 0 check (visitors >= 0),
  discoverers integer not null default 0 check (discoverers >= 0),
  viewers integer not null default 0 check (viewers >= 0),
  carters integer not null default 0 check (carters >= 0)
);
call app.protect('analytics_days');

-- How many visitors searched for a term on a day, and how many of them found nothing.
create table analytics_search_days (
  day date not null,
  term text not null,
  searches integer not null default 0 check (searches >= 0),
  empty integer not null default 0 check (empty >= 0),
  primary key (day, term)
);
call app.protect('analytics_search_days');

-- Up to when events are summed, and up to which they were forwarded. Null: nothing yet.
create table analytics_marks (
  is_one boolean primary key default true check (is_one),
  rolled_until timestamptz,
  forwarded_at timestamptz,
  forwarded_id text
);
insert into analytics_marks default values;
call app.protect('analytics_marks');

-- Whom we reminded of a cart they left: once, and not again for as long as the row is young.
create table cart_reminders (
  user_id uuid primary key references users on delete cascade,
  cart_id text references carts on delete set null,
  reminded_at timestamptz not null
);
create index cart_reminders_cart on cart_reminders (cart_id);
call app.protect('cart_reminders');
create index carts_left on carts (updated_at) where user_id is not null;
