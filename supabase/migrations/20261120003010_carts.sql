-- Carts, bundles, coupons and what shipping costs.
-- Rollback: drop the tables of this file, newest first.
set lock_timeout = '5s';

create table carts (
  id text primary key,
  user_id uuid unique references users on delete cascade,
  -- sha256 of a guest's cookie: a copy of this table opens no cart.
  token_hash text unique,
  -- Buys for this organization instead of for oneself.
  organization_id text references organizations on delete set null,
  currency char(3) not null default 'usd' check (currency ~ '^[a-z]{3}$'),
  -- Where parcels go, ISO 3166 alpha-2; null until somebody says so.
  country char(2) check (country ~ '^[A-Z]{2}$'),
  coupon_code text check (length(coupon_code) <= 40),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check (num_nonnulls(user_id, token_hash) = 1)
);
create index carts_organization on carts (organization_id);
create index carts_idle on carts (updated_at);
call app.protect('carts');
grant select (id, user_id, organization_id, currency, country, coupon_code, created_at, updated_at) on carts to authenticated;
create policy carts_own on carts for select to authenticated using (user_id = (select auth.uid()));

create table cart_items (
  id text primary key,
  cart_id text not null references carts on delete cascade,
  variant_id text not null references product_variants on delete cascade,
  quantity integer not null check (quantity between 1 and 1000),
  -- Of a bundle: {part product id: chosen variant id} for the parts that come in several forms.
  choices jsonb not null default '{}' check (jsonb_typeof(choices) = 'object'),
  -- What it cost when the buyer last saw it, so that a change is told before paying.
  seen_price_minor bigint not null check (seen_price_minor >= 0),
  seen_currency char(3) not null,
  added_at timestamptz not null default now(),
  unique (cart_id, variant_id)
);
create index cart_items_variant on cart_items (variant_id);
call app.protect('cart_items');
grant select on cart_items to authenticated;
create policy cart_items_own on cart_items for select to authenticated using (cart_id in (select c.id from carts c where c.user_id = (select auth.uid())));

-- What a bundle holds. Its own price is that of its one variant; the parts' list prices are its weights.
create table bundle_items (
  bundle_product_id text not null references products on delete cascade,
  part_product_id text not null references products,
  -- Null: the buyer chooses, as a size.
  part_variant_id text references product_variants,
  position integer not null default 0,
  primary key (bundle_product_id, part_product_id),
  check (bundle_product_id <> part_product_id)
);
create index bundle_items_part on bundle_items (part_product_id);
create index bundle_items_variant on bundle_items (part_variant_id);
call app.protect('bundle_items');
grant select on bundle_items to anon, authenticated;
create policy bundle_items_of_readable_bundles on bundle_items for select to anon, authenticated using (exists (select from products p where p.id = bundle_product_id));

create table coupons (
  id text primary key,
  -- Null: given by the platform, which then pays for it.
  seller_id text references sellers,
  code text not null check (code ~ '^[A-Z0-9-]{3,40}$'),
  -- One of the two.
  percent_bps integer check (percent_bps between 1 and 10000),
  amount_minor bigint check (amount_minor > 0),
  currency char(3) check (currency ~ '^[a-z]{3}$'),
  -- Null: all products of the seller, or of everybody.
  product_id text references products,
  min_subtotal_minor bigint not null default 0 check (min_subtotal_minor >= 0),
  is_first_purchase boolean not null default false,
  starts_at timestamptz not null default now(),
  ends_at timestamptz,
  max_redemptions integer check (max_redemptions > 0),
  max_per_buyer integer not null default 1 check (max_per_buyer > 0),
  redeemed integer not null default 0 check (redeemed >= 0),
  created_by uuid references users on delete set null,
  created_at timestamptz not null default now(),
  archived_at timestamptz,
  check (num_nonnulls(percent_bps, amount_minor) = 1),
  check ((amount_minor is null) = (currency is null)),
  check (max_redemptions is null or redeemed <= max_redemptions),
  check (ends_at is null or ends_at > starts_at)
);
create unique index coupons_code on coupons (code) where archived_at is null;
create index coupons_seller on coupons (seller_id, created_at desc);
create index coupons_product on coupons (product_id);
create index coupons_created_by on coupons (created_by);
call app.protect('coupons');
grant select on coupons to authenticated;
create policy coupons_seller on coupons for select to authenticated using (seller_id = any ((select app.seller_ids())::text[]));

-- What a seller asks for one parcel to some countries. '*' stands for every country no other rate of the seller names.
create table shipping_rates (
  id text primary key,
  seller_id text not null references sellers,
  name text not null check (length(name) between 1 and 80),
  countries text[] not null check (cardinality(countries) between 1 and 250),
  currency char(3) not null check (currency ~ '^[a-z]{3}$'),
  parcel_minor bigint not null check (parcel_minor between 0 and 99999999),
  -- What one parcel may weigh; a heavier order is several parcels.
  parcel_grams integer not null check (parcel_grams between 1 and 100000),
  -- From this subtotal of the seller's goods on, shipping costs nothing.
  free_from_minor bigint check (free_from_minor >= 0),
  created_at timestamptz not null default now(),
  archived_at timestamptz
);
create index shipping_rates_seller on shipping_rates (seller_id, created_at desc);
call app.protect('shipping_rates');
grant select on shipping_rates to anon, authenticated;
create policy shipping_rates_public on shipping_rates for select to anon, authenticated using (archived_at is null);
