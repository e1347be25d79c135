-- Orders, payments, the books, entitlements and downloads.
-- Rollback: drop the tables of this file, newest first.
set lock_timeout = '5s';

create sequence order_numbers start 20001;
revoke all on sequence order_numbers from public, anon, authenticated;
grant usage on sequence order_numbers to service_role;

create table orders (
  id text primary key,
  number bigint not null unique default nextval('order_numbers'),
  buyer_user_id uuid not null references users,
  -- Set when the order is bought for an organization: its members are then the holders.
  buyer_organization_id text references organizations,
  status text not null default 'pending' check (status in ('pending', 'awaiting_payment', 'paid', 'failed', 'expired', 'canceled', 'partially_refunded', 'refunded')),
  currency char(3) not null check (currency ~ '^[a-z]{3}$'),
  total_minor bigint not null check (total_minor >= 0),
  refunded_minor bigint not null default 0 check (refunded_minor between 0 and total_minor),
  -- Counts Checkout sessions made for this order; part of their idempotency key.
  checkout_attempt integer not null default 1,
  stripe_checkout_session_id text unique,
  stripe_payment_intent_id text unique,
  checkout_url text,
  expires_at timestamptz not null,
  paid_at timestamptz,
  closed_at timestamptz,
  created_at timestamptz not null default now(),
  check (status not in ('paid', 'partially_refunded', 'refunded') or paid_at is not null)
);
create index orders_buyer on orders (buyer_user_id, created_at desc);
create index orders_organization on orders (buyer_organization_id, created_at desc);
create index orders_open on orders (expires_at) where status in ('pending', 'awaiting_payment');
create index orders_newest on orders (created_at desc, id desc);
call app.protect('orders');
grant select on orders to authenticated;

create table order_items (
  id text primary key,
  order_id text not null references orders on delete cascade,
  seller_id text not null references sellers,
  product_id text not null references products,
  variant_id text not null references product_variants,
  price_id text not null references prices,
  -- The snapshot of what was sold: later edits never reach an order.
  title text not null,
  kind text not null,
  license text,
  version text,
  quantity integer not null check (quantity between 1 and 1000),
  unit_price_minor bigint not null check (unit_price_minor >= 0),
  total_minor bigint not null check (total_minor >= 0),
  fee_bps integer not null check (fee_bps between 0 and 10000),
  fee_minor bigint not null check (fee_minor between 0 and total_minor),
  refunded_minor bigint not null default 0 check (refunded_minor between 0 and total_minor),
  download_limit integer
);
create index order_items_order on order_items (order_id);
create index order_items_seller on order_items (seller_id);
create index order_items_product on order_items (product_id);
create index order_items_variant on order_items (variant_id);
create index order_items_price on order_items (price_id);
call app.protect('order_items');
grant select on order_items to authenticated;

-- Security definer: the orders policy asks order_items and the other way round, which row security would refuse as recursion.
create function app.sold_order_ids() returns setof text language sql stable security definer set search_path = '' as
  $$ select i.order_id from public.order_items i where i.seller_id = any (app.seller_ids()) $$;
revoke all on function app.sold_order_ids from public;
grant execute on function app.sold_order_ids to authenticated;

create policy orders_buyer_or_seller on orders for select to authenticated using (
  buyer_user_id = (select auth.uid()) or buyer_organization_id = any ((select app.org_ids())::text[]) or id in (select app.sold_order_ids()));
create policy order_items_buyer_or_seller on order_items for select to authenticated using (
  seller_id = any ((select app.seller_ids())::text[])
  or order_id in (select o.id from orders o where o.buyer_user_id = (select auth.uid()) or o.buyer_organization_id = any ((select app.org_ids())::text[])));

create table payments (
  id text primary key,
  -- Unique: an order is paid once, however often Stripe says so.
  order_id text not null unique references orders,
  stripe_payment_intent_id text unique,
  stripe_charge_id text unique,
  amount_minor bigint not null check (amount_minor >= 0),
  currency char(3) not null check (currency ~ '^[a-z]{3}$'),
  method text not null default 'card',
  paid_at timestamptz not null
);
call app.protect('payments');
grant select on payments to authenticated;
create policy payments_of_own_orders on payments for select to authenticated using (
  order_id in (select o.id from orders o where o.buyer_user_id = (select auth.uid()) or o.buyer_organization_id = any ((select app.org_ids())::text[])));

create table refunds (
  id text primary key,
  order_id text not null references orders,
  stripe_refund_id text unique,
  amount_minor bigint not null check (amount_minor > 0),
  currency char(3) not null check (currency ~ '^[a-z]{3}$'),
  status text not null default 'pending' check (status in ('pending', 'succeeded', 'failed')),
  reason text not null default '' check (length(reason) <= 500),
  -- Null when the refund was made in Stripe's dashboard.
  requested_by uuid references users on delete set null,
  created_at timestamptz not null default now(),
  settled_at timestamptz
);
create index refunds_order on refunds (order_id);
create index refunds_requested_by on refunds (requested_by);
call app.protect('refunds');
grant select on refunds to authenticated;
create policy refunds_of_own_orders on refunds for select to authenticated using (
  order_id in (select o.id from orders o where o.buyer_user_id = (select auth.uid()) or o.buyer_organization_id = any ((select app.org_ids())::text[])));

