-- Orders of many items and sellers: sums and their parts, reservations, parcels, returns, disputes.
-- Rollback: drop the tables of this file, newest first; drop its columns; restore the policy and check it replaces.
set lock_timeout = '5s';

alter table orders
  add column subtotal_minor bigint not null default 0 check (subtotal_minor >= 0),
  add column discount_minor bigint not null default 0 check (discount_minor >= 0),
  add column shipping_minor bigint not null default 0 check (shipping_minor >= 0),
  -- As Stripe returns it, part of the total from then on.
  add column tax_minor bigint not null default 0 check (tax_minor >= 0),
  add column coupon_id text references coupons,
  add column cart_id text references carts on delete set null,
  -- Of everything that was chosen: another choice is another order.
  add column fingerprint text not null default '',
  -- Where parcels go; the address itself is taken at Stripe.
  add column country char(2),
  add column disputed_minor bigint not null default 0 check (disputed_minor >= 0);
update orders set subtotal_minor = total_minor;
alter table orders add check (total_minor = subtotal_minor - discount_minor + shipping_minor + tax_minor);
alter table orders add check (refunded_minor + disputed_minor <= total_minor);
create index orders_coupon on orders (coupon_id);
create index orders_cart on orders (cart_id);

alter table order_items drop constraint order_items_check;
alter table order_items
  add column sku text not null default '',
  add column options jsonb not null default '{}',
  add column variant_title text not null default '',
  add column condition text,
  -- The bundle this was bought in, if any.
  add column bundle_product_id text references products,
  add column bundle_title text,
  -- Of unit price × quantity: what bundle and coupon take off, and how much of that the platform pays for.
  add column discount_minor bigint not null default 0 check (discount_minor >= 0),
  add column subsidy_minor bigint not null default 0 check (subsidy_minor between 0 and discount_minor),
  -- The item's share of the order's shipping and tax; both are in its total.
  add column shipping_minor bigint not null default 0 check (shipping_minor >= 0),
  add column tax_minor bigint not null default 0 check (tax_minor >= 0),
  add column disputed_minor bigint not null default 0 check (disputed_minor >= 0),
  add column shipped_quantity integer not null default 0 check (shipped_quantity >= 0),
  add column canceled_quantity integer not null default 0 check (canceled_quantity >= 0),
  add column restocked_quantity integer not null default 0 check (restocked_quantity >= 0),
  add check (total_minor = unit_price_minor * quantity - discount_minor + shipping_minor + tax_minor),
  add check (fee_minor between 0 and total_minor + subsidy_minor),
  add check (refunded_minor + disputed_minor <= total_minor),
  add check (shipped_quantity + canceled_quantity <= quantity),
  add check (restocked_quantity <= quantity);
create index order_items_bundle on order_items (bundle_product_id);

-- The part of an order that one seller fulfils and is paid for. A seller sees this and its items, never the rest of the order.
create table seller_orders (
  id text primary key,
  order_id text not null references orders on delete cascade,
  seller_id text not null references sellers,
  -- The order's number, as printed.
  number bigint not null,
  currency char(3) not null,
  total_minor bigint not null check (total_minor >= 0),
  fee_minor bigint not null check (fee_minor >= 0),
  shipping_minor bigint not null default 0 check (shipping_minor >= 0),
  -- Null: nothing to ship.
  shipping_name text,
  parcels integer not null default 0 check (parcels >= 0),
  country char(2),
  -- `none`: nothing of it is shipped.
  fulfilment text not null default 'none' check (fulfilment in ('none', 'unshipped', 'partially_shipped', 'shipped', 'delivered', 'canceled')),
  ship_by timestamptz,
  shipped_at timestamptz,
  delivered_at timestamptz,
  created_at timestamptz not null default now(),
  paid_at timestamptz,
  unique (order_id, seller_id)
);
create index seller_orders_seller on seller_orders (seller_id, created_at desc, id desc);
create index seller_orders_to_ship on seller_orders (seller_id, ship_by, id) where fulfilment in ('unshipped', 'partially_shipped') and paid_at is not null;
call app.protect('seller_orders');
grant select on seller_orders to authenticated;
create policy seller_orders_seller_or_buyer on seller_orders for select to authenticated using (
  (seller_id = any ((select app.seller_ids())::text[]) and paid_at is not null)
  or order_id in (select o.id from orders o where o.buyer_user_id = (select auth.uid()) or o.buyer_organization_id = any ((select app.org_ids())::text[])));
insert into seller_orders (id, order_id, seller_id, number, currency, total_minor, fee_minor, created_at, paid_at)
select 'sor_' || substr(o.id, 5), o.id, i.seller_id, o.number, o.currency, sum(i.total_minor), sum(i.fee_minor), o.created_at, o.paid_at
from orders o join order_items i on i.order_id = o.id group by o.id, i.seller_id;

-- What others of the same order bought, and what all of it cost, is not a seller's business.
drop policy orders_buyer_or_seller on orders;
create policy orders_buyer on orders for select to authenticated using (
  buyer_user_id = (select auth.uid()) or buyer_organization_id = any ((select app.org_ids())::text[]));
