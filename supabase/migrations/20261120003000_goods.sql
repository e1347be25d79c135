-- Goods: variants with sizes and weights, images, and stock as levels, reservations and movements.
-- Rollback: drop the tables of this file, newest first; drop its columns; restore the type check of products.
set lock_timeout = '5s';

alter table products drop constraint products_type_check;
alter table products
  add constraint products_type_check check (type in ('node', 'next', 'runbook', 'jupyter', 'prompt', 'sneaker', 'physical', 'api', 'bundle', 'membership')),
  add column brand text not null default '' check (length(brand) <= 80),
  add column condition text check (condition in ('new', 'used')),
  -- Whether sizes share one stock or have one each; null for what has no stock.
  add column inventory text check (inventory in ('flat', 'per_variant')),
  add column review_note text check (length(review_note) <= 2000);

-- Counted units of one variant, or of a whole product when its variants share one stock.
create table stock_levels (
  id text primary key,
  product_id text not null references products on delete cascade,
  seller_id text not null references sellers,
  on_hand integer not null default 0 check (on_hand >= 0),
  reserved integer not null default 0 check (reserved >= 0),
  -- At or below this the seller is told; null: never.
  low_at integer check (low_at >= 0),
  low_notified_at timestamptz,
  created_at timestamptz not null default now(),
  check (reserved <= on_hand)
);
create index stock_levels_product on stock_levels (product_id);
create index stock_levels_seller on stock_levels (seller_id, created_at desc);
call app.protect('stock_levels');
-- How many are left is public, as the shelf of a shop is; when the seller wants to be told is not.
grant select (id, product_id, seller_id, on_hand, reserved) on stock_levels to anon, authenticated;
create policy stock_levels_of_readable_products on stock_levels for select to anon, authenticated using (exists (select from products p where p.id = product_id));

alter table product_variants
  -- {"size": "42", "color": "Bone"}; empty for what has one form.
  add column options jsonb not null default '{}' check (jsonb_typeof(options) = 'object'),
  -- What the options read as: "42", "M, Bone".
  add column title text not null default '' check (length(title) <= 120),
  add column weight_grams integer check (weight_grams between 1 and 100000),
  -- Null: not counted, as for everything digital.
  add column stock_level_id text references stock_levels;
create index product_variants_stock_level on product_variants (stock_level_id);
create unique index product_variants_options on product_variants (product_id, options) where archived_at is null and options <> '{}';

create table stock_movements (
  id text primary key,
  level_id text not null references stock_levels,
  variant_id text references product_variants,
  delta integer not null check (delta <> 0),
  reason text not null check (reason in ('received', 'counted', 'damaged', 'lost', 'sold', 'sale_undone', 'canceled', 'returned')),
  note text not null default '' check (length(note) <= 500),
  -- What moved it: an order's item, a refund's item. Unique per reason: the same cause moves stock once.
  source_id text,
  actor_user_id uuid references users on delete set null,
  at timestamptz not null,
  unique (reason, source_id)
);
create index stock_movements_level on stock_movements (level_id, at desc);
create index stock_movements_variant on stock_movements (variant_id);
create index stock_movements_actor on stock_movements (actor_user_id);
call app.protect_append_only('stock_movements');
grant select on stock_movements to authenticated;
create policy stock_movements_seller on stock_movements for select to authenticated using (
  level_id in (select l.id from stock_levels l where l.seller_id = any ((select app.seller_ids())::text[])));

-- A picture of a product. The stored object's key is made of its content; sizes and formats are written once and never change.
create table product_images (
  id text primary key,
  product_id text not null references products on delete cascade,
  seller_id text not null references sellers,
  -- Null: of the product as a whole.
  variant_id text references product_variants on delete set null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  alt text not null default '' check (length(alt) <= 200),
  width integer not null check (width > 0),
  height integer not null check (height > 0),
  -- {"thumb": {"avif": {"key", "bytes", "width", "height"}, "webp": {…}}, "medium": {…}, "large": {…}}
  files jsonb not null,
  position integer not null default 0,
  created_at timestamptz not null default now(),
  unique (product_id, sha256)
);
create index product_images_product on product_images (product_id, position);
create index product_images_seller on product_images (seller_id, created_at desc);
create index product_images_variant on product_images (variant_id);
call app.protect('product_images');
grant select on product_images to anon, authenticated;
create policy product_images_of_readable_products on product_images for select to anon, authenticated using (exists (select from products p where p.id = product_id));