create table refund_items (
  refund_id text not null references refunds on delete cascade,
  order_item_id text not null references order_items,
  amount_minor bigint not null check (amount_minor >= 0),
  primary key (refund_id, order_item_id)
);
create index refund_items_order_item on refund_items (order_item_id);
call app.protect('refund_items');
grant select on refund_items to authenticated;
create policy refund_items_of_readable_refunds on refund_items for select to authenticated using (exists (select from refunds r where r.id = refund_id));

create table entitlements (
  id text primary key,
  holder_user_id uuid references users,
  holder_organization_id text references organizations,
  product_id text not null references products,
  -- Unique: one item grants once, and a revocation that came first keeps its row.
  order_item_id text unique references order_items,
  source text not null check (source in ('purchase', 'free', 'admin', 'membership')),
  license text check (license in ('personal', 'team')),
  download_limit integer check (download_limit > 0),
  downloads_used integer not null default 0 check (downloads_used >= 0),
  starts_at timestamptz not null default now(),
  ends_at timestamptz,
  revoked_at timestamptz,
  revoked_reason text,
  created_at timestamptz not null default now(),
  check (num_nonnulls(holder_user_id, holder_organization_id) = 1),
  check ((revoked_at is null) = (revoked_reason is null)),
  check (download_limit is null or downloads_used <= download_limit)
);
create index entitlements_user on entitlements (holder_user_id, product_id);
create index entitlements_organization on entitlements (holder_organization_id, product_id);
create index entitlements_product on entitlements (product_id);
call app.protect('entitlements');
grant select on entitlements to authenticated;
create policy entitlements_holder on entitlements for select to authenticated using (
  holder_user_id = (select auth.uid()) or holder_organization_id = any ((select app.org_ids())::text[]));

-- What one holds stays readable, also after it has left the shop: versions and assets ask the product.
-- Security definer so that products, asked by entitlements' own readers, does not ask back.
create function app.held_product_ids() returns text[] language sql stable security definer set search_path = '' as $$
  select coalesce(array_agg(e.product_id), '{}') from public.entitlements e
  where e.revoked_at is null and (e.holder_user_id = (select auth.uid()) or e.holder_organization_id = any (app.org_ids())) $$;
revoke all on function app.held_product_ids from public;
grant execute on function app.held_product_ids to authenticated;
alter policy products_published_or_own on products using (
  status = 'published' or seller_id = any ((select app.seller_ids())::text[]) or id = any ((select app.held_product_ids())::text[]));

create table download_events (
  id text primary key,
  entitlement_id text not null references entitlements,
  product_id text not null references products,
  version_id text not null references product_versions,
  user_id uuid not null references users,
  requested_at timestamptz not null default now(),
  user_agent text
);
create index download_events_entitlement on download_events (entitlement_id, requested_at desc);
create index download_events_product on download_events (product_id, requested_at desc);
create index download_events_version on download_events (version_id);
create index download_events_user on download_events (user_id, requested_at desc);
call app.protect('download_events');
grant select on download_events to authenticated;
create policy download_events_own on download_events for select to authenticated using (user_id = (select auth.uid()));

create table ledger_accounts (
  id text primary key,
  -- Null: an account of the platform itself.
  seller_id text references sellers,
  name text not null check (name in ('stripe_clearing', 'platform_fees', 'seller_payable')),
  currency char(3) not null check (currency ~ '^[a-z]{3}$'),
  created_at timestamptz not null default now(),
  check ((seller_id is not null) = (name = 'seller_payable')),
  unique nulls not distinct (name, seller_id, currency)
);
create index ledger_accounts_seller on ledger_accounts (seller_id);
call app.protect('ledger_accounts');
grant select on ledger_accounts to authenticated;
create policy ledger_accounts_seller on ledger_accounts for select to authenticated using (seller_id = any ((select app.seller_ids())::text[]));

create table ledger_transactions (
  id text primary key,
  source_type text not null check (source_type in ('payment', 'refund', 'refund_reversal')),
  source_id text not null,
  posted_at timestamptz not null,
  -- One posting per source, however often its event arrives.
  unique (source_type, source_id)
);
call app.protect_append_only('ledger_transactions');

create table ledger_entries (
  id text primary key,
  transaction_id text not null references ledger_transactions,
  account_id text not null references ledger_accounts,
  -- Positive: the account is owed or holds more. Debits are positive, credits negative.
  amount_minor bigint not null check (amount_minor <> 0),
  currency char(3) not null check (currency ~ '^[a-z]{3}$'),
  order_item_id text references order_items,
  posted_at timestamptz not null
);
create index ledger_entries_transaction on ledger_entries (transaction_id);
create index ledger_entries_account on ledger_entries (account_id, posted_at desc);
create index ledger_entries_order_item on ledger_entries (order_item_id);
call app.protect_append_only('ledger_entries');
grant select on ledger_entries to authenticated;
create policy ledger_entries_seller on ledger_entries for select to authenticated using (
  account_id in (select a.id from ledger_accounts a where a.seller_id = any ((select app.seller_ids())::text[])));

-- Checked at commit, when all entries of a posting are there.
create function app.assert_posting_balances() returns trigger language plpgsql set search_path = '' as $$ begin
  if exists (select from public.ledger_entries e where e.transaction_id = new.transaction_id group by e.currency having sum(e.amount_minor) <> 0) then
    raise exception 'ledger transaction % does not sum to zero', new.transaction_id using errcode = 'check_violation';
  end if;
  return null;
end $$;
create constraint trigger balances after insert on ledger_entries deferrable initially deferred for each row execute function app.assert_posting_balances();