drop policy order_items_buyer_or_seller on order_items;
create policy order_items_buyer_or_seller on order_items for select to authenticated using (
  (seller_id = any ((select app.seller_ids())::text[]) and order_id in (select app.sold_order_ids()))
  or order_id in (select o.id from orders o where o.buyer_user_id = (select auth.uid()) or o.buyer_organization_id = any ((select app.org_ids())::text[])));
create or replace function app.sold_order_ids() returns setof text language sql stable security definer set search_path = '' as
  $$ select s.order_id from public.seller_orders s where s.seller_id = any (app.seller_ids()) and s.paid_at is not null $$;

create table stock_reservations (
  id text primary key,
  order_id text not null references orders on delete cascade,
  level_id text not null references stock_levels,
  variant_id text not null references product_variants,
  user_id uuid not null references users,
  quantity integer not null check (quantity > 0),
  status text not null default 'held' check (status in ('held', 'sold', 'released')),
  -- The order's: whoever closes the order releases what it held.
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  unique (order_id, variant_id)
);
create index stock_reservations_level on stock_reservations (level_id, status);
create index stock_reservations_variant on stock_reservations (variant_id);
create index stock_reservations_user on stock_reservations (user_id, level_id, status);
call app.protect('stock_reservations');
grant select on stock_reservations to authenticated;
create policy stock_reservations_own on stock_reservations for select to authenticated using (user_id = (select auth.uid()));

create table coupon_redemptions (
  id text primary key,
  coupon_id text not null references coupons,
  -- An order uses one coupon.
  order_id text not null unique references orders on delete cascade,
  user_id uuid not null references users,
  amount_minor bigint not null check (amount_minor >= 0),
  -- `held` while the order is open; counts against the limits like `redeemed`.
  status text not null default 'held' check (status in ('held', 'redeemed', 'released')),
  created_at timestamptz not null default now()
);
create index coupon_redemptions_coupon on coupon_redemptions (coupon_id, user_id);
create index coupon_redemptions_user on coupon_redemptions (user_id);
call app.protect('coupon_redemptions');
grant select on coupon_redemptions to authenticated;
create policy coupon_redemptions_own on coupon_redemptions for select to authenticated using (user_id = (select auth.uid()));

-- Where an order's parcels go, as taken at Stripe.
create table addresses (
  order_id text primary key references orders on delete cascade,
  name text not null default '' check (length(name) <= 200),
  line1 text not null default '' check (length(line1) <= 300),
  line2 text not null default '' check (length(line2) <= 300),
  city text not null default '' check (length(city) <= 200),
  region text not null default '' check (length(region) <= 200),
  postal_code text not null default '' check (length(postal_code) <= 40),
  country char(2) not null check (country ~ '^[A-Z]{2}$'),
  phone text not null default '' check (length(phone) <= 60)
);
call app.protect('addresses');
grant select on addresses to authenticated;
-- A seller who has nothing to ship has no need of the address.
create policy addresses_buyer_or_shipping_seller on addresses for select to authenticated using (
  order_id in (select o.id from orders o where o.buyer_user_id = (select auth.uid()) or o.buyer_organization_id = any ((select app.org_ids())::text[]))
  or order_id in (select s.order_id from seller_orders s where s.seller_id = any ((select app.seller_ids())::text[]) and s.fulfilment <> 'none'));

create table shipments (
  id text primary key,
  seller_order_id text not null references seller_orders on delete cascade,
  order_id text not null references orders on delete cascade,
  seller_id text not null references sellers,
  carrier text not null check (length(carrier) between 1 and 80),
  tracking_number text not null default '' check (length(tracking_number) <= 100),
  tracking_url text check (tracking_url ~ '^https://' and length(tracking_url) <= 500),
  shipped_at timestamptz not null,
  delivered_at timestamptz,
  created_by uuid references users on delete set null,
  created_at timestamptz not null default now()
);
create index shipments_seller_order on shipments (seller_order_id);
create index shipments_order on shipments (order_id);
create index shipments_seller on shipments (seller_id, created_at desc);
create index shipments_created_by on shipments (created_by);
call app.protect('shipments');
grant select on shipments to authenticated;
create policy shipments_buyer_or_seller on shipments for select to authenticated using (
  seller_id = any ((select app.seller_ids())::text[])
  or order_id in (select o.id from orders o where o.buyer_user_id = (select auth.uid()) or o.buyer_organization_id = any ((select app.org_ids())::text[])));

create table shipment_items (
  shipment_id text not null references shipments on delete cascade,
  order_item_id text not null references order_items,
  quantity integer not null check (quantity > 0),
  primary key (shipment_id, order_item_id)
);
create index shipment_items_order_item on shipment_items (order_item_id);
call app.protect('shipment_items');
grant select on shipment_items to authenticated;
create policy shipment_items_of_readable_shipments on shipment_items for select to authenticated using (exists (select from shipments s where s.id = shipment_id));

