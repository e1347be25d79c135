-- What is paid again and again: recurring prices, subscriptions, the customers Stripe knows buyers by, and what membership includes.
-- Rollback: drop tables subscriptions, billing_customers; drop the columns added to products, product_variants, prices, orders, order_items, entitlements.
set lock_timeout = '5s';

alter table products
  -- Members of this tier and above have it without buying; null: it is only sold.
  add column included_from_tier text check (included_from_tier in ('pro', 'pro+', 'enterprise'));
create index products_included on products (included_from_tier) where included_from_tier is not null;

alter table product_variants
  -- Of a membership: the tier it gives.
  add column membership_tier text check (membership_tier in ('pro', 'pro+', 'enterprise')),
  add column trial_days integer not null default 0 check (trial_days between 0 and 90);

-- Null: paid once. Month and year are two variants, so that a variant has one price per currency, as ever.
alter table prices add column "interval" text check ("interval" in ('month', 'year'));

-- The customer Stripe keeps for a buyer: the card of a subscription, its invoices, and the billing portal hang on it.
create table billing_customers (
  stripe_customer_id text primary key,
  user_id uuid unique references users,
  organization_id text unique references organizations,
  created_at timestamptz not null,
  check (num_nonnulls(user_id, organization_id) = 1)
);
call app.protect('billing_customers');

create table subscriptions (
  id text primary key,
  holder_user_id uuid references users,
  holder_organization_id text references organizations,
  -- Who bought it and is written to.
  buyer_user_id uuid not null references users,
  seller_id text not null references sellers,
  product_id text not null references products,
  variant_id text not null references product_variants,
  price_id text not null references prices,
  -- The item of the first order.
  order_item_id text not null unique references order_items,
  stripe_subscription_id text not null unique,
  status text not null check (status in ('incomplete', 'trialing', 'active', 'past_due', 'unpaid', 'paused', 'canceled')),
  current_period_start timestamptz not null,
  current_period_end timestamptz not null,
  trial_ends_at timestamptz,
  -- When it ends by itself, if somebody canceled it.
  cancel_at timestamptz,
  -- What it becomes when the period ends, if somebody chose a smaller one.
  next_variant_id text references product_variants,
  -- A payment failed: until then it still counts.
  grace_ends_at timestamptz,
  -- Not paid within the grace: what it gives is closed until it is paid.
  lapsed_at timestamptz,
  ended_at timestamptz,
  ended_reason text check (ended_reason in ('canceled', 'unpaid', 'refunded', 'never_paid')),
  -- When Stripe was asked; a younger answer is not overwritten by an older.
  read_at timestamptz not null,
  created_at timestamptz not null,
  check (num_nonnulls(holder_user_id, holder_organization_id) = 1),
  check ((ended_at is null) = (ended_reason is null)),
  check (current_period_end > current_period_start)
);
-- One of a product at a time.
create unique index subscriptions_one_per_person on subscriptions (holder_user_id, product_id) where ended_at is null;
create unique index subscriptions_one_per_organization on subscriptions (holder_organization_id, product_id) where ended_at is null;
create index subscriptions_user on subscriptions (holder_user_id, created_at desc);
create index subscriptions_organization on subscriptions (holder_organization_id, created_at desc);
create index subscriptions_buyer on subscriptions (buyer_user_id, created_at desc);
create index subscriptions_seller on subscriptions (seller_id, created_at desc);
create index subscriptions_product on subscriptions (product_id);
create index subscriptions_variant on subscriptions (variant_id);
create index subscriptions_price on subscriptions (price_id);
create index subscriptions_next_variant on subscriptions (next_variant_id);
create index subscriptions_grace on subscriptions (grace_ends_at) where grace_ends_at is not null and lapsed_at is null and ended_at is null;
call app.protect('subscriptions');
grant select on subscriptions to authenticated;
create policy subscriptions_holder on subscriptions for select to authenticated using (
  holder_user_id = (select auth.uid()) or holder_organization_id = any ((select app.org_ids())::text[]));

alter table orders
  -- Of a renewal or a change of plan: what it pays for, and Stripe's invoice of it. Such an order has no Checkout session.
  add column subscription_id text references subscriptions,
  add column stripe_invoice_id text unique;
create index orders_subscription on orders (subscription_id, created_at desc);

alter table order_items
  -- Null: paid once.
  add column "interval" text check ("interval" in ('month', 'year')),
  add column trial_days integer not null default 0 check (trial_days between 0 and 90);

alter table entitlements
  -- What a membership or another subscription opens, and closes when it ends.
  add column subscription_id text references subscriptions;
create index entitlements_subscription on entitlements (subscription_id);
-- One of a product by one membership.
create unique index entitlements_by_membership on entitlements (subscription_id, product_id) where source = 'membership';
