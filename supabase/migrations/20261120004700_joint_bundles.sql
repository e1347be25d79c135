-- Bundles across sellers: made by the shop's admins, sold once every other seller whose product takes part has agreed.
-- Rollback: drop the table bundle_consents and the policies named *_not_joint; alter table products drop column is_joint.
set lock_timeout = '5s';

-- A bundle made by an admin, of any sellers' products. What it holds and costs was agreed to, so the seller it is presented by cannot change it.
alter table products add column is_joint boolean not null default false check (not is_joint or kind = 'bundle');
create index products_joint on products (created_at desc, id desc) where is_joint;

create table bundle_consents (
  bundle_product_id text not null references products on delete cascade,
  seller_id text not null references sellers,
  status text not null default 'asked' check (status in ('asked', 'agreed', 'declined')),
  decided_by uuid references users on delete set null,
  decided_at timestamptz,
  created_at timestamptz not null,
  primary key (bundle_product_id, seller_id),
  check ((status = 'asked') = (decided_at is null))
);
create index bundle_consents_seller on bundle_consents (seller_id, created_at desc, bundle_product_id desc);
create index bundle_consents_decided_by on bundle_consents (decided_by);
call app.protect('bundle_consents');
grant select on bundle_consents to authenticated;
-- The one who is asked reads it, and the one who presents the bundle.
create policy bundle_consents_of_sellers on bundle_consents for select to authenticated using (
  seller_id = any ((select app.seller_ids())::text[])
  or exists (select from products p where p.id = bundle_product_id and p.seller_id = any ((select app.seller_ids())::text[])));

-- Bundles of the operator's own seeds are for sale already: their sellers are taken to have agreed, and may say otherwise.
update products b set is_joint = true where b.kind = 'bundle' and exists (
  select from bundle_items i join products p on p.id = i.part_product_id where i.bundle_product_id = b.id and p.seller_id <> b.seller_id);
insert into bundle_consents (bundle_product_id, seller_id, status, decided_at, created_at)
  select distinct b.id, p.seller_id, 'agreed', b.created_at, b.created_at
  from products b join bundle_items i on i.bundle_product_id = b.id join products p on p.id = i.part_product_id where b.is_joint and p.seller_id <> b.seller_id;

-- Beside the policies that let a seller's members write, and narrower: nothing of a joint bundle is theirs to write.
create policy products_not_joint on products as restrictive for update to authenticated using (not is_joint);
create policy product_variants_not_joint_insert on product_variants as restrictive for insert to authenticated with check (
  not exists (select from products p where p.id = product_id and p.is_joint));
create policy product_variants_not_joint_update on product_variants as restrictive for update to authenticated using (
  not exists (select from products p where p.id = product_id and p.is_joint));
create policy prices_not_joint_insert on prices as restrictive for insert to authenticated with check (
  not exists (select from product_variants v join products p on p.id = v.product_id where v.id = variant_id and p.is_joint));
create policy prices_not_joint_update on prices as restrictive for update to authenticated using (
  not exists (select from product_variants v join products p on p.id = v.product_id where v.id = variant_id and p.is_joint));
create policy bundle_items_not_joint_insert on bundle_items as restrictive for insert to authenticated with check (
  not exists (select from products p where p.id = bundle_product_id and p.is_joint));
create policy bundle_items_not_joint_update on bundle_items as restrictive for update to authenticated using (
  not exists (select from products p where p.id = bundle_product_id and p.is_joint));
create policy bundle_items_not_joint_delete on bundle_items as restrictive for delete to authenticated using (
  not exists (select from products p where p.id = bundle_product_id and p.is_joint));