create table returns (
  id text primary key,
  seller_order_id text not null references seller_orders on delete cascade,
  order_id text not null references orders on delete cascade,
  seller_id text not null references sellers,
  status text not null default 'requested' check (status in ('requested', 'approved', 'declined', 'received', 'withdrawn')),
  reason text not null check (length(reason) between 3 and 500),
  answer text not null default '' check (length(answer) <= 500),
  requested_by uuid references users on delete set null,
  requested_at timestamptz not null,
  decided_at timestamptz,
  received_at timestamptz,
  refund_id text references refunds
);
create index returns_seller_order on returns (seller_order_id);
create index returns_order on returns (order_id);
create index returns_seller on returns (seller_id, requested_at desc);
create index returns_requested_by on returns (requested_by);
create index returns_refund on returns (refund_id);
-- One open return per seller and order: its items can be changed only by withdrawing it.
create unique index returns_one_open on returns (seller_order_id) where status in ('requested', 'approved');
call app.protect('returns');
grant select on returns to authenticated;
create policy returns_buyer_or_seller on returns for select to authenticated using (
  seller_id = any ((select app.seller_ids())::text[])
  or order_id in (select o.id from orders o where o.buyer_user_id = (select auth.uid()) or o.buyer_organization_id = any ((select app.org_ids())::text[])));

create table return_items (
  return_id text not null references returns on delete cascade,
  order_item_id text not null references order_items,
  quantity integer not null check (quantity > 0),
  primary key (return_id, order_item_id)
);
create index return_items_order_item on return_items (order_item_id);
call app.protect('return_items');
grant select on return_items to authenticated;
create policy return_items_of_readable_returns on return_items for select to authenticated using (exists (select from returns r where r.id = return_id));

alter table refunds
  add column requested_role text check (requested_role in ('buyer', 'seller', 'admin', 'system'));
update refunds set requested_role = 'admin' where requested_by is not null;
alter table refund_items
  -- Units that come back to the shelf with it, by explicit choice.
  add column restock_quantity integer not null default 0 check (restock_quantity >= 0),
  -- Units that will not be shipped any more.
  add column cancel_quantity integer not null default 0 check (cancel_quantity >= 0);
drop policy refund_items_of_readable_refunds on refund_items;
-- A refund may span sellers: each sees its own shares, the buyer the whole.
create policy refund_items_of_readable_refunds on refund_items for select to authenticated using (
  exists (select from refunds r where r.id = refund_id)
  or order_item_id in (select i.id from order_items i where i.seller_id = any ((select app.seller_ids())::text[])));

create table disputes (
  id text primary key,
  order_id text not null references orders,
  stripe_dispute_id text not null unique,
  amount_minor bigint not null check (amount_minor >= 0),
  -- What Stripe charges for it, as withdrawn.
  fee_minor bigint not null default 0 check (fee_minor >= 0),
  currency char(3) not null check (currency ~ '^[a-z]{3}$'),
  reason text not null default '',
  status text not null check (status in ('inquiry', 'needs_response', 'under_review', 'won', 'lost', 'closed')),
  evidence_due_at timestamptz,
  -- The packet as it was sent, {field: text}.
  evidence jsonb,
  submitted_at timestamptz,
  opened_at timestamptz not null,
  closed_at timestamptz
);
create index disputes_order on disputes (order_id);
create index disputes_open on disputes (evidence_due_at) where closed_at is null;
call app.protect('disputes');
grant select (id, order_id, amount_minor, currency, reason, status, evidence_due_at, submitted_at, opened_at, closed_at) on disputes to authenticated;
create policy disputes_buyer on disputes for select to authenticated using (
  order_id in (select o.id from orders o where o.buyer_user_id = (select auth.uid()) or o.buyer_organization_id = any ((select app.org_ids())::text[])));

-- How a dispute falls on the items, as a refund would.
create table dispute_items (
  dispute_id text not null references disputes on delete cascade,
  order_item_id text not null references order_items,
  amount_minor bigint not null check (amount_minor >= 0),
  fee_minor bigint not null default 0 check (fee_minor >= 0),
  primary key (dispute_id, order_item_id)
);
create index dispute_items_order_item on dispute_items (order_item_id);
call app.protect('dispute_items');
grant select on dispute_items to authenticated;
create policy dispute_items_buyer_or_seller on dispute_items for select to authenticated using (
  exists (select from disputes d where d.id = dispute_id)
  or order_item_id in (select i.id from order_items i where i.seller_id = any ((select app.seller_ids())::text[])));

-- Who may review: only a person who holds, in person, a paid and not given back item of the product. Asked by the reviews' own policy.
create function app.may_review(product text) returns boolean language sql stable security definer set search_path = '' as $$
  select exists (select from public.order_items i join public.orders o on o.id = i.order_id
    where i.product_id = product and o.buyer_user_id = (select auth.uid()) and o.paid_at is not null and i.refunded_minor + i.disputed_minor < greatest(i.total_minor, 1)
      and (i.kind <> 'physical' or i.shipped_quantity > 0)) $$;
revoke all on function app.may_review from public;
grant execute on function app.may_review to authenticated;
